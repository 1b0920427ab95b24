package io.wireroom.sink;

import com.zaxxer.hikari.HikariDataSource;
import io.wireroom.contract.Topic;
import io.wireroom.runtime.DataVolume;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.HealthCheck;
import io.wireroom.runtime.HealthCheck.Level;
import io.wireroom.runtime.HealthCheck.State;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaGroup;
import io.wireroom.runtime.KafkaWatch;
import io.wireroom.runtime.MemberId;
import io.wireroom.runtime.Metric;
import io.wireroom.runtime.StageApp;
import io.wireroom.runtime.Telemetry;
import io.wireroom.runtime.TopicSetup;
import io.wireroom.runtime.TransactionWatch;
import io.wireroom.store.BatchWriter;
import io.wireroom.store.Database;
import io.wireroom.store.PartitionClaims;
import io.wireroom.store.SearchIndexer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sink: one loop from Kafka into PostgreSQL, one thread for the search index, one for the ledger's gauge. */
public final class SinkApp implements StageApp {

    private static final Logger LOG = LoggerFactory.getLogger(SinkApp.class);
    /** For all threads together, so that a process ends within the time it is given to stop. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    // A broker that is not available must not block the stop.
    private static final Duration CLIENT_CLOSE_LIMIT = Duration.ofSeconds(3);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);

    private final SinkSettings settings;
    private final Telemetry telemetry;
    private final InstantSource clock;
    private final SinkMetrics metrics;
    private final KafkaWatch broker;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private volatile long closeByNanos;
    private volatile @Nullable SinkLoop loop;
    private volatile @Nullable Maintenance maintenance;

    /** A sink with these settings. Nothing happens before {@link #start()}. */
    public SinkApp(SinkSettings settings, Telemetry telemetry, InstantSource clock) {
        this.settings = settings;
        this.telemetry = telemetry;
        this.clock = clock;
        this.metrics = new SinkMetrics(telemetry);
        this.broker = new KafkaWatch(settings.kafka(), "sink", telemetry);
        DataVolume.watch(settings.kafka().dataDirectory(), "sink", telemetry);
    }

    /** The metrics of the stage, for the documentation. */
    public static List<Metric> metrics() {
        return Stream.of(SinkMetrics.ALL, SinkLag.metrics(), DatabaseWatch.metrics())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Waits for the database and the topics, creates or upgrades the tables, and starts reading.
     *
     * @throws Failure (69) when the database or the topics are not available in time
     */
    @Override
    public void start() {
        try {
            begin();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void begin() {
        var deadline = System.nanoTime() + settings.startLimit().toNanos();
        var database = opened(
                Database.pool(settings.jdbcUrl(), settings.jdbcUser(), settings.jdbcPassword(), settings.poolSize()));
        Database.await(database, settings.jdbcUrl(), settings.startLimit(), stop);
        Database.migrate(database);

        var clients = new KafkaClients(settings.kafka());
        var topics = settings.kafka().topics();
        var read = topics.stored().stream().map(Topic::name).toList();
        var admin = clients.admin();
        opened(() -> admin.close(CLIENT_CLOSE_LIMIT));
        var logs = new KafkaLogs(admin);
        awaitTopics(logs, read, deadline);
        TopicSetup.verify(
                settings.kafka(),
                Stream.concat(topics.stored().stream(), Stream.of(topics.sinkDeadLetter()))
                        .map(TopicSetup.Wanted::of)
                        .toList());

        opened(broker).start();
        watchTransactions(read);

        var producer = clients.producer("sink-dead-letters");
        opened(() -> producer.close(CLIENT_CLOSE_LIMIT));
        opened(telemetry.bind(producer));
        var consumer = clients.groupConsumer(
                settings.kafka().group(KafkaGroup.SINK),
                MemberId.in(settings.kafka().dataDirectory()),
                "none",
                settings.batchSize());
        opened(telemetry.bind(consumer));
        var made = new SinkLoop(
                consumer,
                read,
                new PartitionClaims(database, logs),
                new BatchWriter(database, topics, new DeadLetterProducer(producer), clock, metrics::committed),
                metrics);
        startThreads(database, made);
        watch(made, new SinkLag(logs, settings.kafka().group(KafkaGroup.SINK), read, telemetry, System::nanoTime));
    }

    /** Figures for the alerts, from connections of their own: they are needed when the others do not work. */
    private void watch(SinkLoop running, SinkLag lag) {
        var own = opened(Database.pool(settings.jdbcUrl(), settings.jdbcUser(), settings.jdbcPassword(), 1));
        var database = new DatabaseWatch(own, telemetry, System::nanoTime);
        database.answered();
        every(SinkLag.EVERY, "sink-lag", () -> lag.measure(running.assigned(), running.positions()));
        every(DatabaseWatch.EVERY, "sink-database-watch", database::ask);
    }

    private void every(Duration pause, String name, Runnable work) {
        start(name, () -> {
            do {
                work.run();
            } while (!isStopping(pause));
        });
    }

    private void watchTransactions(List<String> read) {
        var transactions = opened(new TransactionWatch(settings.kafka(), read));
        @SuppressWarnings("unused") // what it relays is read through stopped()
        var unhealed = transactions.stopped().exceptionally(error -> {
            stopped.completeExceptionally(error);
            return null;
        });
        transactions.start();
    }

    private void startThreads(HikariDataSource database, SinkLoop made) {
        var started = new Maintenance(
                new SearchIndexer(database),
                database,
                settings.ledgerDeadline(),
                settings.retention(),
                clock,
                metrics,
                stop);
        loop = made;
        maintenance = started;
        start("sink-loop", made);
        start("sink-search", started::indexUntilStopped);
        start("sink-ledger", started::countUntilStopped);
    }

    /**
     * Whether all records below these offsets (of the article and outcome topics) are in the store. Offsets may be the
     * ends of the logs: transaction markers, which have no record, count as read. False while a partition belongs to
     * another sink or is not claimed yet.
     */
    public boolean caughtUpWith(Map<TopicPartition, Long> ends) {
        var running = loop;
        if (running == null) {
            return false;
        }
        var positions = running.positions();
        return ends.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), -1L) >= end.getValue());
    }

    @Override
    public List<HealthCheck> health() {
        return List.of(
                new HealthCheck("sink", () -> {
                    var running = loop;
                    return running == null ? new State(Level.NOT_READY, "not started") : running.state();
                }),
                new HealthCheck("database", () -> {
                    var running = maintenance;
                    return running == null ? new State(Level.NOT_READY, "not started") : running.database();
                }),
                broker.health());
    }

    @Override
    public CompletableFuture<Void> stopped() {
        return stopped;
    }

    @Override
    public void close() {
        stop.countDown();
        closeByNanos = System.nanoTime() + CLOSE_LIMIT.toNanos();
        var running = loop;
        if (running != null) {
            running.stop();
        }
        List<AutoCloseable> all;
        synchronized (opened) {
            all = new ArrayList<>(opened);
            opened.clear();
        }
        for (var resource : all) {
            try {
                resource.close();
            } catch (Exception e) {
                LOG.atWarn().setCause(e).log("Cannot close");
            }
        }
        stopped.complete(null);
    }

    private <T extends AutoCloseable> T opened(T resource) {
        synchronized (opened) {
            opened.push(resource);
        }
        return resource;
    }

    private void start(String name, Runnable work) {
        var thread = Thread.ofPlatform().name(name).unstarted(() -> {
            try {
                work.run();
            } catch (Throwable e) {
                // The only boundary of the thread: without this thread the process must end.
                stopped.completeExceptionally(e);
            }
        });
        thread.start();
        AutoCloseable end = () -> {
            if (!thread.join(Duration.ofNanos(Math.max(1, closeByNanos - System.nanoTime())))) {
                LOG.atWarn().addKeyValue("thread", name).log("Did not stop in time");
                thread.interrupt();
            }
        };
        opened(end);
    }

    private void awaitTopics(KafkaLogs logs, List<String> topics, long deadline) {
        while (true) {
            try {
                var unused = logs.partitions(Set.copyOf(topics));
                return;
            } catch (KafkaException e) {
                if (System.nanoTime() >= deadline || isStopping(RETRY_PAUSE)) {
                    throw Failure.unavailable(
                            "Cannot read the topics " + new TreeSet<>(topics) + " of "
                                    + settings.kafka().bootstrapServers() + ": " + e.getMessage()
                                    + "; start Kafka and run `wireroom topics`, or correct KAFKA_BOOTSTRAP_SERVERS",
                            e);
                }
            }
        }
    }

    private boolean isStopping(Duration pause) {
        try {
            return stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.INTERRUPTED, "Interrupted while waiting", e);
        }
    }
}
