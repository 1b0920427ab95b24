package io.wireroom.sink;

import static io.wireroom.testkit.Samples.TOPICS;
import static io.wireroom.testkit.Samples.article;
import static io.wireroom.testkit.Samples.articleId;
import static io.wireroom.testkit.Samples.item;
import static io.wireroom.testkit.Samples.record;
import static io.wireroom.testkit.Samples.toSend;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.wireroom.contract.Topic;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.HealthCheck.Level;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.Telemetry;
import io.wireroom.runtime.TopicSetup;
import io.wireroom.sink.Rewind.Target;
import io.wireroom.store.Database;
import io.wireroom.store.Retention;
import io.wireroom.store.query.Ledger;
import io.wireroom.store.query.Summary;
import io.wireroom.store.query.Trace;
import io.wireroom.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The whole sink against a real broker and a real database in containers. */
@Tag("docker")
@Timeout(240)
class SinkIT {

    private static final int PARTITIONS = 2;
    private static final KafkaContainer KAFKA = new KafkaContainer("apache/kafka:4.3.1");
    private static final PostgreSQLContainer POSTGRES =
            new PostgreSQLContainer("postgres:18").withDatabaseName("wireroom").withUsername("wireroom");

    @TempDir
    private static Path data;

    @BeforeAll
    static void startContainers() {
        KAFKA.start();
        POSTGRES.start();
    }

    @AfterAll
    static void stopContainers() {
        POSTGRES.stop();
        KAFKA.stop();
    }

    private static final String STORY = "5".repeat(32);

    @Test
    void storesOnceThroughRestartRewindAndARecreatedTopic() throws Exception {
        var settings = settings();
        var clients = new KafkaClients(settings.kafka());
        try (var admin = clients.admin();
                var database = Database.pool(settings.jdbcUrl(), settings.jdbcUser(), settings.jdbcPassword(), 2)) {
            makeTopics(admin);
            produce(clients, List.of("ferry", "crane"));
            sendPoison(clients);

            runUntilCaughtUp(settings, admin);
            var first = Summary.read(database);
            runUntilCaughtUp(settings, admin);
            assertThat(new Rewind(database, admin, TOPICS).to(new Target.Earliest()))
                    .hasSize(TOPICS.stored().size() * PARTITIONS)
                    .allMatch(moved -> moved.after() == 0 && !moved.adopted());
            runUntilCaughtUp(settings, admin);

            assertThat(first.articles()).isEqualTo(2);
            assertThat(first.stored()).isEqualTo(2);
            assertThat(first.stories()).isEqualTo(1);
            assertThat(Summary.read(database)).isEqualTo(first);
            assertThat(Trace.of(database, "gazette.example/ferry").steps()).hasSize(5);
            assertBalanced(database);
            assertThat(deadLetters(admin)).isEqualTo(2);

            admin.deleteTopics(List.of(TOPICS.article().name())).all().get();
            await().ignoreExceptions().atMost(Duration.ofSeconds(60)).until(() -> {
                makeTopics(admin);
                return true;
            });
            try (var refused = app(settings)) {
                refused.start();
                var failure = catchThrowable(() -> refused.stopped().get());
                assertThat(failure).isInstanceOf(ExecutionException.class);
                assertThat(failure.getCause())
                        .isInstanceOfSatisfying(
                                Failure.class, it -> assertThat(it.exitCode()).isEqualTo(ExitCode.UNAVAILABLE))
                        .hasMessageContaining("wireroom rewind");
            }
            assertThat(new Rewind(database, admin, TOPICS)
                            .to(new Target.Stored()).stream()
                                    .filter(Rewind.Moved::adopted)
                                    .map(moved -> moved.partition().topic()))
                    .containsOnly(TOPICS.article().name());
            produce(clients, List.of("ferry", "crane", "mill"));
            runUntilCaughtUp(settings, admin);

            assertThat(Summary.read(database).articles()).isEqualTo(3);
            assertBalanced(database);
            assertThat(new Rewind(database, admin, TOPICS).to(new Target.Time(Instant.EPOCH)))
                    .allMatch(moved -> moved.after() == 0);
        }
    }

    private static void runUntilCaughtUp(SinkSettings settings, Admin admin) throws Exception {
        try (var app = app(settings)) {
            app.start();
            var ends = ends(admin);
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                assertThat(app.stopped()).isNotCompletedExceptionally();
                return app.caughtUpWith(ends);
            });
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> app.health().stream()
                            .allMatch(check -> check.state().get().level() == Level.UP));
        }
    }

    private static SinkApp app(SinkSettings settings) {
        return new SinkApp(settings, new Telemetry(), InstantSource.system());
    }

    private static void assertBalanced(HikariDataSource database) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Ledger.read(database, Samples.TEN, Duration.ofHours(24), Samples.NOW))
                        .satisfies(ledger -> assertThat(ledger.imbalances()).isEmpty())
                        .satisfies(ledger -> assertThat(ledger.balanced()).isTrue()));
    }

    // In the order of the log: the outcomes one after the other, the article next to its publication.
    private static void produce(KafkaClients clients, List<String> pages) throws Exception {
        try (var producer = clients.transactionalProducer("sink-it", Duration.ofSeconds(10))) {
            producer.initTransactions();
            for (var page : pages) {
                producer.beginTransaction();
                for (var outcome : Samples.wayToTheStore(page)) {
                    var unused = producer.send(toSend(record(0, outcome)));
                }
                var grouped = producer.send(toSend(record(0, Samples.group(page, null, STORY))));
                var told = producer.send(toSend(record(0, Samples.story(STORY, "Harbour", "ferry", "crane"))));
                var sent = producer.send(toSend(record(0, article(page, 1), item(page))));
                producer.commitTransaction();
                assertThat(List.of(grouped, told, sent)).allMatch(Future::isDone);
            }
            producer.beginTransaction();
            var aborted = producer.send(toSend(record(0, article("aborted", 1), item("aborted"))));
            producer.flush();
            assertThat(aborted).isDone();
            producer.abortTransaction();
        }
    }

    private static void sendPoison(KafkaClients clients) throws Exception {
        try (var producer = clients.producer("sink-it-poison")) {
            var poison = "no record".getBytes(StandardCharsets.UTF_8);
            producer.send(new org.apache.kafka.clients.producer.ProducerRecord<>(
                            TOPICS.article().name(), articleId("ferry").value(), poison))
                    .get();
        }
    }

    private static long deadLetters(Admin admin) throws Exception {
        var partitions = partitions(Set.of(TOPICS.sinkDeadLetter().name()));
        return offsets(admin, partitions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static Map<TopicPartition, Long> ends(Admin admin) throws Exception {
        return offsets(
                admin, partitions(TOPICS.stored().stream().map(Topic::name).collect(Collectors.toSet())));
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, Set<TopicPartition> partitions) throws Exception {
        return admin
                .listOffsets(partitions.stream().collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest())))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private static Set<TopicPartition> partitions(Set<String> topics) {
        return topics.stream()
                .flatMap(topic -> java.util.stream.IntStream.range(0, PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(topic, partition)))
                .collect(Collectors.toSet());
    }

    private static void makeTopics(Admin admin) {
        new TopicSetup(admin, PARTITIONS, (short) 1)
                .ensure(TOPICS.all().stream().map(TopicSetup.Wanted::of).toList(), Duration.ofSeconds(30));
    }

    private static SinkSettings settings() {
        return new SinkSettings(
                new KafkaSettings(KAFKA.getBootstrapServers(), "news.", PARTITIONS, (short) 1, data, Map.of()),
                POSTGRES.getJdbcUrl(),
                POSTGRES.getUsername(),
                POSTGRES.getPassword(),
                4,
                100,
                Duration.ofHours(24),
                new Retention(Duration.ofDays(36_500), null, null), // the samples are of 2024
                Duration.ofSeconds(30));
    }
}
