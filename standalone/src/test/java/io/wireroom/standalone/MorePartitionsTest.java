package io.wireroom.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wireroom.contract.Outcome;
import io.wireroom.contract.Status;
import io.wireroom.contract.json.Decoded;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaGroup;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.TopicSetup;
import io.wireroom.standalone.repartition.Repartition;
import io.wireroom.standalone.topics.TopicScan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An installation that is stopped in the middle of its work, copied to more partitions, and started again. */
@Tag("crash")
@Timeout(600)
class MorePartitionsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void nothingIsLostOrDoubledByMorePartitions(@TempDir Path directory) throws Exception {
        try (var newsroom = WireroomProcess.newsroom(directory, 28_477);
                var wire = WireroomProcess.polling(newsroom, directory)) {
            try (var up = wire.up()) {
                up.await(line ->
                        up.lines().stream().filter(WireroomProcess::isArticle).count() >= 5);
                // A page that waits, a request that is out, an answer that nobody has read: all of it is copied.
                up.kill();
            }
            copyAsAnOperatorDoes(wire, directory);
            wire.set("TOPIC_PREFIX", "news.v2.");
            wire.set("TOPIC_PARTITIONS", "12");

            var once = wire.up("--once");

            assertThat(once.exitCode(WireroomProcess.EXIT_LIMIT))
                    .as(once.output())
                    .isZero();
            assertThat(once.output()).contains("The ledger balances.");
            assertThat(wire.announcedVersions()).doesNotHaveDuplicates();
            // The corrected article is announced again, because its entry has changed. Nothing else is.
            var discoveries = discoveries(wire);
            assertThat(discoveries).hasSizeLessThanOrEqualTo(new HashSet<>(discoveries).size() + 1);
            wire.inStore(connection -> {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("select count(*) from article")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1))
                            .isEqualTo(WireroomProcess.expectedTitles().size());
                }
            });
        }
    }

    private static void copyAsAnOperatorDoes(WireroomProcess wire, Path directory) throws Exception {
        wire.inKafka(kafka -> {
            leaveAnUnfinishedCopy(kafka.of("news.v2.", 12));
            try (var command = WireroomProcess.start(
                    directory.resolve("repartition.log"),
                    Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(), "TOPIC_PARTITIONS", "4"),
                    "topics",
                    "--repartition",
                    "12")) {
                assertThat(command.exitCode(WireroomProcess.EXIT_LIMIT))
                        .as(command.output())
                        .isZero();
                assertThat(command.output())
                        .contains("from 4 to 12 partitions")
                        .contains("Set TOPIC_PREFIX=news.v2. and TOPIC_PARTITIONS=12");
            }
            assertThatThrownBy(() -> new Repartition(kafka, "news.v2.", 12).run(LIMIT))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("were filled by an earlier copy");
        });
    }

    /** Topics with a record, and the note that a copy has begun. */
    private static void leaveAnUnfinishedCopy(KafkaSettings to) throws Exception {
        var source = to.topics().source().name();
        try (var admin = new KafkaClients(to).admin();
                var producer = new KafkaClients(to).producer("unfinished")) {
            new TopicSetup(admin, to.partitions(), to.replication()).ensure(Installation.topics(to), LIMIT);
            producer.send(new ProducerRecord<>(source, "stray", new byte[] {'{'}))
                    .get();
            admin.alterConsumerGroupOffsets(
                            to.group(KafkaGroup.REPARTITION),
                            Map.of(new TopicPartition(source, 0), new OffsetAndMetadata(1)))
                    .all()
                    .get();
        }
    }

    /** Every record that an item was discovered. */
    private static List<String> discoveries(WireroomProcess wire) throws Exception {
        var all = new ArrayList<String>();
        wire.inKafka(kafka -> {
            var topic = kafka.topics().outcome();
            new TopicScan(new KafkaClients(kafka)).read(List.of(topic.name()), 500, record -> {
                if (topic.codec().decode(record.value()) instanceof Decoded.Value<Outcome>(var outcome)
                        && outcome.status() == Status.DISCOVERED) {
                    all.add(outcome.item().value());
                }
            });
        });
        return all;
    }
}
