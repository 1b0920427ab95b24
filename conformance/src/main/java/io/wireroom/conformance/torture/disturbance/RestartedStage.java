package io.wireroom.conformance.torture.disturbance;

import io.wireroom.conformance.torture.wire.StageInstance;
import io.wireroom.conformance.torture.wire.TorturedWire;

/** A process of a stage is stopped in order and started again. */
record RestartedStage(StageInstance instance) implements Disturbance {

    @Override
    public String description() {
        return "restart of " + instance.name();
    }

    @Override
    public void strike(TorturedWire wire) {
        instance.terminate();
        instance.start();
    }
}
