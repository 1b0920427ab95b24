package io.wireroom.runtime;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A running stage: all wiring, no decisions. The constructor does no I/O. */
public interface StageApp extends AutoCloseable {

    /** Starts; returns once the stage's threads run. Throws a {@link Failure} when a setting or a service prevents it. */
    void start();

    /** What must work for the stage to be alive and ready. */
    List<HealthCheck> health();

    /** Completes exceptionally when the stage cannot continue and its process should end; normally after a close. */
    CompletableFuture<Void> stopped();

    /** Stops in reverse order of start, within bounded time; may be called twice. */
    @Override
    void close();
}
