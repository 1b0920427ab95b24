package io.wireroom.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.luben.zstd.Zstd;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.address.Address;
import io.wireroom.runtime.ExitCode;
import io.wireroom.standalone.Standalone.Running;
import io.wireroom.standalone.cli.WireroomMain;
import io.wireroom.standalone.sources.SourceCatalogue;
import io.wireroom.standalone.topics.TopicScan;
import io.wireroom.testkit.origin.LocalSite;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code wireroom erase} on a running installation: two sites, all stages, a real broker and a real database. */
@Tag("crash")
@Timeout(400)
class EraseTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration COMPACTION_LIMIT = Duration.ofSeconds(150);

    /** Of each page a phrase that is in its text and in its entry of the feed. */
    private static final Map<String, String> COURIER =
            Map.of("a1", "brass lantern", "a2", "copper kettle", "stays", "silver anchor");

    private static final Map<String, String> GAZETTE = Map.of("b1", "velvet curtain", "b2", "marble staircase");
    private static final Set<String> ERASED =
            Set.of("brass lantern", "copper kettle", "velvet curtain", "marble staircase");

    /** Topics between our own parts: text leaves them when their retention of some days ends. */
    private static final Set<String> SHORT_LIVED =
            Set.of("news.fingerprint.v1", "news.link.v1", "news.raw.v1", "news.request.v1");

    /** Topics that compaction removes text from, once the segment with the text is closed. */
    private static final Set<String> COMPACTED = Set.of(
            "news.article.v1",
            "news.article-latest.v1",
            "news.story.v1",
            "news-match-fingerprints-changelog",
            "news-scheduler-pending-changelog");

    /** Key of the tombstones that close segments: the id of an article that nobody knows. */
    private static final String ROLL = "0".repeat(32);

    private record Called(int exitCode, String output) {}

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path directory;

    private final LocalSite courier = new LocalSite("127.0.0.41");
    private final LocalSite gazette = new LocalSite("127.0.0.42");

    @SuppressWarnings("NullAway.Init") // set before each test
    private Standalone standalone;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Running running;

    @BeforeEach
    void start() {
        serve(courier, COURIER, "at noon");
        serve(gazette, GAZETTE, "at noon");
        var environment = Map.of(
                "INGEST_ALLOWED_NETWORKS", "127.0.0.0/8",
                "INGEST_CONTACT", "https://wireroom.example/test",
                "INGEST_HOST_DELAY", "50ms",
                "INGEST_POLL_MIN", "1s",
                "INGEST_POLL_MAX", "1s",
                "INGEST_REVISITS", "2s,2s,2s,2s");
        standalone = new Standalone(directory.resolve("data"), 0, environment, step -> {});
        running = standalone.start(parts -> {});
        var sources = Stream.of(courier, gazette)
                .map(site -> site.url("/feed"))
                .map(url -> new Source(
                        SourceId.of(Address.of(url.toString()).orElseThrow()),
                        url,
                        Source.Kind.FEED,
                        url.toString(),
                        null,
                        null,
                        null))
                .toList();
        new SourceCatalogue(running.kafka(), running.clients()).put(sources, null, false);
    }

    @AfterEach
    void stop() {
        standalone.close();
        courier.close();
        gazette.close();
    }

    private static void serve(LocalSite site, Map<String, String> pages, String when) {
        var items = new StringBuilder();
        pages.forEach((page, phrase) -> {
            var sentence = "The " + phrase + " was found " + when + " in the old harbour office, the keeper told"
                    + " reporters on Sunday, and nobody could say how it had come there or who had owned it before. ";
            items.append(
                    "<item><title>Found: the %s</title><link>/2026/11/%s</link><description>%s</description></item>"
                            .formatted(phrase, page, sentence));
            site.serve(
                    "/2026/11/" + page,
                    "text/html; charset=utf-8",
                    "<html lang='en'><head><title>Found: the %s</title></head><body><article><h1>Found: the %s</h1>%s</article></body></html>"
                            .formatted(phrase, phrase, ("<p>" + sentence + "</p>").repeat(4)));
        });
        site.serve(
                "/feed",
                "application/rss+xml",
                "<rss version='2.0'><channel><title>News</title>" + items + "</channel></rss>");
    }

    @Test
    void nothingOfTheTextRemainsAndNoPollBringsItBackUnlessThatIsAllowed() throws Exception {
        await().atMost(LIMIT).until(() -> phrasesIn("article").size() == 5);
        await().atMost(LIMIT).until(() -> phrasesIn("article_search").size() == 5);

        var a1 = courier.url("/2026/11/a1").toString();
        assertThat(call("erase", a1, "--dry-run").output()).contains("1 stored articles would be erased");
        assertThat(phrasesIn("article")).hasSize(5);
        assertErased(call("erase", a1, "--reason", "on request", "--by", "editor"), 1);
        assertErased(call("erase", idOf("copper kettle")), 1);
        assertErased(call("erase", "--source", gazette.url("/feed").toString()), 2);

        assertThat(phrasesIn("article")).containsExactly("silver anchor");
        assertThat(phrasesInAnyTable()).doesNotContainAnyElementsOf(ERASED);
        badInputIsRefused(a1);
        noPollBringsThemBack();
        assertThat(call("ledger").exitCode()).isZero();
        assertThat(call("ledger").output()).containsPattern("erased").contains("The ledger balances.");
        assertThat(call("trace", a1).output()).contains("erased").contains("by editor: on request");
        noTopicKeepsThem();

        assertThat(call("erase", a1, "--allow-again").exitCode()).isZero();
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(phrasesIn("article")).containsExactly("brass lantern", "silver anchor"));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(call("ledger").exitCode()).isZero());
    }

    private static void assertErased(Called called, int articles) {
        assertThat(called.exitCode()).as(called.output()).isZero();
        assertThat(called.output())
                .contains(articles + " articles erased from the store")
                .contains("They do not return.")
                .containsPattern("22 days +news\\.article\\.v1")
                .containsPattern("4 days +news\\.raw\\.v1");
    }

    private void badInputIsRefused(String erasedBefore) throws Exception {
        assertErased(call("erase", erasedBefore), 0);
        assertThat(call("erase", "https://unknown.example/x").exitCode()).isEqualTo(ExitCode.NO_INPUT);
        assertThat(call("erase", "--source", "https://unknown.example/feed").exitCode())
                .isEqualTo(ExitCode.NO_INPUT);
        assertThat(call("erase").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(call("erase", "x", "--source", "y").exitCode()).isEqualTo(ExitCode.USAGE);
        var away = WireroomProcess.start(
                directory.resolve("away.log"),
                Map.of(
                        "SINK_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/wireroom",
                        "KAFKA_BOOTSTRAP_SERVERS", running.kafka().bootstrapServers(),
                        "TOPIC_PARTITIONS", "4"),
                "erase",
                erasedBefore);
        assertThat(away.exitCode(WireroomProcess.EXIT_LIMIT)).as(away.output()).isEqualTo(ExitCode.UNAVAILABLE);
    }

    /** Their entries change, their pages change, and planned revisits are due. */
    private void noPollBringsThemBack() {
        await().atMost(LIMIT).until(() -> running.ingest().view().erasedCount() >= ERASED.size());
        // A page that was out when its article was erased is back by then.
        var before = requests("/feed");
        await().atMost(LIMIT).until(() -> requests("/feed") >= before + 4);
        var pages = requests("/2026/11/a1", "/2026/11/a2");
        serve(courier, COURIER, "at dusk");
        serve(gazette, GAZETTE, "at dusk");
        var polls = requests("/feed");
        var revisits = courier.requests("/2026/11/stays");
        await().atMost(LIMIT)
                .until(() -> requests("/feed") >= polls + 8 && courier.requests("/2026/11/stays") > revisits);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(count("select count(*) from article_version where record::text like"
                                + " '%silver anchor was found at dusk%'"))
                        .isPositive());

        assertThat(requests("/2026/11/a1", "/2026/11/a2")).isEqualTo(pages);
        assertThat(phrasesInAnyTable()).doesNotContainAnyElementsOf(ERASED);
    }

    private int requests(String... paths) {
        return Stream.of(paths)
                .mapToInt(path -> courier.requests(path) + gazette.requests(path))
                .sum();
    }

    private void noTopicKeepsThem() throws Exception {
        try (var admin = running.clients().admin()) {
            var topics = admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith("news"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(topicsWith(topics))
                    .contains("news.article.v1", "news.article-latest.v1", "news-scheduler-pending-changelog")
                    .containsAll(SHORT_LIVED);
            compactSoon(admin, topics);
            await().atMost(COMPACTION_LIMIT).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
                rollSegments(admin);
                assertThat(SHORT_LIVED).containsAll(topicsWith(topics));
            });
            endRetention(admin);
            assertThat(topicsWith(topics)).isEmpty();
        }
    }

    /** Compaction as after its lag, within seconds. */
    private static void compactSoon(Admin admin, Collection<String> topics) throws Exception {
        var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        for (var topic : topics) {
            var operations = Map.of(
                            "segment.ms", "200",
                            "min.compaction.lag.ms", "0",
                            "max.compaction.lag.ms", "200",
                            "min.cleanable.dirty.ratio", "0.01",
                            "delete.retention.ms", "0")
                    .entrySet()
                    .stream()
                    .map(entry -> new AlterConfigOp(
                            new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                    .toList();
            changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), operations);
        }
        admin.incrementalAlterConfigs(changes).all().get();
    }

    /** The segment that is written to is never compacted; in a busy installation the next record closes it. */
    @SuppressWarnings("NullAway") // Kafka's own signature knows no null markers; a tombstone has no value
    private void rollSegments(Admin admin) throws Exception {
        try (var producer = running.clients().byteProducer("roll")) {
            for (var partition : partitions(admin, COMPACTED)) {
                producer.send(new ProducerRecord<>(
                                partition.topic(), partition.partition(), ROLL.getBytes(UTF_8), (byte[]) null))
                        .get();
            }
        }
    }

    /** What the broker does when the retention ends. */
    private void endRetention(Admin admin) throws Exception {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        for (var partition : partitions(admin, SHORT_LIVED)) {
            latest.put(partition, OffsetSpec.latest());
        }
        var ends = new HashMap<TopicPartition, RecordsToDelete>();
        admin.listOffsets(latest)
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, RecordsToDelete.beforeOffset(end.offset())));
        admin.deleteRecords(ends).all().get();
    }

    private static List<TopicPartition> partitions(Admin admin, Collection<String> topics) throws Exception {
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    private Set<String> topicsWith(Collection<String> topics) {
        var found = new TreeSet<String>();
        new TopicScan(running.clients()).read(List.copyOf(topics), 500, record -> {
            var text = textOf(record);
            if (ERASED.stream().anyMatch(text::contains)) {
                found.add(record.topic());
            }
        });
        return found;
    }

    private static String textOf(ConsumerRecord<String, byte[]> record) {
        var text = new StringBuilder(String.valueOf(record.key()));
        record.headers()
                .forEach(header -> text.append(header.value() == null ? "" : new String(header.value(), UTF_8)));
        var value = record.value();
        if (value != null) {
            var isFrame = value.length > 4 && (value[0] & 0xFF) == 0x28 && (value[1] & 0xFF) == 0xB5;
            text.append(
                    new String(isFrame ? Zstd.decompress(value, (int) Zstd.getFrameContentSize(value)) : value, UTF_8));
        }
        return text.toString();
    }

    private Called call(String... arguments) {
        var output = new StringWriter();
        var printer = new PrintWriter(output, true);
        var all = Stream.concat(
                        Stream.of(arguments),
                        Stream.of("--data", directory.resolve("data").toString()))
                .toArray(String[]::new);
        var before = System.out;
        var captured = new java.io.ByteArrayOutputStream();
        System.setOut(new java.io.PrintStream(captured, true, UTF_8));
        try {
            var exitCode =
                    WireroomMain.commandLine().setOut(printer).setErr(printer).execute(all);
            return new Called(exitCode, output + captured.toString(UTF_8));
        } finally {
            System.setOut(before);
        }
    }

    private String idOf(String phrase) throws SQLException {
        return rows("select id from article where text like '%" + phrase + "%'").getFirst();
    }

    private int count(String sql) throws SQLException {
        return Integer.parseInt(rows(sql).getFirst());
    }

    private Set<String> phrasesIn(String table) throws SQLException {
        var found = new TreeSet<String>();
        for (var phrase : allPhrases()) {
            var words = phrase.split(" ");
            var like = table.equals("article_search") ? "'" + words[0] + "'" : phrase;
            if (count("select count(*) from " + table + " as t where t::text like '%" + like.replace("'", "''") + "%'")
                    > 0) {
                found.add(phrase);
            }
        }
        return found;
    }

    /** In every column of every table, whatever its type; also as words of a search document. */
    private Set<String> phrasesInAnyTable() {
        try {
            var found = new TreeSet<String>();
            for (var table : rows("""
                    select table_name from information_schema.tables
                     where table_schema = 'public' and table_type = 'BASE TABLE'""")) {
                found.addAll(phrasesIn(table));
            }
            assertThat(found).contains("silver anchor");
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> allPhrases() {
        return Stream.concat(COURIER.values().stream(), GAZETTE.values().stream())
                .toList();
    }

    private List<String> rows(String sql) throws SQLException {
        try (var connection = EmbeddedStore.at(running.jdbcUrl()).getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        }
    }
}
