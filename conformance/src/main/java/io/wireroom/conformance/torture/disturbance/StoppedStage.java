package io.wireroom.conformance.torture.disturbance;

import io.wireroom.conformance.torture.wire.StageInstance;
import io.wireroom.conformance.torture.wire.TorturedWire;
import java.time.Duration;

/**
 * SIGSTOP for longer than the time-outs of session and transaction, while the other instance takes over, then SIGCONT: what
 * the process wrote before it stopped must not count any more. Jepsen found records of such transactions lost and doubled
 * in a broker (Bufstream 0.1.0, 2024-11-12); KIP-890 is the remedy.
 */
record StoppedStage(StageInstance instance, Duration time) implements Disturbance {

    @Override
    public String description() {
        return "SIGSTOP of " + instance.name() + " for " + time.toSeconds() + " s, then SIGCONT";
    }

    @Override
    public void strike(TorturedWire wire) throws InterruptedException {
        wire.passUntilStarted(instance);
        instance.stop();
        wire.pass(time);
        instance.resume();
    }
}
