package io.wireroom.conformance.torture.disturbance;

import io.wireroom.conformance.torture.wire.TorturedWire;

/** The broker is stopped in order and started again. */
record RestartedBroker() implements Disturbance {

    @Override
    public String description() {
        return "restart of the broker";
    }

    @Override
    public void strike(TorturedWire wire) throws InterruptedException {
        wire.cluster().stopBroker();
        wire.cluster().restartBroker();
    }
}
