package io.wireroom.bench.sink;

import io.wireroom.conformance.processes.LocalCluster;
import io.wireroom.contract.Topic;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.Telemetry;
import io.wireroom.sink.SinkApp;
import io.wireroom.sink.SinkSettings;
import io.wireroom.standalone.embedded.EmbeddedDatabase;
import io.wireroom.standalone.embedded.EmbeddedStartException;
import io.wireroom.store.Database;
import io.wireroom.testkit.Samples;
import io.wireroom.testkit.process.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wireroom bench sink}. */
@Command(
        name = "sink",
        mixinStandardHelpOptions = true,
        description = {
            "Measure the sink alone: rows a second into PostgreSQL, and articles a second that can be searched.",
            "",
            "Writes invented articles of 700 words and the four outcomes of each to the topics of a broker, then starts the sink"
                    + " with an empty database that keeps its usual promises on a crash. Exit code 0 means at least --require-rows"
                    + " and --require-articles."
        })
public final class SinkCommand implements Callable<Integer> {

    private static final int WORDS = 700;
    private static final int VOCABULARY = 20_000;
    private static final int LEAST_WORD = 3;
    private static final int SPREAD_OF_A_WORD = 8;
    /** Written by others: discovered, released, fetched, published. */
    private static final int OUTCOMES_OF_AN_ARTICLE = 4;

    /** The article, its version, and that it was stored. */
    private static final double ROWS_OF_THE_SINK = 3;

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final long LOOK_MILLIS = 100;

    @Option(names = "--articles", paramLabel = "N", description = "Number of articles (default: ${DEFAULT-VALUE}).")
    private int articles = 20_000;

    @Option(
            names = "--require-rows",
            paramLabel = "N",
            description = "Least rows a second, outcomes among them (default: ${DEFAULT-VALUE}).")
    private double requiredRows = 1_500;

    @Option(
            names = "--require-articles",
            paramLabel = "N",
            description = "Least articles a second that can be searched (default: ${DEFAULT-VALUE}).")
    private double requiredArticles = 250;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException, EmbeddedStartException {
        if (articles < 1) {
            throw Failure.usage("--articles must be 1 or more: " + articles);
        }
        var folder = Files.createTempDirectory("bench-sink");
        try (var cluster = LocalCluster.start(folder);
                var server = new EmbeddedDatabase(folder.resolve("postgres"), FreePorts.one())) {
            server.start();
            publish(cluster);
            var environment = cluster.environment("sink");
            environment.put("SINK_JDBC_URL", server.jdbcUrl());
            environment.put("SINK_JDBC_USER", server.user());
            environment.put("SINK_JDBC_PASSWORD", server.password());
            var settings = SinkSettings.from(new Env(environment));
            try (var store = Database.pool(server.jdbcUrl(), server.user(), server.password(), 1)) {
                Database.migrate(store);
                return measure(settings, store) ? ExitCode.OK : ExitCode.BROKEN;
            }
        }
    }

    private void publish(LocalCluster cluster) {
        var random = new SplittableRandom(1);
        try (var producer = new KafkaClients(cluster.settings()).producer("bench-sink")) {
            for (var number = 0; number < articles; number++) {
                var page = "article-" + number;
                var offset = 0L;
                for (var outcome : Samples.wayToTheStore(page)) {
                    producer.send(placed(cluster, Samples.record(offset++, outcome)));
                }
                producer.send(placed(
                        cluster,
                        Samples.record(
                                offset,
                                Samples.article(page, 1, text(random, 8), text(random, WORDS)),
                                Samples.item(page))));
            }
            producer.flush();
        }
        progress("%,d articles and %,d outcomes are on the topics", articles, OUTCOMES_OF_AN_ARTICLE * articles);
    }

    private static ProducerRecord<String, byte[]> placed(LocalCluster cluster, ConsumerRecord<String, byte[]> record) {
        return new ProducerRecord<>(
                record.topic(),
                Topic.partitionOfKey(record.key(), cluster.settings().partitions()),
                record.key(),
                record.value(),
                record.headers());
    }

    /** Words of an invented language, the frequent ones more frequent. */
    private static String text(SplittableRandom random, int words) {
        var text = new ArrayList<String>();
        for (var word = 0; word < words; word++) {
            var share = random.nextDouble();
            text.add(word((int) (VOCABULARY * share * share * share)));
        }
        return String.join(" ", text);
    }

    private static String word(int number) {
        var random = new SplittableRandom(number);
        var word = new StringBuilder();
        for (var left = LEAST_WORD + random.nextInt(SPREAD_OF_A_WORD); left > 0; left--) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    private boolean measure(SinkSettings settings, DataSource store) throws SQLException, InterruptedException {
        try (var telemetry = new Telemetry();
                var sink = new SinkApp(settings, telemetry, InstantSource.system())) {
            var started = System.nanoTime();
            sink.start();
            // Each article has its own outcome in the end.
            var stored = await(sink, store, "select count(*) from outcome where status = 'stored'", started);
            var searchable = await(sink, store, "select count(*) from article_search", started);
            var rows = (OUTCOMES_OF_AN_ARTICLE + ROWS_OF_THE_SINK) * articles / stored;
            print("rows a second: articles, versions, outcomes", rows, requiredRows);
            print("articles stored a second", articles / stored, 0);
            print("articles a second that can be searched", articles / searchable, requiredArticles);
            return rows >= requiredRows && articles / searchable >= requiredArticles;
        }
    }

    /** Seconds from the start until the query counts all articles. */
    private double await(SinkApp sink, DataSource store, String count, long started)
            throws SQLException, InterruptedException {
        var shown = 0L;
        while (System.nanoTime() - started < LIMIT.toNanos()) {
            var seconds = (System.nanoTime() - started) / 1e9;
            try (var connection = store.getConnection();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery(count)) {
                row.next();
                if (row.getLong(1) >= articles) {
                    return seconds;
                }
                if ((long) seconds / 5 > shown) {
                    shown = (long) seconds / 5;
                    progress("%3.0f s: %,d of %,d", seconds, row.getLong(1), articles);
                }
                connection.rollback();
            }
            try {
                sink.stopped().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                throw Failure.unavailable("The sink has stopped", null);
            } catch (TimeoutException e) {
                // It runs: look again.
            } catch (ExecutionException e) {
                throw Failure.unavailable("The sink cannot continue: " + e.getCause(), e);
            }
        }
        throw Failure.unavailable("Not everything was stored within " + LIMIT, null);
    }

    private static void print(String what, double figure, double required) {
        System.out.printf(
                Locale.ROOT,
                "%-50s %,9.0f%s%n",
                what,
                figure,
                required > 0 ? "  (required: %,.0f)".formatted(required) : "");
    }

    private static void progress(String format, Object... values) {
        System.err.printf(Locale.ROOT, "bench sink: " + format + "%n", values);
    }
}
