package io.wireroom.conformance.torture.disturbance;

import io.wireroom.conformance.torture.wire.TorturedWire;
import java.time.Duration;

/** Every chunk of up to 64 KiB on a link is late, in both directions. */
record SlowLink(WireLink link, Duration delay, Duration time) implements Disturbance {

    @Override
    public String description() {
        return link.name() + " slower by " + delay.toMillis() + " ms each way for " + time.toSeconds() + " s";
    }

    @Override
    public void strike(TorturedWire wire) throws InterruptedException {
        link.link().slow(delay);
        wire.pass(time);
        link.link().restore();
    }
}
