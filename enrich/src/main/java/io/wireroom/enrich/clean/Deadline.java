package io.wireroom.enrich.clean;

import java.time.Duration;

/** The end of a page's time; long loops ask it. Monotonic, so no wall clock is read. */
final class Deadline {

    private final long atNanos;

    private Deadline(long atNanos) {
        this.atNanos = atNanos;
    }

    static Deadline in(Duration budget) {
        return new Deadline(System.nanoTime() + budget.toNanos());
    }

    void check() {
        if (System.nanoTime() - atNanos >= 0) {
            throw new TooComplexException("the page took longer than its time");
        }
    }

    /** Leaves the depths of a page that is over a limit; caught in {@link Cleaner}, where it becomes a value. */
    static final class TooComplexException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooComplexException(String message) {
            super(message, null, false, false);
        }
    }
}
