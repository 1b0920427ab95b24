package io.wireroom.bench.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * CPU time and allocation of work of one thread, call by call. Other processes, garbage collection and compilation run
 * on other threads and do not count. Not thread-safe.
 */
public final class Meter {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long[] nanos = new long[1024];
    private int calls;
    private long totalNanos;
    private long bytes;
    private double fastest;

    /** Does the work once and measures it. */
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    /** Does the work once, measures it and returns its result. */
    public <T> T call(Supplier<T> work) {
        var allocated = THREADS.getCurrentThreadAllocatedBytes();
        var started = cpuNanos();
        var result = work.get();
        if (calls == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * calls);
        }
        nanos[calls] = cpuNanos() - started;
        totalNanos += nanos[calls++];
        bytes += THREADS.getCurrentThreadAllocatedBytes() - allocated;
        return result;
    }

    /** Does work that makes several calls, a round, and keeps the speed of the fastest round. */
    public void round(Runnable work) {
        var before = totalNanos;
        var first = calls;
        work.run();
        fastest = Math.max(fastest, (calls - first) * 1e9 / Math.max(1, totalNanos - before));
    }

    /** Calls per second of CPU time in the fastest round: what else runs on the machine makes the others slower. */
    public double fastestPerSecond() {
        return fastest;
    }

    /** CPU time of the current thread. */
    public static long cpuNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Resets all counts. */
    public void reset() {
        calls = 0;
        totalNanos = 0;
        bytes = 0;
        fastest = 0;
    }

    /** Calls per second of CPU time. */
    public double perSecond() {
        return calls * 1e9 / Math.max(1, totalNanos);
    }

    /** CPU time of all calls. */
    public long totalNanos() {
        return totalNanos;
    }

    /** Milliseconds that this share of the calls does not exceed. */
    public double quantileMillis(double share) {
        var sorted = Arrays.copyOf(nanos, calls);
        Arrays.sort(sorted);
        return calls == 0 ? 0 : sorted[(int) Math.min(calls - 1, Math.floor(calls * share))] / 1e6;
    }

    /** Milliseconds of the slowest call. */
    public double maxMillis() {
        return Arrays.stream(nanos, 0, calls).max().orElse(0) / 1e6;
    }

    /** Kilobytes allocated per call. */
    public double kilobytes() {
        return bytes / 1024.0 / Math.max(1, calls);
    }
}
