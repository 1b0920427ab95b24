package io.wireroom.ingest.fetch;

import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.ingest.metrics.IngestMetrics;
import io.wireroom.ingest.parsing.ParsingPool;
import io.wireroom.ingest.web.Web;
import io.wireroom.runtime.HealthCheck;
import io.wireroom.runtime.HealthCheck.Level;
import io.wireroom.runtime.HealthCheck.State;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaGroup;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.MemberId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a {@link FetchLoop} running: after a failed transaction or a lost group, a new life begins where Kafka stands. */
public final class Fetcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(15);

    private final KafkaSettings kafka;
    private final FetchSettings settings;
    private final Web web;
    private final IngestMetrics metrics;
    private final InstantSource clock;
    private final ParsingPool parsing = new ParsingPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile boolean working;
    private @Nullable Thread thread;

    /** A fetcher over this web client, which stays the caller's. */
    public Fetcher(KafkaSettings kafka, FetchSettings settings, Web web, IngestMetrics metrics, InstantSource clock) {
        this.kafka = kafka;
        this.settings = settings;
        this.web = web;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Starts the loop's thread. */
    public void start() {
        thread = Thread.ofPlatform().name("fetcher").start(() -> {
            try {
                live();
                stopped.complete(null);
            } catch (RuntimeException | Error e) {
                LOG.atError().setCause(e).log("The fetcher has failed");
                working = false;
                stopped.completeExceptionally(e);
            }
        });
    }

    private void live() {
        var topics = kafka.topics();
        var executor = new RequestExecutor(web, clock, parsing);
        var member = MemberId.in(kafka.dataDirectory());
        while (!isClosing()) {
            try (var loop = connect(topics, executor, member)) {
                working = true;
                loop.run(this::isClosing);
            } catch (KafkaException | IllegalStateException e) {
                LOG.atWarn()
                        .setCause(e)
                        .addKeyValue("pause_in_s", PAUSE.toSeconds())
                        .log("The fetcher restarts from its committed offsets");
            }
            working = false;
            pause();
        }
    }

    private FetchLoop connect(PipelineTopics topics, RequestExecutor executor, MemberId member) {
        return FetchLoop.connect(
                topics,
                executor,
                metrics,
                clock,
                settings.maxInFlight(),
                new KafkaClients(kafka),
                group(kafka),
                member,
                kafka.timeouts().requestsTransaction());
    }

    /** The consumer group of all fetchers of an installation. */
    public static String group(KafkaSettings kafka) {
        return kafka.group(KafkaGroup.FETCHER);
    }

    /** Completes exceptionally when the fetcher has ended by itself: a bug, for which the process should end. */
    public CompletableFuture<Void> stopped() {
        return stopped;
    }

    /** Ready while a loop runs. */
    public HealthCheck health() {
        return new HealthCheck("fetcher", () -> {
            if (parsing.isExhausted()) {
                return new State(Level.DEAD, "parsers that cannot be stopped hold all threads");
            }
            return working ? State.UP : new State(Level.NOT_READY, "not connected to its group");
        });
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pause() {
        try {
            var unused = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        var running = thread;
        if (running != null) {
            try {
                if (!running.join(CLOSE_LIMIT)) {
                    LOG.atWarn()
                            .addKeyValue("limit_in_s", CLOSE_LIMIT.toSeconds())
                            .log("The fetcher did not stop in time");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        parsing.close();
    }
}
