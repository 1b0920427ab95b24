package io.wireroom.sink;

import static io.wireroom.testkit.Samples.ARTICLES;
import static io.wireroom.testkit.Samples.OUTCOMES;
import static io.wireroom.testkit.Samples.TOPICS;
import static io.wireroom.testkit.Samples.article;
import static io.wireroom.testkit.Samples.item;
import static io.wireroom.testkit.Samples.outcome;
import static io.wireroom.testkit.Samples.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.HealthCheck.Level;
import io.wireroom.runtime.Telemetry;
import io.wireroom.store.BatchWriter;
import io.wireroom.store.Database;
import io.wireroom.store.PartitionClaims;
import io.wireroom.store.PartitionLog;
import io.wireroom.testkit.Samples;
import io.wireroom.testkit.TestDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The loop over a consumer without a broker and a real database. */
class SinkLoopTest {

    private static final List<String> READ =
            List.of(TOPICS.article().name(), TOPICS.outcome().name());

    /** The store's tables in a real database, without any row. */
    static TestDatabase emptyStore() {
        return TestDatabase.empty(url -> {
            var pool = Database.pool(url, "postgres", "", 6);
            Database.migrate(pool);
            return pool;
        });
    }

    private final TestDatabase store = emptyStore();
    private final Telemetry telemetry = new Telemetry();
    private final SinkMetrics metrics = new SinkMetrics(telemetry);
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("none");
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final AtomicBoolean brokerAway = new AtomicBoolean();
    private static final PartitionLog LOG = new PartitionLog("cluster-a", "topic-a", 0, 1_000);

    private final AtomicReference<PartitionLog> log = new AtomicReference<>(LOG);

    private final BatchWriter writer = new BatchWriter(
            store.pool(),
            TOPICS,
            letters -> {
                if (brokerAway.get()) {
                    throw new TimeoutException("the broker is away");
                }
                new DeadLetterProducer(producer).send(letters);
            },
            InstantSource.fixed(Samples.NOW),
            metrics::committed);
    private final PartitionClaims partitionClaims =
            new PartitionClaims(store.pool(), partitions -> Map.of(ARTICLES, log.get(), OUTCOMES, log.get()));
    private final SinkLoop loop = new SinkLoop(consumer, READ, partitionClaims, writer, metrics);
    private CompletableFuture<Void> ended = CompletableFuture.completedFuture(null);

    @AfterEach
    void stop() {
        loop.stop();
        var unused = catchThrowable(ended::join);
        telemetry.close();
    }

    @Test
    void readsOnFromWhereTheStoreIsAndStoresBothTopics() {
        store.execute("""
                insert into sink_offset (topic, partition, topic_id, cluster_id, epoch, next_offset)
                values ('news.article.v1', 0, 'topic-a', 'cluster-a', 4, 5)""");
        start();
        await().until(() -> loop.positions().size() == 2);

        consumer.schedulePollTask(() -> {
            consumer.addRecord(record(3, article("too-early", 1), item("too-early")));
            consumer.addRecord(record(5, article("ferry", 1), item("ferry")));
            consumer.addRecord(record(0, outcome("ferry", Step.SCHEDULE, 0, Status.DISCOVERED, 0)));
            ends(6, 1);
        });

        await().until(() -> caughtUp(6, 1));
        assertThat(loop.state().level()).isEqualTo(Level.UP);
        assertThat(store.rows("select item from article_version"))
                .containsExactly(item("ferry").id().value());
        assertThat(store.rows("select step, status from outcome order by step"))
                .containsExactly("schedule discovered", "store stored");
        assertThat(store.rows("select epoch, next_offset from sink_offset order by topic"))
                .containsExactly("5 6", "1 1");
        await().until(() -> store.rows("select count(*) from sink_offset where caught_up_at is not null")
                .equals(List.of("2")));
    }

    @Test
    void takesItsPartitionsAgainWhenAnotherClaimHadComeBetween() {
        start();
        await().until(() -> loop.positions().size() == 2);
        store.execute("update sink_offset set epoch = epoch + 1");

        consumer.schedulePollTask(() -> {
            consumer.addRecord(record(0, article("ferry", 1), item("ferry")));
            ends(1, 0);
        });

        await().until(() ->
                telemetry.count(SinkMetrics.FENCED) >= 1 && loop.positions().size() == 2);
        // The consumer without a broker does not give a record twice: so the log does.
        consumer.schedulePollTask(() -> consumer.addRecord(record(0, article("ferry", 1), item("ferry"))));
        await().until(() -> caughtUp(1, 0));
        assertThat(store.rows("select version from article_version")).containsExactly("1");
    }

    @Test
    void keepsTheBatchAndItsPlaceInTheGroupWhileTheBrokerTakesNoDeadLetters() {
        start();
        await().until(() -> loop.positions().size() == 2);
        brokerAway.set(true);

        consumer.schedulePollTask(() -> {
            consumer.addRecord(record(0, article("ferry", 1), item("ferry")));
            consumer.addRecord(record(ARTICLES, 1, "key", new byte[] {'x'}));
            ends(2, 0);
        });

        await().until(() -> telemetry.count(SinkMetrics.WAITS) >= 2);
        assertThat(loop.state().level()).isEqualTo(Level.NOT_READY);
        assertThat(store.rows("select count(*) from article_version")).containsExactly("0");
        brokerAway.set(false);
        await().until(() -> caughtUp(2, 0));
        assertThat(loop.state().level()).isEqualTo(Level.UP);
        assertThat(store.rows("select version from article_version")).containsExactly("1");
        assertThat(producer.history()).hasSize(1);
        assertThat(telemetry.count(SinkMetrics.DEAD_LETTERS)).isEqualTo(1);
    }

    @Test
    void partitionsThatAreTakenAwayTakeTheirUnwrittenRecordsAlong() {
        start();
        await().until(() -> loop.positions().size() == 2);
        brokerAway.set(true);
        consumer.schedulePollTask(() -> {
            consumer.addRecord(record(ARTICLES, 0, "key", new byte[] {'x'}));
            consumer.addRecord(record(0, outcome("ferry", Step.SCHEDULE, 0, Status.DISCOVERED, 0)));
            ends(1, 1);
        });
        await().until(() -> telemetry.count(SinkMetrics.WAITS) >= 1);

        consumer.schedulePollTask(() -> consumer.rebalance(Set.of(OUTCOMES)));

        await().until(() -> loop.positions().equals(Map.of(OUTCOMES, 1L)));
        assertThat(store.rows("select step from outcome")).containsExactly("schedule");
        assertThat(store.rows("select next_offset from sink_offset where topic = 'news.article.v1'"))
                .containsExactly("0");
    }

    @Test
    void stopsWithAWordAboutRewindWhenTheTopicWasMadeAnew() {
        start();
        await().until(() -> loop.positions().size() == 2);
        stop();
        log.set(new PartitionLog("cluster-a", "topic-b", 0, 0));
        var again = new SinkLoop(newConsumer(), READ, partitionClaims, writer, metrics);

        var failure = catchThrowable(again::run);

        assertThat(failure)
                .isInstanceOfSatisfying(
                        Failure.class, it -> assertThat(it.exitCode()).isEqualTo(ExitCode.UNAVAILABLE))
                .hasMessageContaining("was created again")
                .hasMessageContaining("wireroom rewind");
        assertThat(again.state().level()).isEqualTo(Level.DEAD);
    }

    private MockConsumer<String, byte[]> newConsumer() {
        var another = new MockConsumer<String, byte[]>("none");
        another.schedulePollTask(() -> another.rebalance(Set.of(ARTICLES, OUTCOMES)));
        return another;
    }

    private void start() {
        ends(0, 0);
        consumer.schedulePollTask(() -> consumer.rebalance(Set.of(ARTICLES, OUTCOMES)));
        var run = new CompletableFuture<Void>();
        Thread.ofPlatform().name("sink-loop").start(() -> {
            try {
                loop.run();
                run.complete(null);
            } catch (Throwable e) {
                run.completeExceptionally(e);
            }
        });
        ended = run.orTimeout(Duration.ofSeconds(30).toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
    }

    private void ends(long articles, long outcomes) {
        consumer.updateEndOffsets(Map.of(ARTICLES, articles, OUTCOMES, outcomes));
    }

    private boolean caughtUp(long articles, long outcomes) throws CompletionException {
        if (ended.isCompletedExceptionally()) {
            ended.join();
        }
        var positions = loop.positions();
        return positions.getOrDefault(ARTICLES, -1L) >= articles && positions.getOrDefault(OUTCOMES, -1L) >= outcomes;
    }
}
