package io.wireroom.bench.wire;

import io.wireroom.bench.wire.WireArticles.Point;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a run went, second by second. Used by one thread. */
final class WireCourse {

    /** Rates are means over this many seconds before. */
    private static final int SMOOTH_SECONDS = 10;

    private record Second(List<Integer> counts, double cpuSeconds, long heapMiB) {}

    private final List<Second> seconds = new ArrayList<>();
    private long earlyHeapMiB;

    /** Notes the counts of now, the CPU time used so far, and the heap after the last collection. */
    void note(WireArticles articles, double cpuSeconds, long heapMiB) {
        seconds.add(
                new Second(Arrays.stream(Point.values()).map(articles::count).toList(), cpuSeconds, heapMiB));
    }

    /** Notes the heap after a full collection, MiB, when what starts has started. */
    void noteEarlyHeap(long mib) {
        earlyHeapMiB = mib;
    }

    /** What {@link #noteEarlyHeap} noted; 0 if the run was too short. */
    long earlyHeapMiB() {
        return earlyHeapMiB;
    }

    /** Writes all of it as CSV. */
    void csv(Path file) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("second,announced,requested,fetched,published,stored,searchable,cpu_seconds,heap_mib");
        for (var at = 0; at < seconds.size(); at++) {
            var line = new StringBuilder().append(at);
            seconds.get(at).counts().forEach(count -> line.append(',').append(count));
            lines.add(line.append(String.format(
                            Locale.ROOT,
                            ",%.2f,%d",
                            seconds.get(at).cpuSeconds(),
                            seconds.get(at).heapMiB()))
                    .toString());
        }
        Files.write(file, lines, StandardCharsets.UTF_8);
    }

    /** Articles a second at each point. */
    String rates() {
        return LinePlot.svg(
                "Articles a second, mean of " + SMOOTH_SECONDS + " s",
                "since the first announcement",
                Arrays.stream(Point.values())
                        .map(point -> new LinePlot.Line(
                                point.label(),
                                rates(seconds.stream()
                                        .map(second -> (double) second.counts().get(point.ordinal()))
                                        .toList())))
                        .toList());
    }

    /** Articles that have passed a point and not yet the next. */
    String waiting() {
        var lines = new ArrayList<LinePlot.Line>();
        var points = Point.values();
        for (var at = 1; at < points.length; at++) {
            var from = points[at - 1].ordinal();
            var to = points[at].ordinal();
            lines.add(new LinePlot.Line(
                    points[at - 1].label() + " only",
                    seconds.stream()
                            .map(second -> (double) Math.max(
                                    0,
                                    second.counts().get(from) - second.counts().get(to)))
                            .toList()));
        }
        return LinePlot.svg("Articles on their way", "since the first announcement", lines);
    }

    /** Heap after the last collection, MiB. */
    String heap() {
        return LinePlot.svg(
                "Heap after the last collection, MiB",
                "since the first announcement",
                List.of(new LinePlot.Line(
                        "heap",
                        seconds.stream()
                                .map(second -> (double) second.heapMiB())
                                .toList())));
    }

    private static List<Double> rates(List<Double> counts) {
        var rates = new ArrayList<Double>();
        for (var at = 0; at < counts.size(); at++) {
            var before = Math.max(0, at - SMOOTH_SECONDS);
            rates.add(at == before ? 0 : (counts.get(at) - counts.get(before)) / (at - before));
        }
        return rates;
    }
}
