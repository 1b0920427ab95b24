package io.wireroom.conformance.torture.disturbance;

import io.wireroom.conformance.torture.wire.TorturedWire;
import java.time.Duration;

/** {@code kill -9} of the broker. */
record KilledBroker(Duration down) implements Disturbance {

    @Override
    public String description() {
        return "kill -9 of the broker, back after " + down.toSeconds() + " s";
    }

    @Override
    public void strike(TorturedWire wire) throws InterruptedException {
        wire.cluster().killBroker();
        wire.pass(down);
        wire.cluster().restartBroker();
    }
}
