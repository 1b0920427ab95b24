package io.wireroom.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.TopicSetup;
import io.wireroom.runtime.TopicSetup.Wanted;
import io.wireroom.testkit.process.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Topics that were not made by us, on a real broker. */
@Tag("crash")
@Timeout(180)
class TopicRepairTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void whatWouldLoseRecordsIsRefusedUntilItIsRepaired(@TempDir Path directory) throws Exception {
        var ports = FreePorts.two();
        try (var broker = new EmbeddedBroker(directory, ports[0], ports[1])) {
            broker.start();
            var three = settings(broker, 3);
            var topics = three.topics();
            var wanted = List.of(Wanted.of(topics.source()), Wanted.of(topics.raw()));
            try (var admin = new KafkaClients(three).admin()) {
                admin.createTopics(List.of(
                                new NewTopic(topics.source().name(), 3, (short) 1),
                                new NewTopic(topics.raw().name(), 3, (short) 1)))
                        .all()
                        .get();
                var setup = new TopicSetup(admin, 3, (short) 1);

                refused(() -> setup.ensure(wanted, LIMIT), "news.source.v1 has cleanup.policy delete, but compact");
                refused(() -> TopicSetup.verify(three, wanted), "news.raw.v1 has message.timestamp.type CreateTime");
                assertThat(setup.repair(wanted, LIMIT).deviations()).isEmpty();
                assertThat(setup.ensure(wanted, LIMIT).deviations()).isEmpty();
                TopicSetup.verify(three, wanted);
                refused(() -> TopicSetup.verify(settings(broker, 2), wanted), "has partitions 3, but 2 is needed");
                refused(() -> TopicSetup.verify(settings(broker, 12), wanted), "has partitions 3, but 12 is needed");
            }
        }
    }

    @Test
    void theSettingsOfAnOlderVersionAreReplaced(@TempDir Path directory) throws Exception {
        var ports = FreePorts.two();
        try (var broker = new EmbeddedBroker(directory, ports[0], ports[1])) {
            broker.start();
            var settings = settings(broker, 3);
            var article = settings.topics().article();
            var latest = settings.topics().articleLatest();
            var wanted = List.of(Wanted.of(article), Wanted.of(latest));
            try (var admin = new KafkaClients(settings).admin()) {
                var plain = Map.of(
                        "message.timestamp.type", "LogAppendTime",
                        "retention.ms", "7776000000",
                        "max.message.bytes", "5242880");
                var compacted = new HashMap<>(plain);
                compacted.put("cleanup.policy", "compact,delete");
                admin.createTopics(List.of(
                                new NewTopic(article.name(), 3, (short) 1).configs(plain),
                                new NewTopic(latest.name(), 3, (short) 1).configs(compacted)))
                        .all()
                        .get();
                var setup = new TopicSetup(admin, 3, (short) 1);
                refused(() -> TopicSetup.verify(settings, wanted), "news.article.v1 has cleanup.policy delete");

                assertThat(setup.ensure(wanted, LIMIT).deviations()).isEmpty();

                assertThat(setup.ensure(wanted, LIMIT).deviations()).isEmpty();
                TopicSetup.verify(settings, wanted);
                for (var topic : List.of(article, latest)) {
                    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
                    var config = new HashMap<String, String>();
                    admin.describeConfigs(List.of(resource))
                            .all()
                            .get()
                            .forEach((name, found) ->
                                    found.entries().forEach(entry -> config.put(entry.name(), entry.value())));
                    assertThat(config).containsAllEntriesOf(topic.config());
                }
            }
        }
    }

    private static void refused(Runnable start, String why) {
        assertThatThrownBy(start::run)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining(why);
    }

    private static KafkaSettings settings(EmbeddedBroker broker, int partitions) {
        return new KafkaSettings(
                broker.bootstrapServers(), "news.", partitions, (short) 1, Path.of("unused"), Map.of());
    }
}
