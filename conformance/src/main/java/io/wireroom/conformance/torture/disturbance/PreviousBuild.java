package io.wireroom.conformance.torture.disturbance;

import io.wireroom.conformance.torture.wire.StageInstance;
import io.wireroom.conformance.torture.wire.TorturedWire;
import java.time.Duration;

/**
 * A process is replaced by one of a previous build and back again, under the same member id.
 *
 * @param classPath of the previous build
 */
record PreviousBuild(StageInstance instance, String classPath, Duration time) implements Disturbance {

    @Override
    public String description() {
        return instance.name() + " of the previous build for " + time.toSeconds() + " s";
    }

    @Override
    public void strike(TorturedWire wire) throws InterruptedException {
        instance.terminate();
        instance.startFrom(classPath);
        wire.passUntilStarted(instance);
        wire.pass(time);
        instance.terminate();
        instance.start();
    }
}
