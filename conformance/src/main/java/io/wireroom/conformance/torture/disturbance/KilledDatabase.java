package io.wireroom.conformance.torture.disturbance;

import io.wireroom.conformance.torture.wire.TorturedWire;
import java.time.Duration;

/** {@code kill -9} of PostgreSQL. */
record KilledDatabase(Duration down) implements Disturbance {

    @Override
    public String description() {
        return "kill -9 of the database, back after " + down.toSeconds() + " s";
    }

    @Override
    public void strike(TorturedWire wire) throws InterruptedException {
        wire.database().kill();
        wire.pass(down);
        wire.database().start();
    }
}
