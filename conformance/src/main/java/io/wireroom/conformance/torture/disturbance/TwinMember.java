package io.wireroom.conformance.torture.disturbance;

import io.wireroom.conformance.torture.wire.StageInstance;
import io.wireroom.conformance.torture.wire.TorturedWire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;

/** A second process with the member id of a running one, as after a copied volume: the two fence each other. */
record TwinMember(StageInstance instance, Duration time) implements Disturbance {

    private static final String MEMBER_ID = "member-id";

    @Override
    public String description() {
        return "two processes with the member id of " + instance.name() + " for " + time.toSeconds() + " s";
    }

    @Override
    public void strike(TorturedWire wire) throws InterruptedException {
        var name = instance.name() + "-twin";
        var own = wire.cluster().dataDirectory(instance.name());
        var copy = wire.cluster().dataDirectory(name);
        try {
            Files.createDirectories(copy);
            Files.write(copy.resolve(MEMBER_ID), Files.readAllBytes(own.resolve(MEMBER_ID)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy the member id of " + instance.name(), e);
        }
        var twin = instance.launch(name, Map.of());
        wire.passUntilStarted(twin);
        wire.pass(time);
        twin.kill();
    }
}
