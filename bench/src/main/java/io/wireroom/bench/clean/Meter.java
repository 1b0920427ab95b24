package io.wireroom.bench.clean;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** CPU time and allocation of work of one thread, call by call. Not thread-safe. */
public final class Meter {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long[] nanos = new long[1024];
    private int calls;
    private long bytes;

    /** Does the work once and measures it. */
    public void run(Runnable work) {
        var allocated = THREADS.getCurrentThreadAllocatedBytes();
        var started = THREADS.getCurrentThreadCpuTime();
        work.run();
        if (calls == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * calls);
        }
        nanos[calls++] = THREADS.getCurrentThreadCpuTime() - started;
        bytes += THREADS.getCurrentThreadAllocatedBytes() - allocated;
    }

    /** Forgets all calls. */
    public void reset() {
        calls = 0;
        bytes = 0;
    }

    /** Calls per second of CPU time. */
    public double perSecond() {
        return calls * 1e9 / Math.max(1, totalNanos());
    }

    /** CPU time of all calls. */
    public long totalNanos() {
        return Arrays.stream(nanos, 0, calls).sum();
    }

    /** Milliseconds that this share of the calls stays below. */
    public double quantileMillis(double share) {
        var sorted = Arrays.copyOf(nanos, calls);
        Arrays.sort(sorted);
        return calls == 0 ? 0 : sorted[(int) Math.min(calls - 1, Math.floor(calls * share))] / 1e6;
    }

    /** Milliseconds of the slowest call. */
    public double maxMillis() {
        return Arrays.stream(nanos, 0, calls).max().orElse(0) / 1e6;
    }

    /** Kilobytes allocated a call. */
    public double kilobytes() {
        return bytes / 1024.0 / Math.max(1, calls);
    }
}
