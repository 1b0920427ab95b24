package io.wireroom.conformance.torture.disturbance;

import io.wireroom.conformance.torture.wire.StageInstance;
import io.wireroom.conformance.torture.wire.TorturedWire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process whose clock is an hour off, by libfaketime; its monotonic clock is right. */
record SkewedClock(StageInstance instance, Path library, boolean ahead, Duration time) implements Disturbance {

    private static final List<String> PLACES = List.of(
            "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
            "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
            "/usr/lib64/faketime/libfaketimeMT.so.1");

    /** The library, where it is installed. */
    static Optional<Path> installed() {
        return PLACES.stream().map(Path::of).filter(Files::exists).findFirst();
    }

    @Override
    public String description() {
        return "the clock of " + instance.name() + " is an hour " + (ahead ? "ahead" : "behind") + " for "
                + time.toSeconds() + " s";
    }

    @Override
    public void strike(TorturedWire wire) throws InterruptedException {
        instance.terminate();
        instance.startWith(Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME",
                ahead ? "+1h" : "-1h",
                "DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1"));
        wire.passUntilStarted(instance);
        wire.pass(time);
        instance.terminate();
        instance.startWith(Map.of());
    }
}
