package io.wireroom.enrich.clean.page;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * The end of a page's CPU time; long loops check it. It counts the thread's CPU time, not wall-clock time, so that a busy
 * machine does not turn articles into rejects. For use by the thread that made it.
 */
public final class Deadline {

    /** A system call costs up to a microsecond, so only one of this many checks makes one. */
    private static final int CALLS_PER_CHECK = 64;

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

    /** Checks the time at some of the calls. */
    public void check() {
        if (++calls % CALLS_PER_CHECK == 0) {
            checkNow();
        }
    }

    /** Checks the time. */
    public void checkNow() {
        if (nanos() - startNanos >= budgetNanos) {
            throw new TooComplexException("the page took longer than its time");
        }
    }

    private static long nanos() {
        return CPU_TIME ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    /** A page is over a limit; the cleaner turns this into a rejection. */
    public static final class TooComplexException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooComplexException(String message) {
            super(message, null, false, false);
        }
    }
}
