package io.wireroom.runtime;

import java.util.function.Supplier;

/**
 * A check of one part of the process.
 *
 * @param name shown in the answer of {@code /health/ready}
 * @param state called at each probe; cheap
 */
public record HealthCheck(String name, Supplier<State> state) {

    /** The result of a check. */
    public record State(Level level, String detail) {

        /** It works. */
        public static final State UP = new State(Level.UP, "up");
    }

    /** How bad it is. */
    public enum Level {
        /** Works. */
        UP,
        /** Alive, but not ready for work: starting, restoring, a service is away. */
        NOT_READY,
        /** Cannot heal without a restart. */
        DEAD
    }
}
