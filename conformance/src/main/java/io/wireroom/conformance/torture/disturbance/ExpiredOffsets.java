package io.wireroom.conformance.torture.disturbance;

import io.wireroom.conformance.torture.wire.TorturedWire;
import io.wireroom.conformance.torture.wire.WireStage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;

/** The offsets of a group are gone from the broker, as after its {@code offsets.retention.minutes}. */
record ExpiredOffsets(WireStage stage, String group) implements Disturbance {

    private static final Duration EMPTY_LIMIT = Duration.ofMinutes(1);

    @Override
    public String description() {
        return "the offsets of " + group + " expire while " + stage.label() + " is down";
    }

    @Override
    public void strike(TorturedWire wire) throws InterruptedException {
        var instances = wire.instances(stage);
        instances.forEach(instance -> instance.terminate());
        // A static member that was stopped stays in the group until its session is over.
        if (!wire.passUntil(EMPTY_LIMIT, () -> isGone(wire))) {
            throw new IllegalStateException("the group " + group + " still has members after " + EMPTY_LIMIT);
        }
        instances.forEach(instance -> instance.start());
    }

    private boolean isGone(TorturedWire wire) {
        try (var admin = wire.clients().admin()) {
            admin.deleteConsumerGroups(List.of(group)).all().get(30, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupNotEmptyException) {
                return false;
            }
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return true;
            }
            throw new IllegalStateException("cannot delete the offsets of " + group, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException e) {
            return false;
        }
    }
}
