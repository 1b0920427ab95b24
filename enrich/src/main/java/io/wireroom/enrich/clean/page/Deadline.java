package io.wireroom.enrich.clean.page;

import io.wireroom.enrich.clean.Cleaner;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * The end of a page's CPU time; long loops ask it. The thread's own time counts, not the clock on the wall: a busy
 * machine must not turn articles into rejects. For use by the thread that made it.
 */
public final class Deadline {

    /** Asking the system costs up to a microsecond, so loops over elements ask it once in so many calls. */
    private static final int CALLS_PER_LOOK = 64;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean CPU_TIME =
            THREADS.isCurrentThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();

    private final long startNanos = nanos();
    private final long budgetNanos;
    private int calls;

    private Deadline(long budgetNanos) {
        this.budgetNanos = budgetNanos;
    }

    public static Deadline in(Duration budget) {
        return new Deadline(budget.toNanos());
    }

    /** Looks at the time now and then. */
    public void check() {
        if (++calls % CALLS_PER_LOOK == 0) {
            checkNow();
        }
    }

    /** Looks at the time. */
    public void checkNow() {
        if (nanos() - startNanos >= budgetNanos) {
            throw new TooComplexException("the page took longer than its time");
        }
    }

    private static long nanos() {
        return CPU_TIME ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    /** Leaves the depths of a page that is over a limit; caught in {@link Cleaner}, where it becomes a value. */
    public static final class TooComplexException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooComplexException(String message) {
            super(message, null, false, false);
        }
    }
}
