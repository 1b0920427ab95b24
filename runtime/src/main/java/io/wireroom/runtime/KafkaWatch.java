package io.wireroom.runtime;

import io.wireroom.runtime.HealthCheck.Level;
import io.wireroom.runtime.HealthCheck.State;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeLogDirsOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every two seconds whether a broker answers, on a thread and a connection of its own. Consumers, producers and
 * Streams retry for ever and report nothing while no broker answers. A stage is not ready when the last answer is older
 * than the session time-out: then the group has given its work to others. Thread-safe.
 */
public final class KafkaWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaWatch.class);

    private static final Metric SILENCE = new Metric(
            "wireroom.kafka.silence",
            Metric.Type.GAUGE,
            "seconds",
            "stage",
            "Time since a broker last answered this stage, which asks every 2 s; NaN before the stage has started.",
            "Above the session time-out (8 s, in a cluster 30 s): the stage has no broker, and waits.");

    private static final Metric VOLUME_FREE = new Metric(
            "wireroom.kafka.volume.free",
            Metric.Type.GAUGE,
            "bytes",
            "stage",
            "Free space on the log volume of the broker that has the least; NaN if the brokers do not report it.",
            "Below a tenth of `wireroom_kafka_volume_size_bytes`.");
    private static final Metric VOLUME_SIZE = new Metric(
            "wireroom.kafka.volume.size",
            Metric.Type.GAUGE,
            "bytes",
            "stage",
            "Size of this volume.",
            "Never by itself.");

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration VOLUMES_EVERY = Duration.ofSeconds(30);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private final String servers;
    private final Duration session;
    private final LongSupplier nanos;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("kafka-watch").daemon().factory());
    private volatile @Nullable Long answeredNanos;
    private volatile boolean reported;
    private volatile @Nullable Volume volume;
    private volatile @Nullable Admin admin;

    /** The fullest of the volumes. */
    private record Volume(long free, long size, long atNanos) {

        double share() {
            return (double) free / Math.max(1, size);
        }
    }

    /** A watch that asks nothing before {@link #start()}. */
    public KafkaWatch(KafkaSettings kafka, String stage, Telemetry telemetry) {
        this(kafka, stage, telemetry, System::nanoTime);
    }

    KafkaWatch(KafkaSettings kafka, String stage, Telemetry telemetry, LongSupplier nanos) {
        clients = new KafkaClients(kafka);
        servers = kafka.bootstrapServers();
        session = clients.session();
        this.nanos = nanos;
        telemetry.gauge(SILENCE, this::silenceSeconds, "stage", stage);
        telemetry.gauge(VOLUME_FREE, () -> fresh() instanceof Volume now ? now.free() : Double.NaN, "stage", stage);
        telemetry.gauge(VOLUME_SIZE, () -> fresh() instanceof Volume now ? now.size() : Double.NaN, "stage", stage);
    }

    /** What every stage counts here, for the documentation. */
    public static List<Metric> metrics() {
        return List.of(SILENCE, VOLUME_FREE, VOLUME_SIZE);
    }

    /** Begins to ask. The stage has just reached Kafka, so the silence is counted from now on. */
    public void start() {
        admin = clients.admin();
        answered();
        var unused = timer.scheduleWithFixedDelay(this::ask, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void ask() {
        var asked = admin;
        if (asked == null) {
            return;
        }
        try {
            var limit = new DescribeClusterOptions().timeoutMs(Math.toIntExact(session.toMillis()));
            var nodes = join(asked.describeCluster(limit).nodes());
            answered();
            readVolumes(asked, nodes.stream().map(Node::id).toList());
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).log("Kafka does not answer");
            report();
        }
    }

    /** Managed clusters may refuse the question: then the volumes are not known. */
    private void readVolumes(Admin asked, List<Integer> brokers) {
        var last = volume;
        if (last != null && nanos.getAsLong() - last.atNanos() < VOLUMES_EVERY.toNanos()) {
            return;
        }
        try {
            var limit = new DescribeLogDirsOptions().timeoutMs(Math.toIntExact(session.toMillis()));
            volume = join(asked.describeLogDirs(brokers, limit).allDescriptions()).values().stream()
                    .flatMap(directories -> directories.values().stream())
                    .filter(one ->
                            one.usableBytes().isPresent() && one.totalBytes().isPresent())
                    .map(one -> new Volume(
                            one.usableBytes().getAsLong(), one.totalBytes().getAsLong(), nanos.getAsLong()))
                    .min(Comparator.comparingDouble(Volume::share))
                    .orElse(null);
        } catch (CompletionException e) {
            LOG.atDebug().setCause(e).log("The brokers do not report their volumes");
        }
    }

    private @Nullable Volume fresh() {
        var last = volume;
        return last == null || nanos.getAsLong() - last.atNanos() > 4 * VOLUMES_EVERY.toNanos() ? null : last;
    }

    private static <T> T join(KafkaFuture<T> answer) {
        return answer.toCompletionStage().toCompletableFuture().join();
    }

    void answered() {
        answeredNanos = nanos.getAsLong();
        if (reported) {
            reported = false;
            LOG.atInfo().addKeyValue("servers", servers).log("Kafka answers again");
        }
    }

    private void report() {
        if (!reported && silence().compareTo(session) > 0) {
            reported = true;
            LOG.atWarn()
                    .addKeyValue("servers", servers)
                    .addKeyValue("silent_for_s", silence().toSeconds())
                    .log("Kafka does not answer; waiting");
        }
    }

    /** Not ready while no broker has answered for longer than a session. */
    public HealthCheck health() {
        return new HealthCheck("kafka", this::state);
    }

    private State state() {
        if (answeredNanos == null) {
            return new State(Level.NOT_READY, "not started");
        }
        var silence = silence();
        return silence.compareTo(session) > 0
                ? new State(Level.NOT_READY, "no answer from " + servers + " for " + silence.toSeconds() + " s")
                : State.UP;
    }

    private Duration silence() {
        var last = answeredNanos;
        return last == null ? Duration.ZERO : Duration.ofNanos(nanos.getAsLong() - last);
    }

    private double silenceSeconds() {
        return answeredNanos == null ? Double.NaN : silence().toMillis() / 1_000.0;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        var asked = admin;
        if (asked != null) {
            asked.close(CLOSE_LIMIT);
        }
    }
}
