package io.wireroom.conformance.torture.disturbance;

import io.wireroom.conformance.torture.wire.TorturedWire;
import java.time.Duration;

/** All connections of a link end, and no new one is accepted. */
record CutLink(WireLink link, Duration time) implements Disturbance {

    @Override
    public String description() {
        return "cut of " + link.name() + " for " + time.toSeconds() + " s";
    }

    @Override
    public void strike(TorturedWire wire) throws InterruptedException {
        link.link().cut();
        wire.pass(time);
        link.link().restore();
    }
}
