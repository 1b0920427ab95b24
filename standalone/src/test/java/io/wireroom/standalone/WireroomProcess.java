package io.wireroom.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article;
import io.wireroom.contract.json.Decoded;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.standalone.cli.WireroomMain;
import io.wireroom.standalone.embedded.DataDirectory;
import io.wireroom.standalone.embedded.EmbeddedBroker;
import io.wireroom.standalone.embedded.EmbeddedDatabase;
import io.wireroom.standalone.newsroom.Newsroom;
import io.wireroom.standalone.newsroom.NewsroomSettings;
import io.wireroom.standalone.newsroom.Placement;
import io.wireroom.standalone.newsroom.SampleFeed;
import io.wireroom.standalone.topics.TopicScan;
import io.wireroom.testkit.process.ChildProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Wireroom as an operator runs it: {@code wireroom} in separate JVMs over one data directory. Its sources are in this
 * JVM, which outlives every kill.
 */
final class WireroomProcess implements AutoCloseable {

    static final Duration EXIT_LIMIT = Duration.ofMinutes(2);

    private static final String PARTITIONS = "4";

    private final Path logs;
    private final Path data;
    private final Path sources;
    private final List<ChildProcess> children = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "INGEST_ALLOWED_NETWORKS", "127.0.0.0/8",
            "INGEST_CONTACT", "https://wireroom.example/test",
            "INGEST_HOST_DELAY", "50ms",
            "INGEST_POLL_MIN", "1s",
            "INGEST_POLL_MAX", "2s",
            "LOG_LEVEL", "WARN"));

    /**
     * No process yet.
     *
     * @param sources addresses of feeds
     */
    WireroomProcess(Path directory, List<String> sources) throws IOException {
        logs = directory;
        data = directory.resolve("data");
        this.sources = Files.write(directory.resolve("sources.txt"), sources);
    }

    /** The sample newsroom, started. */
    static Newsroom newsroom(Path directory, int port) throws IOException {
        var newsroom = new Newsroom(new NewsroomSettings(directory.resolve("newsroom.state"), placement(port)));
        newsroom.start();
        return newsroom;
    }

    /** Wireroom with the feeds of the newsroom. */
    static WireroomProcess polling(Newsroom newsroom, Path directory) throws IOException {
        return new WireroomProcess(
                directory,
                newsroom.feeds().stream()
                        .map(SampleFeed::url)
                        .map(URI::toString)
                        .toList());
    }

    /** Its own ports, so that a demo can run at the same time as the tests. */
    private static Placement placement(int port) {
        return Placement.detect() instanceof Placement.LoopbackPorts
                ? new Placement.LoopbackPorts(port)
                : new Placement.LoopbackAddresses(port);
    }

    /** Sets a variable of all processes that are started from now on. */
    void set(String name, String value) {
        environment.put(name, value);
    }

    ChildProcess up(String... more) {
        var arguments = Stream.concat(
                        Stream.of("up", "--port", "0", "--sources", sources.toString(), "--data", data.toString()),
                        Stream.of(more))
                .toArray(String[]::new);
        return start(arguments);
    }

    ChildProcess command(String... arguments) {
        return start(Stream.concat(Stream.of(arguments), Stream.of("--data", data.toString()))
                .toArray(String[]::new));
    }

    private ChildProcess start(String... arguments) {
        var child = start(logs.resolve("output-" + children.size() + ".log"), Map.copyOf(environment), arguments);
        children.add(child);
        return child;
    }

    /** The command line in a separate JVM, as an operator runs it. */
    static ChildProcess start(Path log, Map<String, String> environment, String... arguments) {
        return ChildProcess.start(
                "wireroom",
                log,
                List.of(
                        "-Xmx768m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dsun.net.httpserver.nodelay=true",
                        "-Djdk.console=java.base",
                        "-Dstdout.encoding=UTF-8",
                        "-Dstderr.encoding=UTF-8"),
                environment,
                WireroomMain.class,
                List.of(arguments));
    }

    /** Whether a line of output announces a first version. */
    static boolean isArticle(String line) {
        return line.startsWith("      ");
    }

    /** The titles that the newsroom's catalogue expects to be stored: of pages that are articles, and of entries that stand in. */
    static List<String> expectedTitles() throws IOException {
        try (InputStream in = WireroomProcess.class.getResourceAsStream("/newsroom/expected.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(",", 4))
                    .filter(fields -> fields[2].equals("article") || fields[2].startsWith("partial("))
                    .map(fields -> fields[3].replaceAll("^\"|\"$", "").replace("\"\"", "\""))
                    .map(WireroomProcess::folded)
                    .toList();
        }
    }

    /** With every run of white space as one space, as enrich writes titles. */
    static String folded(String title) {
        return title.strip().replaceAll("[\\s\\p{Z}]+", " ");
    }

    /** Works on the store of the stopped wire. */
    void inStore(StoreWork work) throws Exception {
        try (var directory = Standalone.take(data)) {
            var database =
                    new EmbeddedDatabase(directory.postgres(), directory.ports().database());
            database.start();
            try (database;
                    Connection connection = EmbeddedStore.at(database.jdbcUrl()).getConnection()) {
                work.in(connection);
            }
        }
    }

    interface StoreWork {
        void in(Connection connection) throws Exception;
    }

    /** Works on Kafka of the stopped wire. */
    void inKafka(KafkaWork work) throws Exception {
        try (DataDirectory directory = Standalone.take(data)) {
            var ports = directory.ports();
            try (var broker = new EmbeddedBroker(directory.kafka(), ports.broker(), ports.controller())) {
                broker.start();
                var all = new HashMap<>(environment);
                all.putIfAbsent("TOPIC_PARTITIONS", PARTITIONS);
                all.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
                work.in(KafkaSettings.from(new Env(all)));
            }
        }
    }

    interface KafkaWork {
        void in(KafkaSettings kafka) throws Exception;
    }

    /** Every version on the article topic of the stopped wire, as {@code id/version}, under read_committed. */
    List<String> announcedVersions() throws Exception {
        var versions = new ArrayList<String>();
        inKafka(kafka -> {
            var topic = kafka.topics().article();
            new TopicScan(new KafkaClients(kafka)).read(List.of(topic.name()), 500, record -> {
                assertThat(topic.codec().decode(record.value())).isInstanceOf(Decoded.Value.class);
                if (topic.codec().decode(record.value()) instanceof Decoded.Value<Article>(var article)) {
                    versions.add(article.id() + "/" + article.version());
                }
            });
        });
        return versions;
    }

    @Override
    public void close() {
        children.forEach(ChildProcess::kill);
    }
}
