package io.wireroom.bench.measure;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Repeats work until the compiler of the Java platform is nearly done with it. Large programs run for minutes before
 * that: what is measured earlier is partly the interpreter, and the compiler on the other core.
 */
public final class WarmUp {

    private static final int LEAST_ROUNDS = 2;
    private static final int MOST_ROUNDS = 30;

    /** Compilation may take this share of a round's time. */
    private static final double LEFT = 0.03;

    private WarmUp() {}

    /** Repeats the round, and returns how often. */
    public static int until(Runnable round) {
        var compiler = ManagementFactory.getCompilationMXBean();
        for (int i = 1; ; i++) {
            var compiled = compiler.getTotalCompilationTime();
            var began = System.nanoTime();
            round.run();
            var share = (compiler.getTotalCompilationTime() - compiled) * 1e6 / (System.nanoTime() - began);
            System.err.printf(Locale.ROOT, "warm-up %d: %.0f %% of its time in the compiler%n", i, 100 * share);
            if (i >= LEAST_ROUNDS && share < LEFT || i == MOST_ROUNDS) {
                return i;
            }
        }
    }
}
