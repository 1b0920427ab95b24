package io.wireroom.conformance.torture.disturbance;

import io.wireroom.conformance.torture.wire.TorturedWire;
import java.time.Duration;

/** PostgreSQL is stopped in order and started again. */
record RestartedDatabase(Duration down) implements Disturbance {

    @Override
    public String description() {
        return "restart of the database, back after " + down.toSeconds() + " s";
    }

    @Override
    public void strike(TorturedWire wire) throws InterruptedException {
        wire.database().stop();
        wire.pass(down);
        wire.database().start();
    }
}
