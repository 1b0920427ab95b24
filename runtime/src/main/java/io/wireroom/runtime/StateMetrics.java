package io.wireroom.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** The size of an application's state on disk, and how far its restore is. Thread-safe. */
final class StateMetrics implements StateRestoreListener {

    private static final Metric LARGEST = new Metric(
            "wireroom.state.largest.task",
            Metric.Type.GAUGE,
            "bytes",
            "application",
            "State on disk of the largest task of this process.",
            "Above 150 MB: a restore after a kill will take longer than 10 s; more partitions or a shorter memory.");

    private static final Metric TOTAL = new Metric(
            "wireroom.state.total",
            Metric.Type.GAUGE,
            "bytes",
            "application",
            "State on disk of all tasks of this process.",
            "Growth without end.");

    private static final Metric RESTORING = new Metric(
            "wireroom.state.restoring",
            Metric.Type.GAUGE,
            "records",
            "application",
            "Records that are left to restore before the stage goes on.",
            "Above 0 for minutes: the stage does nothing meanwhile.");

    /** What is counted. */
    static final List<Metric> ALL = List.of(LARGEST, TOTAL, RESTORING);

    private static final Duration MEASURED_FOR = Duration.ofSeconds(30);
    private static final String TASKS = "*_*";

    /** Bytes of the largest task, and of all. */
    record Size(long largest, long total) {}

    private record Measured(Size size, long atNanos) {}

    private final Path application;
    private final Map<TopicPartition, Long> left = new ConcurrentHashMap<>();
    private volatile Measured measured = new Measured(new Size(0, 0), System.nanoTime() - MEASURED_FOR.toNanos());

    /**
     * Registers the gauges.
     *
     * @param application directory of the application's tasks; may be missing
     */
    StateMetrics(Path application, String applicationId, Telemetry telemetry) {
        this.application = application;
        telemetry.gauge(LARGEST, () -> size().largest(), "application", applicationId);
        telemetry.gauge(TOTAL, () -> size().total(), "application", applicationId);
        telemetry.gauge(RESTORING, this::restoring, "application", applicationId);
    }

    private Size size() {
        var last = measured;
        if (System.nanoTime() - last.atNanos() >= MEASURED_FOR.toNanos()) {
            last = new Measured(measure(application), System.nanoTime());
            measured = last;
        }
        return last.size();
    }

    static Size measure(Path application) {
        var largest = 0L;
        var total = 0L;
        if (Files.isDirectory(application)) {
            try (var tasks = Files.newDirectoryStream(application, TASKS)) {
                for (var task : tasks) {
                    var bytes = bytes(task);
                    largest = Math.max(largest, bytes);
                    total += bytes;
                }
            } catch (IOException | UncheckedIOException e) {
                return new Size(0, 0); // a task just left this process
            }
        }
        return new Size(largest, total);
    }

    private static long bytes(Path task) throws IOException {
        try (var files = Files.walk(task)) {
            return files.mapToLong(StateMetrics::length).sum();
        }
    }

    /** RocksDB deletes files at any time. */
    private static long length(Path file) {
        var plain = file.toFile();
        return plain.isFile() ? plain.length() : 0;
    }

    long restoring() {
        return left.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
        left.put(partition, Math.max(0, to - from));
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long end, long restored) {
        left.computeIfPresent(partition, (key, before) -> Math.max(0, before - restored));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long restored) {
        left.remove(partition);
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long restored) {
        left.remove(partition);
    }
}
