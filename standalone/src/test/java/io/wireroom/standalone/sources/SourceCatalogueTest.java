package io.wireroom.standalone.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wireroom.contract.Source;
import io.wireroom.contract.Source.Kind;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.Topic;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Site;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.TopicSetup;
import io.wireroom.runtime.TopicSetup.Wanted;
import io.wireroom.standalone.embedded.EmbeddedBroker;
import io.wireroom.standalone.topics.AtomicWriter;
import io.wireroom.standalone.topics.TopicScan;
import io.wireroom.testkit.process.FreePorts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** With a real broker; each test has its own topics. */
@Tag("crash")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class SourceCatalogueTest {

    private static final int PARTITIONS = 3;

    private EmbeddedBroker broker;

    @BeforeAll
    void startBroker(@TempDir Path directory) throws Exception {
        var ports = FreePorts.two();
        broker = new EmbeddedBroker(directory, ports[0], ports[1]);
        broker.start();
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    @Test
    void addsUpdatesAndLeavesAloneWhatDidNotChange() {
        var kafka = installation("update.");
        var catalogue = new SourceCatalogue(kafka, new KafkaClients(kafka));
        var quay = source("https://quay.example/feed", "Quay");
        var weir = source("https://weir.example/feed", "Weir");
        var renamed = source("https://weir.example/feed", "Weir and Lock");
        var lock = source("https://lock.example/feed", "Lock");

        assertThat(catalogue.put(List.of(quay, weir), "list.opml", false)).isEqualTo(new ImportResult(2, 0, 0, 0));
        assertThat(catalogue.put(List.of(quay, weir), "list.opml", false)).isEqualTo(new ImportResult(0, 0, 2, 0));
        assertThat(catalogue.put(List.of(quay, renamed, lock), "list.opml", false))
                .isEqualTo(new ImportResult(1, 1, 1, 0));

        assertThat(catalogue.all())
                .isEqualTo(Map.of(
                        quay.id(), by("list.opml", quay),
                        weir.id(), by("list.opml", renamed),
                        lock.id(), by("list.opml", lock)));
        assertThat(records(kafka)).hasSize(4);
    }

    @Test
    void aPauseLastsOverImportsUntilItIsEnded() {
        var kafka = installation("pause.");
        var catalogue = new SourceCatalogue(kafka, new KafkaClients(kafka));
        var quay = source("https://quay.example/feed", "Quay");
        var weir = source("https://weir.example/feed", "Weir");
        var renamed = source("https://quay.example/feed", "Quay and Lock");
        catalogue.put(List.of(quay), "list.opml", false);

        assertThat(catalogue.pause(List.of(quay.id(), weir.id()), true)).containsExactly(quay.id());
        assertThat(catalogue.pause(List.of(quay.id()), true)).containsExactly(quay.id());
        assertThat(catalogue.put(List.of(quay), "list.opml", true)).isEqualTo(new ImportResult(0, 0, 1, 0));
        assertThat(catalogue.put(List.of(renamed), "list.opml", true)).isEqualTo(new ImportResult(0, 1, 0, 0));

        assertThat(catalogue.all())
                .containsOnly(Map.entry(quay.id(), by("list.opml", renamed).paused(true)));
        assertThat(catalogue.pause(List.of(quay.id()), false)).containsExactly(quay.id());
        assertThat(catalogue.all()).containsOnly(Map.entry(quay.id(), by("list.opml", renamed)));
        assertThat(records(kafka)).hasSize(4);
    }

    @Test
    void placesEverySourceByItsSite() {
        var kafka = installation("place.");
        var sources = IntStream.range(0, 40)
                .mapToObj(i -> source("https://news.paper" + i + ".example/feed", "Paper " + i))
                .toList();

        new SourceCatalogue(kafka, new KafkaClients(kafka)).put(sources, "list.opml", false);

        assertThat(records(kafka)).hasSize(40).allSatisfy(record -> {
            var site = Site.of(URI.create(
                    new String(record.headers().lastHeader("ce_subject").value(), StandardCharsets.UTF_8)));
            assertThat(record.partition()).isEqualTo(Topic.partitionOfSite(site, PARTITIONS));
        });
    }

    @Test
    void aSyncRemovesWhatTheSameFileOnceBroughtAndNothingElse() {
        var kafka = installation("sync.");
        var catalogue = new SourceCatalogue(kafka, new KafkaClients(kafka));
        var quay = source("https://quay.example/feed", "Quay");
        var weir = source("https://weir.example/feed", "Weir");
        var other = source("https://other.example/feed", "Other");
        var byHand = source("https://hand.example/feed", "Hand");
        catalogue.put(List.of(quay, weir), "list.opml", false);
        catalogue.put(List.of(other), "second.opml", false);
        catalogue.put(List.of(byHand), null, false);

        var result = catalogue.put(List.of(quay), "list.opml", true);

        assertThat(result).isEqualTo(new ImportResult(0, 0, 1, 1));
        assertThat(catalogue.all())
                .isEqualTo(Map.of(
                        quay.id(), by("list.opml", quay), other.id(), by("second.opml", other), byHand.id(), byHand));
    }

    @Test
    void removesByIdAndReturnsWhichExisted() {
        var kafka = installation("remove.");
        var catalogue = new SourceCatalogue(kafka, new KafkaClients(kafka));
        var quay = source("https://quay.example/feed", "Quay");
        catalogue.put(List.of(quay), null, false);

        var removed = catalogue.remove(List.of(quay.id(), new SourceId("nobody"), quay.id()));

        assertThat(removed).containsExactly(quay.id());
        assertThat(catalogue.all()).isEmpty();
        assertThat(catalogue.remove(List.of(quay.id()))).isEmpty();
    }

    @Test
    void aSourceThatMovesToAnotherSiteLeavesNothingBehind() {
        var kafka = installation("move.");
        var catalogue = new SourceCatalogue(kafka, new KafkaClients(kafka));
        var addresses = IntStream.range(0, 4)
                .mapToObj(i -> "https://paper" + i + ".example/feed")
                .toList();

        for (var address : addresses) {
            catalogue.put(
                    List.of(new Source(new SourceId("list"), URI.create(address), Kind.FEED, "List", null, null, null)),
                    null,
                    false);
        }

        assertThat(catalogue.all().values()).extracting(Source::url).containsExactly(URI.create(addresses.get(3)));
        assertThat(catalogue.remove(List.of(new SourceId("list")))).containsExactly(new SourceId("list"));
        assertThat(catalogue.all()).isEmpty();
    }

    @Test
    void aRecordThatCannotBeReadIsLeftOutAndHealedByAnImport() {
        var kafka = installation("poison.");
        var clients = new KafkaClients(kafka);
        var catalogue = new SourceCatalogue(kafka, clients);
        var quay = source("https://quay.example/feed", "Quay");
        var place = Topic.partitionOfSite(new Site("quay.example"), PARTITIONS);
        try (var writer = AtomicWriter.open(clients, "test", "tests")) {
            writer.write(List.of(new ProducerRecord<>(
                    kafka.topics().source().name(), place, quay.id().value(), "{}".getBytes(StandardCharsets.UTF_8))));
        }

        assertThat(catalogue.all()).isEmpty();
        assertThat(catalogue.put(List.of(quay), null, false)).isEqualTo(new ImportResult(1, 0, 0, 0));
        assertThat(catalogue.all()).isEqualTo(Map.of(quay.id(), quay));
    }

    @Test
    void ofTwoWritersTheOneBegunFirstFailsAndChangesNothing() {
        var kafka = installation("fence.");
        var clients = new KafkaClients(kafka);
        var topic = kafka.topics().source().name();
        try (var first = AtomicWriter.open(clients, "fence-test", "sources");
                var second = AtomicWriter.open(clients, "fence-test", "sources")) {
            assertThatThrownBy(() -> first.write(List.of(new ProducerRecord<>(topic, "a", new byte[1]))))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("another command");
            second.write(List.of(new ProducerRecord<>(topic, "b", new byte[1])));
        }

        assertThat(records(kafka)).extracting(ConsumerRecord::key).containsExactly("b");
    }

    @Test
    void aMissingTopicIsSaid() {
        var kafka = settings("absent.");

        assertThatThrownBy(() -> new SourceCatalogue(kafka, new KafkaClients(kafka)).all())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("absent.source.v1")
                .hasMessageContaining("wireroom topics");
    }

    private KafkaSettings installation(String prefix) {
        var kafka = settings(prefix);
        try (var admin = new KafkaClients(kafka).admin()) {
            new TopicSetup(admin, PARTITIONS, (short) 1)
                    .ensure(List.of(Wanted.of(kafka.topics().source())), Duration.ofSeconds(60));
        }
        return kafka;
    }

    private KafkaSettings settings(String prefix) {
        return new KafkaSettings(broker.bootstrapServers(), prefix, PARTITIONS, (short) 1, Path.of("unused"), Map.of());
    }

    private static List<ConsumerRecord<String, byte[]>> records(KafkaSettings kafka) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        new TopicScan(new KafkaClients(kafka))
                .read(List.of(kafka.topics().source().name()), 100, records::add);
        return records;
    }

    private static Source source(String url, String name) {
        return new Source(
                SourceId.of(Address.of(url).orElseThrow()), URI.create(url), Kind.FEED, name, null, null, null);
    }

    private static Source by(String origin, Source source) {
        return new Source(
                source.id(), source.url(), source.kind(), source.name(), source.group(), source.interval(), origin);
    }
}
