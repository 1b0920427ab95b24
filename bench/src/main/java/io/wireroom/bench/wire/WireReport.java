package io.wireroom.bench.wire;

import io.wireroom.bench.wire.ProcessCpu.Component;
import io.wireroom.bench.wire.WireArticles.Point;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** Prints the figures of a run. Those of legs and of the rate are of the time after the first fifth of it. */
final class WireReport {

    private static final int FIRST = 500;
    /** Topics with fewer bytes an article are left out. */
    private static final int LEAST_BYTES = 50;

    private final PrintStream print;
    private final WireArticles articles;
    private final long fromMillis;
    private final long untilMillis;

    /**
     * A report.
     *
     * @param startedMillis when the first article was announced
     * @param time how long articles were announced
     */
    WireReport(PrintStream print, WireArticles articles, long startedMillis, Duration time) {
        this.print = print;
        this.articles = articles;
        fromMillis = startedMillis + time.toMillis() / 5;
        untilMillis = startedMillis + time.toMillis();
    }

    /** The time from each point of the wire to the next. */
    void legs() {
        line("%-24s %9s %9s %9s", "leg, ms", "p50", "p99", "most");
        var points = Point.values();
        for (var at = 1; at < points.length; at++) {
            leg(points[at - 1], points[at]);
        }
        leg(Point.FETCHED, Point.STORED);
        leg(Point.ANNOUNCED, Point.SEARCHABLE);
    }

    private void leg(Point from, Point to) {
        var leg = articles.leg(from, to, fromMillis, untilMillis);
        line(
                "%-24s %,9d %,9d %,9d",
                from.label() + " to " + to.label(),
                WireArticles.quantile(leg, .5),
                WireArticles.quantile(leg, .99),
                WireArticles.quantile(leg, 1));
    }

    /**
     * CPU time by component, of the processes and of the database.
     *
     * @param ofProcesses what the system counts for the processes as a whole, without the database, seconds
     */
    void cpu(Map<Component, Double> seconds, double ofProcesses) {
        var whole = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        if (whole == 0) {
            return;
        }
        line("%-24s %9s %9s", "CPU, ms an article", "", "share");
        seconds.forEach((component, spent) -> line(
                "%-24s %9.1f %8.1f%%",
                component.name().toLowerCase(Locale.ROOT), spent * 1e3 / stored(), 100 * spent / whole));
        line("%-24s %9.1f", "whole", whole * 1e3 / stored());
        line(
                "%-24s %9.1f %8.1f%%",
                "processes as a whole",
                ofProcesses * 1e3 / stored(),
                100 * ofProcesses / (whole - seconds.getOrDefault(Component.DATABASE, 0.0)));
    }

    /** Bytes on disk for each article; {@code database} without what an empty one has. */
    void bytes(Map<String, Long> topics, long database) {
        line("bytes an article");
        topics.entrySet().stream()
                .filter(size -> size.getValue() / stored() >= LEAST_BYTES)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(size -> line("  %-62s %,9d", size.getKey(), size.getValue() / stored()));
        line("  %-62s %,9d", "PostgreSQL", database / stored());
    }

    /**
     * Heap after full collections, MiB.
     *
     * @param early two minutes after the first announcement; 0 if the run was shorter
     * @param last in the end
     */
    void heap(long early, long last) {
        if (early > 0) {
            line(
                    "heap after a full collection: %,d MiB after two minutes, %,d MiB in the end (%.2f times)",
                    early, last, (double) last / early);
        } else {
            line("heap after a full collection: %,d MiB in the end", last);
        }
    }

    /** Prints the rate; whether everything announced can be searched. */
    boolean rate() {
        var searchable = articles.times(Point.SEARCHABLE);
        var within = Arrays.stream(searchable)
                .filter(time -> time >= fromMillis && time < untilMillis)
                .count();
        var rate = within * 1e3 / (untilMillis - fromMillis);
        if (searchable.length > FIRST) {
            var first = FIRST * 1e3 / Math.max(1, searchable[FIRST - 1] - searchable[0]);
            line("first %d articles: %.1f a second (%.2f of the rate below)", FIRST, first, first / rate);
        }
        line(
                "%,d articles announced, %,d fetched, %,d published, %,d stored, %,d searchable",
                articles.count(Point.ANNOUNCED),
                articles.count(Point.FETCHED),
                articles.count(Point.PUBLISHED),
                articles.count(Point.STORED),
                searchable.length);
        line("%.1f articles/s", rate);
        return searchable.length >= articles.count(Point.ANNOUNCED);
    }

    private long stored() {
        return Math.max(1, articles.count(Point.STORED));
    }

    private void line(String format, Object... values) {
        print.printf(Locale.ROOT, format + "%n", values);
    }
}
