package io.wireroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wireroom.contract.Outcome;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.Status;
import io.wireroom.contract.Topic;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.ingest.fetch.FetchSettings;
import io.wireroom.ingest.schedule.pace.ScheduleSettings;
import io.wireroom.ingest.web.Cidr;
import io.wireroom.ingest.web.WebSettings;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.HealthCheck;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.Telemetry;
import io.wireroom.runtime.TopicSetup;
import io.wireroom.testkit.origin.LocalSite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.kafka.KafkaContainer;

/** The stage against a real broker and a small local newsroom: from a source to raw pages, through a restart. */
class IngestIT {

    private static final int PARTITIONS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void aSourceBecomesRawPagesAndARestartRepeatsNone(@TempDir Path data) throws Exception {
        try (var newsroom = newsroom();
                var broker = new KafkaContainer("apache/kafka:4.3.1")) {
            broker.start();
            var kafka = new KafkaSettings(broker.getBootstrapServers(), "news.", PARTITIONS, (short) 1, data, Map.of());
            var topics = kafka.topics();
            var clients = new KafkaClients(kafka);
            try (var admin = clients.admin()) {
                var wanted = Stream.concat(
                                topics.all().stream().map(TopicSetup.Wanted::of),
                                IngestApp.internalTopics(kafka).stream())
                        .toList();
                new TopicSetup(admin, PARTITIONS, (short) 1).ensure(wanted, LIMIT);
            }
            watch(clients, topics, newsroom);

            try (var telemetry = new Telemetry();
                    var app = new IngestApp(settings(kafka), telemetry)) {
                app.start();
                await().atMost(LIMIT).until(() -> records(clients, topics.raw()).size() == 2);
            }

            assertThat(records(clients, topics.raw()))
                    .extracting(page -> new String(page.value(), StandardCharsets.UTF_8))
                    .containsExactlyInAnyOrder("<p>page /a</p>", "<p>page /b</p>");
            assertThat(records(clients, topics.link())).hasSize(2);
            assertThat(emitted(clients, topics))
                    .containsExactlyInAnyOrder(
                            Status.DISCOVERED,
                            Status.DISCOVERED,
                            Status.RELEASED,
                            Status.RELEASED,
                            Status.FETCHED,
                            Status.FETCHED);

            var before = newsroom.requests("/feed");
            try (var telemetry = new Telemetry();
                    var app = new IngestApp(settings(kafka), telemetry)) {
                app.start();
                await().atMost(LIMIT).until(() -> isUp(app) && newsroom.requests("/feed") >= before + 2);
            }

            assertThat(records(clients, topics.raw())).hasSize(2);
            assertThat(records(clients, topics.link())).hasSize(2);
            assertThat(records(clients, topics.ingestDeadLetter())).isEmpty();
        }
    }

    private static boolean isUp(IngestApp app) {
        return app.health().stream().allMatch(check -> check.state().get().level() == HealthCheck.Level.UP);
    }

    private static LocalSite newsroom() {
        var site = new LocalSite("127.0.0.1");
        site.serve(
                "/feed",
                "application/rss+xml",
                "<rss version=\"2.0\"><channel><title>Newsroom</title>"
                        + "<item><title>A</title><link>" + site.url("/a") + "</link></item>"
                        + "<item><title>B</title><link>" + site.url("/b") + "</link></item></channel></rss>");
        site.serve("/a", "text/html", "<p>page /a</p>");
        site.serve("/b", "text/html", "<p>page /b</p>");
        return site;
    }

    private static IngestSettings settings(KafkaSettings kafka) {
        return new IngestSettings(
                kafka,
                ScheduleSettings.from(new Env(Map.of(
                        "INGEST_HOST_DELAY", "50ms",
                        "INGEST_POLL_MIN", "1s",
                        "INGEST_POLL_MAX", "2s",
                        "INGEST_RETRY_AFTER", "1s",
                        "INGEST_REVISITS", "none"))),
                new FetchSettings(50),
                new WebSettings(
                        "1.2",
                        "https://editor.example/bot",
                        List.of(Cidr.parse("127.0.0.0/8")),
                        List.of(),
                        List.of(),
                        1_000_000,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        50));
    }

    private static void watch(KafkaClients clients, PipelineTopics topics, LocalSite newsroom) throws Exception {
        var source = new Source(
                new SourceId("newsroom"), newsroom.url("/feed"), Source.Kind.FEED, "Newsroom", null, null, null);
        try (var producer = clients.producer("test")) {
            producer.send(new ProducerRecord<>(
                            topics.source().name(),
                            Topic.partitionOfSite(new Site("127.0.0.1"), PARTITIONS),
                            "newsroom",
                            topics.source().codec().encode(source)))
                    .get();
        }
    }

    private static List<Status> emitted(KafkaClients clients, PipelineTopics topics) {
        return records(clients, topics.outcome()).stream()
                .map(record -> switch (topics.outcome().codec().decode(record.value())) {
                    case Decoded.Value<Outcome>(var outcome) -> outcome.status();
                    case Decoded.Unreadable<Outcome>(var why) -> throw new AssertionError(why);
                })
                .toList();
    }

    /** All committed records of a topic. */
    private static List<ConsumerRecord<String, byte[]>> records(KafkaClients clients, Topic<?> topic) {
        try (var consumer = clients.reader(1_000)) {
            var partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(number -> new TopicPartition(topic.name(), number))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var all = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
            return all;
        }
    }
}
