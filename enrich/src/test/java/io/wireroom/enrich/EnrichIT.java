package io.wireroom.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wireroom.contract.Article;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.Status;
import io.wireroom.contract.Topic;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.RawPage;
import io.wireroom.enrich.language.LanguageDetector;
import io.wireroom.enrich.rules.OperatorRules;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.Telemetry;
import io.wireroom.runtime.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.kafka.KafkaContainer;

/** The stage against a real broker: topics as `wireroom topics` makes them, exactly once, read committed. */
class EnrichIT {

    private static final int PARTITIONS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String URL = "https://www.courier.example/harbour/ferry";
    private static final String HTML = """
            <html lang="en"><head><title>Ferry runs again</title></head><body><article><h1>Ferry runs again</h1>
            <p>The ferry between Norhaven and the outer islands will run again from Monday, the harbour board said after a
            meeting that lasted most of the night and ended in applause.</p></article></body></html>
            """;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void turnsARawPageIntoAnArticleAndAnOutcomeOnARealBroker(@TempDir Path data) throws Exception {
        try (var broker = new KafkaContainer("apache/kafka:4.3.1");
                var telemetry = new Telemetry()) {
            broker.start();
            var kafka = new KafkaSettings(broker.getBootstrapServers(), "news.", PARTITIONS, (short) 1, data, Map.of());
            var topics = kafka.topics();
            var clients = new KafkaClients(kafka);
            try (var admin = clients.admin()) {
                var wanted = Stream.concat(
                                topics.all().stream().map(TopicSetup.Wanted::of),
                                EnrichApp.internalTopics(kafka).stream())
                        .toList();
                new TopicSetup(admin, PARTITIONS, (short) 1).ensure(wanted, LIMIT);
            }
            var page = Raw.page(HTML, URL, 0, Raw.FETCHED_AT);

            try (var app = new EnrichApp(
                    new EnrichSettings(
                            kafka, 1, EnrichSettings.FORGET, LanguageDetector.DEFAULT_LANGUAGES, OperatorRules.NONE),
                    telemetry)) {
                app.start();
                await().atMost(LIMIT)
                        .until(() -> app.health().getFirst().state().get().level()
                                == io.wireroom.runtime.HealthCheck.Level.UP);
                produce(clients, topics, page);

                var outcomes = read(clients, topics.outcome(), 1);
                var articles = read(clients, topics.article(), 1);

                assertThat(outcomes).extracting(Outcome::status).containsExactly(Status.PUBLISHED);
                assertThat(articles).extracting(Article::title).containsExactly("Ferry runs again");
                assertThat(articles.getFirst().version()).isEqualTo(1);
                assertThat(read(clients, topics.articleLatest(), 1)).isEqualTo(articles);
            }
        }
    }

    private static void produce(KafkaClients clients, PipelineTopics topics, RawPage page) throws Exception {
        try (var producer = clients.producer("test")) {
            var record = new ProducerRecord<>(
                    topics.raw().name(),
                    Topic.partitionOfSite(new Site("courier.example"), PARTITIONS),
                    page.capture().item().link().value(),
                    page.body());
            record.headers().add(RawPage.CAPTURE_HEADER, topics.raw().codec().encode(page.capture()));
            producer.send(record).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static <T> List<T> read(KafkaClients clients, Topic<T> topic, int count) {
        var found = new ArrayList<T>();
        try (KafkaConsumer<String, byte[]> consumer = clients.reader(100)) {
            var partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(LIMIT).until(() -> {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    switch (topic.codec().decode(record.value())) {
                        case Decoded.Value<T>(var value) -> found.add(value);
                        case Decoded.Unreadable<T>(var why) -> throw new AssertionError(why);
                    }
                }
                return found.size() >= count;
            });
        }
        return found;
    }
}
