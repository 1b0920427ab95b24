package io.wireroom.bench.polls;

import io.wireroom.conformance.processes.GcLog;
import io.wireroom.standalone.show.Table;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * The result of a run.
 *
 * @param committed answers that ingest committed between begin and end
 */
record PollResult(
        int sources,
        PollCounts.At begin,
        PollCounts.At end,
        long committed,
        Duration lateHalf,
        Duration lateMost,
        GcLog gc) {

    private static final int WIDEST = 60;

    private double seconds() {
        return (end.nanos() - begin.nanos()) / 1e9;
    }

    private double rate() {
        return committed / seconds();
    }

    /** Whether no rule was broken and the required figures are reached; a limit of zero requires nothing. */
    boolean holds(PolledHosts hosts, int requiredRate, Duration lateLimit) {
        var polite = Arrays.stream(PolledHosts.Rule.values()).allMatch(rule -> hosts.violations(rule) == 0);
        return polite
                && committed > 0
                && rate() >= requiredRate
                && (lateLimit.isZero() || lateMost.compareTo(lateLimit) < 0);
    }

    void print(PrintWriter out, PolledHosts hosts) {
        var table = new Table(WIDEST, "what", "figure");
        var answered = end.answered() - begin.answered();
        row(table, "sources", "%,d", sources);
        row(table, "measured", "%.0f s", seconds());
        row(table, "polls/s committed by ingest", "%.1f", rate());
        row(table, "polls/s answered by the origin", "%.1f", answered / seconds());
        row(table, "of them 304", "%.1f %%", 100.0 * (end.notModified() - begin.notModified()) / Math.max(1, answered));
        row(table, "lateness p50, chance included", "%.3f s", lateHalf.toNanos() / 1e9);
        row(table, "lateness p99, chance included", "%.3f s", lateMost.toNanos() / 1e9);
        row(table, "cores busy with ingest", "%.2f", PollCounts.cores(begin.ingestCpu(), end.ingestCpu(), seconds()));
        row(
                table,
                "cores busy with the broker",
                "%.2f",
                PollCounts.cores(begin.brokerCpu(), end.brokerCpu(), seconds()));
        row(
                table,
                "cores busy with the origin",
                "%.2f",
                PollCounts.cores(begin.originCpu(), end.originCpu(), seconds()));
        row(table, "heap of ingest after collections, most", "%d MiB", gc.mostAfterMiB());
        row(table, "heap of ingest after a full collection", "%d MiB", gc.lastAfterMiB());
        row(table, "polls cut off", "%d", hosts.cut());
        for (var rule : PolledHosts.Rule.values()) {
            row(table, rule.broken, "%d", hosts.violations(rule));
        }
        table.print(out);
        out.flush();
    }

    private static void row(Table table, String what, String format, Object value) {
        table.row(what, String.format(Locale.ROOT, format, value));
    }
}
