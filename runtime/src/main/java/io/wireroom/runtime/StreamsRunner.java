package io.wireroom.runtime;

import io.wireroom.contract.Topics;
import io.wireroom.runtime.HealthCheck.Level;
import io.wireroom.runtime.HealthCheck.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.CloseOptions;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one topology exactly once (exactly_once_v2) as a static member, with state below the data directory. A bug
 * outside a record stops the application: {@link #stopped()} then completes exceptionally, and the process should end.
 */
public final class StreamsRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsRunner.class);
    private static final Duration REACH_LIMIT = Duration.ofSeconds(60);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(15);

    private final String applicationId;
    private final Topology topology;
    private final KafkaSettings kafka;
    private final PoisonRecordHandler.Policy poison;
    private final Map<String, Object> own;
    private final Telemetry telemetry;
    private final UnfinishedStores stores;
    private final StateMetrics state;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private @Nullable KafkaStreams streams;
    private @Nullable AutoCloseable metrics;

    /**
     * An application over a topology.
     *
     * @param applicationId group and prefix of the internal topics
     * @param own properties that differ from the defaults of {@link #properties}
     */
    public StreamsRunner(
            String applicationId,
            Topology topology,
            KafkaSettings kafka,
            PoisonRecordHandler.Policy poison,
            Map<String, Object> own,
            Telemetry telemetry) {
        this.applicationId = applicationId;
        this.topology = topology;
        this.kafka = kafka;
        this.poison = poison;
        this.own = Map.copyOf(own);
        this.telemetry = telemetry;
        var directory = stateDirectory(kafka).resolve(applicationId);
        stores = new UnfinishedStores(directory);
        state = new StateMetrics(directory, applicationId, telemetry);
    }

    /** What every Streams application counts, for the documentation. */
    public static List<Metric> metrics() {
        return StateMetrics.ALL;
    }

    /** Starts the threads, which then restore the state. */
    public void start() {
        var member = MemberId.in(kafka.dataDirectory());
        var clients = new KafkaClients(kafka);
        // Streams retries forever without logging.
        clients.reach(REACH_LIMIT);
        var started = new KafkaStreams(
                topology, clients.streamsProperties(properties(applicationId, member, kafka, poison, own)));
        started.setUncaughtExceptionHandler(error -> {
            LOG.atError()
                    .setCause(error)
                    .addKeyValue("application", applicationId)
                    .log("Streams cannot continue");
            stopped.completeExceptionally(error);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        started.setGlobalStateRestoreListener(state);
        started.setStateListener((now, before) -> {
            LOG.atInfo()
                    .addKeyValue("application", applicationId)
                    .addKeyValue("state", now)
                    .log("Streams changed its state");
            if (now == KafkaStreams.State.ERROR) {
                stopped.completeExceptionally(new IllegalStateException(applicationId + " is in state ERROR"));
            }
        });
        // After the constructor, which locks the directory, and before the start, which reads it.
        stores.remove();
        streams = started;
        started.start();
        metrics = telemetry.bind(started);
    }

    /** The properties that the flow's guarantees rest on; also what a test driver gets. */
    public static Map<String, Object> properties(
            String applicationId,
            MemberId member,
            KafkaSettings kafka,
            PoisonRecordHandler.Policy poison,
            Map<String, Object> own) {
        var all = new HashMap<String, Object>();
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory(kafka).toString());
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        all.put(StreamsConfig.POLL_MS_CONFIG, 20);
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        all.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, kafka.standbys());
        all.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) kafka.replication());
        all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class.getName());
        all.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonRecordHandler.class.getName());
        // Kafka 5's default; without it every start warns of a thread that no topology of ours has.
        all.put("processing.exception.handler.global.enabled", true);
        all.put(PoisonRecordHandler.POLICY, poison);
        all.put(StreamsConfig.consumerPrefix("group.instance.id"), member.value());
        all.put(StreamsConfig.consumerPrefix("session.timeout.ms"), (int)
                kafka.timeouts().session().toMillis());
        all.put(StreamsConfig.consumerPrefix("heartbeat.interval.ms"), (int)
                kafka.timeouts().heartbeat().toMillis());
        all.put(StreamsConfig.consumerPrefix("max.poll.interval.ms"), (int)
                kafka.timeouts().poll().toMillis());
        all.put(StreamsConfig.mainConsumerPrefix("auto.offset.reset"), "earliest");
        all.put(StreamsConfig.producerPrefix("compression.type"), "zstd");
        all.put(StreamsConfig.producerPrefix("max.request.size"), Topics.MAX_REQUEST_BYTES);
        all.put(StreamsConfig.producerPrefix("transaction.timeout.ms"), (int)
                kafka.timeouts().pagesTransaction().toMillis());
        all.put(StreamsConfig.producerPrefix("linger.ms"), 5);
        all.put(StreamsConfig.producerPrefix("max.in.flight.requests.per.connection"), 1); // docs/rationale.md
        all.putAll(own);
        return all;
    }

    private static Path stateDirectory(KafkaSettings kafka) {
        return kafka.dataDirectory().resolve("streams").toAbsolutePath();
    }

    /** Name of the changelog topic of a store. */
    public static String changelog(String applicationId, String store) {
        return applicationId + '-' + store + "-changelog";
    }

    /** Alive unless in ERROR; ready when running with all state restored. */
    public HealthCheck health() {
        return new HealthCheck(applicationId, () -> {
            var running = streams;
            if (running == null) {
                return new State(Level.NOT_READY, "not started");
            }
            return switch (running.state()) {
                case RUNNING -> State.UP;
                case CREATED, REBALANCING -> new State(Level.NOT_READY, "taking over partitions and restoring state");
                case ERROR, PENDING_ERROR -> new State(Level.DEAD, "stopped by an error");
                case PENDING_SHUTDOWN, NOT_RUNNING -> new State(Level.NOT_READY, "stopping");
            };
        });
    }

    /** Completes exceptionally when the application has ended by itself. */
    public CompletableFuture<Void> stopped() {
        return stopped;
    }

    @Override
    public void close() {
        var running = streams;
        if (running == null) {
            return;
        }
        streams = null;
        try {
            var bound = metrics;
            if (bound != null) {
                bound.close();
            }
        } catch (Exception e) {
            LOG.atWarn().setCause(e).log("Cannot unbind metrics");
        }
        // A static member keeps its place in the group: the restarted process takes it again without a rebalance.
        if (running.close(new CloseOptions().timeout(CLOSE_LIMIT).leaveGroup(false))) {
            stores.closed();
        } else {
            LOG.atWarn()
                    .addKeyValue("application", applicationId)
                    .addKeyValue("limit_in_s", CLOSE_LIMIT.toSeconds())
                    .log("Streams did not stop in time");
        }
        stopped.complete(null);
    }
}
