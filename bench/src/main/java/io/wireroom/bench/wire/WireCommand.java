package io.wireroom.bench.wire;

import io.wireroom.bench.wire.WireArticles.Point;
import io.wireroom.conformance.processes.GcLog;
import io.wireroom.contract.Article;
import io.wireroom.contract.Decoded;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.standalone.EmbeddedStore;
import io.wireroom.standalone.cli.WireroomMain;
import io.wireroom.standalone.embedded.DataDirectory;
import io.wireroom.standalone.embedded.Instance;
import io.wireroom.testkit.origin.OriginServer;
import io.wireroom.testkit.process.ChildProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wireroom bench wire}. */
@Command(
        name = "wire",
        mixinStandardHelpOptions = true,
        description = {
            "Measure the whole wire: articles a second from announcement to a row that can be searched, the time of each leg,"
                    + " CPU time by component, and bytes an article.",
            "",
            "Starts 'wireroom up' with an empty data directory on news sites of this process, which announce invented articles"
                    + " of real size at a steady rate. The rate counts from a fifth of the time on. Exit code 0 means that every"
                    + " announced article was stored and can be searched within --drain after the last one."
        })
public final class WireCommand implements Callable<Integer> {

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long articles are announced (default: ${DEFAULT-VALUE}).")
    private int seconds = 300;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Articles announced a second (default: ${DEFAULT-VALUE}).")
    private double rate = 60;

    @Option(names = "--hosts", paramLabel = "N", description = "Number of news sites (default: ${DEFAULT-VALUE}).")
    private int hosts = 400;

    @Option(
            names = "--drain",
            paramLabel = "N",
            description = "Seconds to wait for the last articles (default: ${DEFAULT-VALUE}).")
    private int drain = 120;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting of the process under test; may be repeated.")
    private Map<String, String> settings = Map.of();

    @Option(
            names = "--jvm",
            paramLabel = "OPTION",
            description = "A JVM option of the process under test; may be repeated.")
    private List<String> jvm = List.of("-Xmx1g");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for wire.csv and logs (default: a new temporary folder).")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        if (seconds < 5 || rate <= 0 || hosts < 1) {
            throw Failure.usage("--seconds must be at least 5, --rate and --hosts more than 0");
        }
        var folder = out == null ? Files.createTempDirectory("bench-wire") : Files.createDirectories(out);
        var data = Files.createTempDirectory("bench-wire-data");
        var articles = new WireArticles((int) Math.ceil(seconds * rate));
        var sites = new WireHosts(hosts, rate, ArticlePages.ofNewsroom(), articles);
        var collections = new GcLog(folder.resolve("gc.log"));
        progress("%d sites, %.0f articles/s for %d s; raw data in %s", hosts, rate, seconds, folder);
        try (var origin = OriginServer.start(0, sites);
                var up = up(folder, data, origin.port(), sites, collections)) {
            return measured(folder, running(data, up), sites, origin.port(), articles, collections, up);
        } finally {
            delete(data);
        }
    }

    private int measured(
            Path folder,
            Instance running,
            WireHosts sites,
            int port,
            WireArticles articles,
            GcLog collections,
            ChildProcess up)
            throws IOException, InterruptedException, SQLException {
        var store = new StoredArticles(EmbeddedStore.at(running.jdbcUrl()), articles);
        var cpu = new ProcessCpu(up.pid());
        sites.announce(port, Duration.ofSeconds(seconds));
        var report = new WireReport(System.out, articles, System.currentTimeMillis(), Duration.ofSeconds(seconds));
        watch(folder.resolve("wire.csv"), running, store, cpu, articles, up);
        report.legs();
        report.cpu(cpu.seconds());
        report.bytes(TopicSizes.of(running.bootstrapServers()), store.bytes());
        report.heap(collections.mostAfterMiB(), collections.lastAfterMiB());
        return report.rate() ? ExitCode.OK : ExitCode.BROKEN;
    }

    private ChildProcess up(Path folder, Path data, int port, WireHosts sites, GcLog collections) throws IOException {
        var sources = folder.resolve("sources.txt");
        Files.write(
                sources,
                IntStream.range(0, hosts)
                        .mapToObj(host -> sites.feed(host, port))
                        .toList());
        var environment = new HashMap<>(Map.of(
                "INGEST_CONTACT", "https://wireroom.example/bench",
                "INGEST_ALLOWED_NETWORKS", "127.0.0.0/8",
                "INGEST_POLL_MIN", "15s",
                "LOG_LEVEL", "WARN"));
        environment.putAll(settings);
        var options = new ArrayList<>(jvm);
        options.add(collections.option());
        return ChildProcess.start(
                "up",
                folder.resolve("up.log"),
                options,
                environment,
                WireroomMain.class,
                List.of("up", "--sources", sources.toString(), "--data", data.toString(), "--port", "0"));
    }

    private static Instance running(Path data, ChildProcess up) throws IOException, InterruptedException {
        up.await("Running.");
        return DataDirectory.runningInstance(data)
                .orElseThrow(() -> Failure.unavailable("'up' does not run any more: " + up.output(), null));
    }

    private void watch(
            Path csv, Instance running, StoredArticles store, ProcessCpu cpu, WireArticles articles, ChildProcess up)
            throws IOException, InterruptedException, SQLException {
        var begin = System.nanoTime();
        var kafka = KafkaSettings.from(new Env(Map.of("KAFKA_BOOTSTRAP_SERVERS", running.bootstrapServers())));
        var topic = kafka.topics().article();
        try (var consumer = new KafkaClients(kafka).reader(500);
                var rows = new PrintWriter(Files.newBufferedWriter(csv, StandardCharsets.UTF_8), true)) {
            consumer.assign(consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                    .toList());
            rows.println("second,announced,requested,fetched,published,stored,searchable,cpu_seconds");
            var shown = -1L;
            while (up.isAlive()) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (topic.codec().decode(record.value()) instanceof Decoded.Value<Article>(var article)) {
                        articles.passed(
                                Point.PUBLISHED,
                                WireHosts.article(article.url().toString()),
                                System.currentTimeMillis());
                    }
                }
                var second = (System.nanoTime() - begin) / 1_000_000_000L;
                if (second == shown) {
                    continue;
                }
                shown = second;
                store.look();
                cpu.look();
                rows.println(row(second, articles, up));
                if (second % 10 == 0) {
                    progress(
                            "%4d s: %,d announced, %,d fetched, %,d stored",
                            second,
                            articles.count(Point.ANNOUNCED),
                            articles.count(Point.FETCHED),
                            articles.count(Point.STORED));
                }
                if (isOver(second, articles)) {
                    return;
                }
            }
            throw Failure.unavailable("'up' has ended: " + up.output(), null);
        }
    }

    private boolean isOver(long second, WireArticles articles) {
        // The newest articles are seen at the next poll.
        return second >= seconds + drain
                || second >= seconds + 40 && articles.count(Point.SEARCHABLE) >= articles.count(Point.ANNOUNCED);
    }

    private static String row(long second, WireArticles articles, ChildProcess up) {
        var row = new StringBuilder().append(second);
        for (var point : Point.values()) {
            row.append(',').append(articles.count(point));
        }
        return row.append(String.format(Locale.ROOT, ",%.2f", up.cpu().toMillis() / 1e3))
                .toString();
    }

    private static void progress(String format, Object... values) {
        System.err.printf(Locale.ROOT, "bench wire: " + format + "%n", values);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
