package io.wireroom.conformance.torture.disturbance;

import io.wireroom.conformance.torture.wire.StageInstance;
import io.wireroom.conformance.torture.wire.TorturedWire;
import java.time.Duration;

/** {@code kill -9} of a process of a stage. */
record KilledStage(StageInstance instance, Duration down) implements Disturbance {

    @Override
    public String description() {
        return "kill -9 of " + instance.name() + ", back after " + down.toSeconds() + " s";
    }

    @Override
    public void strike(TorturedWire wire) throws InterruptedException {
        instance.kill();
        wire.pass(down);
        instance.start();
    }
}
