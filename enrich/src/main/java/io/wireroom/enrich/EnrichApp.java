package io.wireroom.enrich;

import io.wireroom.contract.Topic;
import io.wireroom.enrich.lane.MatchLane;
import io.wireroom.runtime.DataVolume;
import io.wireroom.runtime.HealthCheck;
import io.wireroom.runtime.KafkaGroup;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.KafkaWatch;
import io.wireroom.runtime.Metric;
import io.wireroom.runtime.StageApp;
import io.wireroom.runtime.StreamsRunner;
import io.wireroom.runtime.Telemetry;
import io.wireroom.runtime.TopicSetup;
import io.wireroom.runtime.TransactionWatch;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/** The enrich stage: pages in, article versions and outcomes out, exactly once. */
public final class EnrichApp implements StageApp {

    /** A commit stops the thread and costs the broker the same for one article as for many. */
    private static final int COMMIT_MILLIS = 250;

    private static final int FETCH_BYTES = 6 * 1024 * 1024;

    private final EnrichSettings settings;
    private final EnrichMetrics metrics;
    private final Telemetry telemetry;
    private final InstantSource clock;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final TransactionWatch transactions;
    private final KafkaWatch broker;
    private volatile @Nullable StreamsRunner runner;
    private volatile @Nullable StreamsRunner match;

    /** A stage that is not started yet; the models are read at {@link #start()}. */
    public EnrichApp(EnrichSettings settings, Telemetry telemetry) {
        this(settings, telemetry, InstantSource.system());
    }

    EnrichApp(EnrichSettings settings, Telemetry telemetry, InstantSource clock) {
        this.settings = settings;
        this.telemetry = telemetry;
        this.clock = clock;
        this.metrics = new EnrichMetrics(telemetry);
        this.broker = new KafkaWatch(settings.kafka(), "enrich", telemetry);
        DataVolume.watch(settings.kafka().dataDirectory(), "enrich", telemetry);
        this.transactions = new TransactionWatch(
                settings.kafka(),
                topics(settings).stream().map(TopicSetup.Wanted::name).toList());
    }

    /** Group, prefix of internal topics and of transactional ids: {@code news-enrich} under the prefix {@code news.}. */
    public static String applicationId(KafkaSettings kafka) {
        return kafka.group(KafkaGroup.ENRICH);
    }

    /** The topics of its own that Streams must find: the changelogs of its stores, those of the step match included. */
    public static List<TopicSetup.Wanted> internalTopics(KafkaSettings kafka) {
        return Stream.concat(
                        pageStores().stream()
                                .map(store -> TopicSetup.Wanted.changelog(
                                        applicationId(kafka), store, Topic.Partitions.OF_INSTALLATION)),
                        MatchLane.internalTopics(kafka).stream())
                .toList();
    }

    /** The stores of the task that turns pages into versions. */
    public static List<String> pageStores() {
        return List.of(
                EnrichTopology.VERSIONS,
                EnrichTopology.ADDRESSES,
                EnrichTopology.SITES,
                EnrichTopology.ERASED,
                EnrichTopology.PROGRESS);
    }

    private static List<TopicSetup.Wanted> topics(EnrichSettings settings) {
        var topics = settings.kafka().topics();
        var used = Stream.of(
                topics.raw(),
                topics.erased(),
                topics.article(),
                topics.articleLatest(),
                topics.outcome(),
                topics.enrichDeadLetter());
        var ninjs = settings.ninjs() ? Stream.of(topics.ninjs()) : Stream.<Topic<?>>empty();
        var match = MatchLane.topics(settings.kafka()).stream();
        return Stream.concat(
                        Stream.of(used, ninjs, match)
                                .flatMap(part -> part)
                                .distinct()
                                .map(TopicSetup.Wanted::of),
                        internalTopics(settings.kafka()).stream())
                .toList();
    }

    /** What the stage counts, for the documentation. */
    public static List<Metric> metrics() {
        return Stream.concat(EnrichMetrics.ALL.stream(), MatchLane.metrics().stream())
                .toList();
    }

    /**
     * Differences from the default Streams properties. Streams commits only between two polls, so one record a poll bounds
     * the work of a transaction: else a page for each of many partitions could outlast the transaction, and the stage would
     * be fenced, restore its stores and meet the same pages again. Pages are megabytes, so few are held anyway.
     */
    static Map<String, Object> properties(EnrichSettings settings) {
        return Map.of(
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                settings.threads(),
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                COMMIT_MILLIS,
                StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG,
                1,
                StreamsConfig.mainConsumerPrefix("max.poll.records"),
                1,
                StreamsConfig.mainConsumerPrefix("max.partition.fetch.bytes"),
                FETCH_BYTES,
                StreamsConfig.mainConsumerPrefix("fetch.max.bytes"),
                2 * FETCH_BYTES);
    }

    @Override
    public void start() {
        var kafka = settings.kafka();
        var topics = kafka.topics();
        TopicSetup.verify(kafka, topics(settings));
        broker.start();
        var enricher = DraftMaker.load(settings.languages(), settings.rules());
        var tagger = ArticleTagger.load(settings.rules(), metrics);
        var started = new StreamsRunner(
                applicationId(kafka),
                EnrichTopology.build(
                        PageSteps.of(enricher, tagger).withNinjs(settings.ninjs()),
                        topics,
                        settings.forget(),
                        clock,
                        metrics),
                kafka,
                new EnrichPoison(topics, clock, metrics),
                properties(settings),
                telemetry);
        runner = started;
        relay(started);
        var matching = MatchLane.runner(kafka, settings.match(), clock, telemetry);
        match = matching;
        relay(matching);
        @SuppressWarnings("unused") // what it relays is read through stopped()
        var unhealed = transactions.stopped().exceptionally(error -> {
            stopped.completeExceptionally(error);
            return null;
        });
        // Before the start: a restore waits for open transactions too.
        transactions.start();
        started.start();
        matching.start();
    }

    private void relay(StreamsRunner started) {
        @SuppressWarnings("unused") // what it relays is read through stopped()
        var relayed = started.stopped().whenComplete((nothing, error) -> {
            if (error == null) {
                stopped.complete(null);
            } else {
                stopped.completeExceptionally(error);
            }
        });
    }

    @Override
    public List<HealthCheck> health() {
        return List.of(
                health(applicationId(settings.kafka()), () -> runner),
                health(MatchLane.applicationId(settings.kafka()), () -> match),
                broker.health());
    }

    private static HealthCheck health(String id, Supplier<@Nullable StreamsRunner> started) {
        return new HealthCheck(id, () -> {
            var running = started.get();
            return running == null
                    ? new HealthCheck.State(HealthCheck.Level.NOT_READY, "not started")
                    : running.health().state().get();
        });
    }

    @Override
    public CompletableFuture<Void> stopped() {
        return stopped;
    }

    @Override
    public void close() {
        var running = Stream.of(Optional.ofNullable(match), Optional.ofNullable(runner))
                .flatMap(Optional::stream)
                .toList();
        match = null;
        runner = null;
        running.forEach(StreamsRunner::close);
        transactions.close();
        broker.close();
        stopped.complete(null);
    }
}
