package io.wireroom.conformance.torture.disturbance;

import io.wireroom.conformance.torture.wire.TorturedWire;
import java.time.Duration;

/** No byte passes a link, and nobody is told; afterwards what was sent meanwhile arrives late. */
record HeldLink(WireLink link, Duration time) implements Disturbance {

    @Override
    public String description() {
        return "silence of " + link.name() + " for " + time.toSeconds() + " s";
    }

    @Override
    public void strike(TorturedWire wire) throws InterruptedException {
        link.link().hold();
        wire.pass(time);
        link.link().restore();
    }
}
