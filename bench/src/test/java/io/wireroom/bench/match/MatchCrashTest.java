package io.wireroom.bench.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wireroom.contract.ArticleGroup;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.Story;
import io.wireroom.contract.StoryId;
import io.wireroom.contract.Topic;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.VersionFingerprint;
import io.wireroom.enrich.lane.MatchLane;
import io.wireroom.enrich.lane.MatchSettings;
import io.wireroom.enrich.match.ArticleMatcher;
import io.wireroom.enrich.match.Fingerprint;
import io.wireroom.enrich.match.FingerprintFormat;
import io.wireroom.enrich.match.StorySettings;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.TopicSetup;
import io.wireroom.standalone.embedded.EmbeddedBroker;
import io.wireroom.testkit.process.ChildProcess;
import io.wireroom.testkit.process.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes of the step match at a real broker, killed under load: the result is that of an undisturbed run. */
@Tag("crash")
@Timeout(400)
class MatchCrashTest {

    private static final int ARTICLES = 6000;
    private static final int KILLS = 4;
    private static final int PARTITIONS = 4;
    private static final double LEAST_B_CUBED = 0.98;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @Test
    void killsChangeNoCopyAndLoseNoMember(@TempDir Path folder) throws Exception {
        var ports = FreePorts.two();
        var articles = articles();
        try (var broker = new EmbeddedBroker(folder.resolve("broker"), ports[0], ports[1])) {
            broker.start();
            var kafka = new KafkaSettings(
                    broker.bootstrapServers(), "news.", PARTITIONS, (short) 1, folder.resolve("test"), Map.of());
            var clients = new KafkaClients(kafka);
            try (var admin = clients.admin()) {
                var wanted = Stream.concat(
                                MatchLane.topics(kafka).stream().map(TopicSetup.Wanted::of),
                                MatchLane.internalTopics(kafka).stream())
                        .toList();
                new TopicSetup(admin, PARTITIONS, (short) 1).ensure(wanted, LIMIT);
                killWhileMatching(kafka, clients, admin, articles, folder);
            }

            var groups = new HashMap<ArticleId, ArticleGroup>();
            newest(kafka, kafka.topics().group()).forEach((id, group) -> groups.put(new ArticleId(id), group));
            var undisturbed = new ArticleMatcher(MatchSettings.DEFAULT.window(), StorySettings.DEFAULT);
            articles.forEach(undisturbed::put);
            assertThat(copies(groups)).isNotEmpty().isEqualTo(copies(undisturbed, articles));
            assertThat(bCubed(articles, story(groups), story(undisturbed))).isGreaterThanOrEqualTo(LEAST_B_CUBED);
            assertThat(members(newest(kafka, kafka.topics().story()))).isEqualTo(membersOf(groups));
        }
    }

    private static List<Fingerprint> articles() {
        var invented = new InventedArticles(7, ARTICLES);
        var articles = new ArrayList<Fingerprint>();
        for (int i = 0; i < ARTICLES; i++) {
            articles.add(invented.next().fingerprint());
        }
        return articles;
    }

    private static void killWhileMatching(
            KafkaSettings kafka, KafkaClients clients, Admin admin, List<Fingerprint> articles, Path folder)
            throws Exception {
        var random = new Random(3);
        var processes = new ChildProcess[] {start(kafka, folder, 0), start(kafka, folder, 1)};
        try (var producer = clients.producer("test")) {
            var sent = 0;
            for (int part = 1; part <= KILLS + 1; part++) {
                var from = read(admin, kafka);
                for (; sent < articles.size() * part / (KILLS + 1); sent++) {
                    producer.send(record(kafka.topics(), articles.get(sent)));
                }
                producer.flush();
                var goal = part > KILLS ? articles.size() : from + 1 + random.nextInt(sent - (int) from);
                await().atMost(LIMIT).until(() -> read(admin, kafka) >= goal);
                if (part <= KILLS) {
                    var killed = random.nextInt(2);
                    processes[killed].kill();
                    processes[killed] = start(kafka, folder, killed);
                }
            }
        } finally {
            processes[0].close();
            processes[1].close();
        }
    }

    private static ChildProcess start(KafkaSettings kafka, Path folder, int number) {
        return ChildProcess.start(
                "match-" + number,
                folder.resolve("match-" + number + ".log"),
                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        kafka.bootstrapServers(),
                        "TOPIC_PARTITIONS",
                        Integer.toString(PARTITIONS),
                        "TOPIC_REPLICATION",
                        "1",
                        "DATA_DIR",
                        folder.resolve("match-" + number).toString()),
                MatchProcess.class,
                List.of());
    }

    private static ProducerRecord<String, byte[]> record(PipelineTopics topics, Fingerprint article) {
        var version = new VersionFingerprint(
                article.id(),
                article.version(),
                "Title",
                List.of(),
                List.of(),
                Base64.getEncoder().encodeToString(FingerprintFormat.write(article)));
        return new ProducerRecord<>(
                topics.fingerprint().name(),
                article.id().value(),
                topics.fingerprint().codec().encode(version));
    }

    /** The position of the step match. */
    private static long read(Admin admin, KafkaSettings kafka) throws Exception {
        var partition = new TopicPartition(kafka.topics().fingerprint().name(), 0);
        var offset = admin.listConsumerGroupOffsets(MatchLane.applicationId(kafka))
                .partitionsToOffsetAndMetadata()
                .get()
                .get(partition);
        return offset == null ? 0 : offset.offset();
    }

    /** The last value of each key; without those that are gone. */
    private static <T> Map<String, T> newest(KafkaSettings kafka, Topic<T> topic) {
        var newest = new HashMap<String, T>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(one -> new TopicPartition(topic.name(), one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    newest.remove(record.key());
                    if (record.value() != null
                            && topic.codec().decode(record.value()) instanceof Decoded.Value<T>(var value)) {
                        newest.put(record.key(), value);
                    }
                }
            }
        }
        return newest;
    }

    private static Map<ArticleId, ArticleId> copies(Map<ArticleId, ArticleGroup> groups) {
        var copies = new HashMap<ArticleId, ArticleId>();
        groups.forEach((id, group) -> {
            if (group.copyOf() != null) {
                copies.put(id, group.copyOf());
            }
        });
        return copies;
    }

    private static Map<ArticleId, ArticleId> copies(ArticleMatcher matcher, List<Fingerprint> articles) {
        var copies = new HashMap<ArticleId, ArticleId>();
        articles.forEach(article -> matcher.match(article.id())
                .flatMap(match -> match.copyOf(article.id()))
                .ifPresent(original -> copies.put(article.id(), original)));
        return copies;
    }

    /** The story of an article, or the article itself if it is alone. */
    private static Function<ArticleId, Object> story(Map<ArticleId, ArticleGroup> groups) {
        return article -> {
            var group = groups.get(article);
            return group == null || group.storyId() == null ? article : group.storyId();
        };
    }

    private static Function<ArticleId, Object> story(ArticleMatcher matcher) {
        return article -> matcher.match(article)
                .flatMap(ArticleMatcher.Match::storyId)
                .<Object>map(story -> story)
                .orElse(article);
    }

    private static double bCubed(
            List<Fingerprint> articles, Function<ArticleId, Object> found, Function<ArticleId, Object> expected) {
        var sizesFound = new HashMap<Object, Integer>();
        var sizesExpected = new HashMap<Object, Integer>();
        var sizesOfBoth = new HashMap<Object, Integer>();
        for (var article : articles) {
            var id = article.id();
            sizesFound.merge(found.apply(id), 1, Integer::sum);
            sizesExpected.merge(expected.apply(id), 1, Integer::sum);
            sizesOfBoth.merge(List.of(found.apply(id), expected.apply(id)), 1, Integer::sum);
        }
        double precision = 0;
        double recall = 0;
        for (var article : articles) {
            var id = article.id();
            double both = sizesOfBoth.getOrDefault(List.of(found.apply(id), expected.apply(id)), 0);
            precision += both / sizesFound.getOrDefault(found.apply(id), 1);
            recall += both / sizesExpected.getOrDefault(expected.apply(id), 1);
        }
        return 2 * precision * recall / (precision + recall) / articles.size();
    }

    /** By the records of the stories; each article is in one at most. */
    private static Map<ArticleId, StoryId> members(Map<String, Story> stories) {
        var members = new HashMap<ArticleId, StoryId>();
        stories.values()
                .forEach(story -> story.members()
                        .forEach(member ->
                                assertThat(members.put(member, story.id())).isNull()));
        return members;
    }

    private static Map<ArticleId, StoryId> membersOf(Map<ArticleId, ArticleGroup> groups) {
        var members = new HashMap<ArticleId, StoryId>();
        groups.forEach((id, group) -> {
            if (group.storyId() != null) {
                members.put(id, group.storyId());
            }
        });
        return members;
    }
}
