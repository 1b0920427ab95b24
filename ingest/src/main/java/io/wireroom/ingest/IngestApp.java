package io.wireroom.ingest;

import io.wireroom.contract.Topic;
import io.wireroom.contract.work.RequestId;
import io.wireroom.ingest.fetch.Fetcher;
import io.wireroom.ingest.metrics.IngestMetrics;
import io.wireroom.ingest.schedule.SchedulerPoison;
import io.wireroom.ingest.schedule.SchedulerTopology;
import io.wireroom.ingest.schedule.SchedulerView;
import io.wireroom.ingest.schedule.gate.RawBacklog;
import io.wireroom.ingest.web.Web;
import io.wireroom.ingest.web.WebClient;
import io.wireroom.runtime.DataVolume;
import io.wireroom.runtime.HealthCheck;
import io.wireroom.runtime.HealthCheck.State;
import io.wireroom.runtime.KafkaGroup;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.KafkaWatch;
import io.wireroom.runtime.StageApp;
import io.wireroom.runtime.StreamsRunner;
import io.wireroom.runtime.Telemetry;
import io.wireroom.runtime.TopicSetup;
import io.wireroom.runtime.TransactionWatch;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wiring of ingest: the scheduler beside the fetcher, with nothing between them but topics. */
public final class IngestApp implements StageApp {

    private static final Logger LOG = LoggerFactory.getLogger(IngestApp.class);

    private final boolean idle;
    private final KafkaSettings kafka;
    private final SchedulerView view = new SchedulerView();
    private final RawBacklog backlog;
    private final StreamsRunner scheduler;
    private final Web web;
    private final Fetcher fetcher;
    private final TransactionWatch transactions;
    private final KafkaWatch broker;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    /** An ingest that does nothing before {@link #start()}. */
    public IngestApp(IngestSettings settings, Telemetry telemetry) {
        this(
                settings,
                telemetry,
                new WebClient(settings.web(), InstantSource.system()),
                RandomGenerator.of("L64X128MixRandom"));
    }

    /**
     * The same with another way to the web and another chance: for a bench that plants faults.
     *
     * @param web closed with this
     * @param random spreads the polls
     */
    public IngestApp(IngestSettings settings, Telemetry telemetry, Web web, RandomGenerator random) {
        kafka = settings.kafka();
        var metrics = new IngestMetrics(telemetry, view);
        var clock = InstantSource.system();
        idle = settings.web().contact() == null;
        backlog = new RawBacklog(kafka);
        scheduler = new StreamsRunner(
                applicationId(kafka),
                SchedulerTopology.build(
                        kafka.topics(),
                        settings.schedule(),
                        view,
                        backlog,
                        () -> new RequestId(UUID.randomUUID().toString()),
                        random,
                        clock),
                kafka,
                new SchedulerPoison(kafka.topics(), clock),
                Map.of(StreamsConfig.producerPrefix("transaction.timeout.ms"), (int)
                        kafka.timeouts().requestsTransaction().toMillis()),
                telemetry);
        this.web = web;
        fetcher = new Fetcher(kafka, settings.fetch(), web, metrics, clock);
        broker = new KafkaWatch(kafka, "ingest", telemetry);
        DataVolume.watch(kafka.dataDirectory(), "ingest", telemetry);
        transactions = new TransactionWatch(
                kafka, topics(kafka).stream().map(TopicSetup.Wanted::name).toList());
    }

    /** Streams application id of the scheduler. */
    static String applicationId(KafkaSettings kafka) {
        return kafka.group(KafkaGroup.SCHEDULER);
    }

    private static List<TopicSetup.Wanted> topics(KafkaSettings kafka) {
        var topics = kafka.topics();
        var used = List.of(
                topics.source(),
                topics.sourceStatus(),
                topics.request(),
                topics.fetched(),
                topics.link(),
                topics.raw(),
                topics.outcome(),
                topics.erased(),
                topics.ingestDeadLetter());
        return Stream.concat(used.stream().map(TopicSetup.Wanted::of), internalTopics(kafka).stream())
                .toList();
    }

    /** The internal topics that must be there before the first start. */
    public static List<TopicSetup.Wanted> internalTopics(KafkaSettings kafka) {
        return SchedulerTopology.storeNames().stream()
                .map(store ->
                        TopicSetup.Wanted.changelog(applicationId(kafka), store, Topic.Partitions.OF_INSTALLATION))
                .toList();
    }

    /** What the scheduler is at. */
    public SchedulerView view() {
        return view;
    }

    @Override
    public void start() {
        if (idle) {
            LOG.atWarn()
                    .log("Ingest is idle: set INGEST_CONTACT to a URL or mail address where site owners can reach you");
            return;
        }
        for (var part : List.of(scheduler.stopped(), fetcher.stopped(), transactions.stopped())) {
            part.whenComplete((nothing, error) -> {
                if (error != null) {
                    stopped.completeExceptionally(error);
                }
            });
        }
        TopicSetup.verify(kafka, topics(kafka));
        broker.start();
        transactions.start();
        backlog.start();
        scheduler.start();
        fetcher.start();
    }

    @Override
    public List<HealthCheck> health() {
        return idle
                ? List.of(new HealthCheck(
                        "ingest", () -> new State(HealthCheck.Level.UP, "idle until INGEST_CONTACT is set")))
                : List.of(scheduler.health(), view.health(), fetcher.health(), broker.health());
    }

    @Override
    public CompletableFuture<Void> stopped() {
        return stopped;
    }

    @Override
    public void close() {
        // At the same time: one after the other they could take longer than a process is given to stop.
        var closing = Thread.ofPlatform().name("close-fetcher").start(fetcher::close);
        scheduler.close();
        try {
            closing.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        backlog.close();
        transactions.close();
        broker.close();
        web.close();
        stopped.complete(null);
    }
}
