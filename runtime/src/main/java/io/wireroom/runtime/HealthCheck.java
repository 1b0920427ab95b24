package io.wireroom.runtime;

import java.util.function.Supplier;

/**
 * One thing that must work.
 *
 * @param name shown in the answer of {@code /health/ready}
 * @param state asked at each probe; cheap
 */
public record HealthCheck(String name, Supplier<State> state) {

    /** How it is. */
    public record State(Level level, String detail) {

        /** All well. */
        public static final State UP = new State(Level.UP, "up");
    }

    /** What a probe makes of it. */
    public enum Level {
        /** Works. */
        UP,
        /** Alive, but not ready for work: starting, restoring, a service is away. */
        NOT_READY,
        /** Cannot heal without a restart. */
        DEAD
    }
}
