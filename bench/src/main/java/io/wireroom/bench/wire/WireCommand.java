package io.wireroom.bench.wire;

import io.wireroom.bench.wire.WireArticles.Point;
import io.wireroom.conformance.processes.GcLog;
import io.wireroom.contract.Article;
import io.wireroom.contract.json.Decoded;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
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

    /** The options of {@code dist/bin/wireroom up}. */
    private static final List<String> AS_STARTED = List.of(
            "-Xmx1g",
            "-XX:+UseParallelGC",
            "-XX:Tier4InvocationThreshold=15000",
            "-XX:Tier4MinInvocationThreshold=1800",
            "-XX:Tier4CompileThreshold=45000",
            "-XX:Tier4BackEdgeThreshold=120000");

    /** When the heap is measured that must not have grown in the end: what starts has started. */
    private static final long EARLY_SECOND = 120;

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
            names = "--instances",
            paramLabel = "N",
            description = "Processes of each stage; the first of each is 'up' itself (default: ${DEFAULT-VALUE}).")
    private int instances = 1;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description =
                    "Write wire.md with its plots, wire-rates.svg, wire-waiting.svg and wire-heap.svg, into this folder.")
    private @Nullable Path report;

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
            description =
                    "A JVM option of the process under test, in place of those that 'wireroom up' has; may be repeated.")
    private List<String> jvm = AS_STARTED;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for wire.csv and logs (default: a new temporary folder).")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        if (seconds < 5 || rate <= 0 || hosts < 1 || instances < 1) {
            throw Failure.usage("--seconds must be at least 5, --rate, --hosts and --instances more than 0");
        }
        var folder = out == null ? Files.createTempDirectory("bench-wire") : Files.createDirectories(out);
        var data = Files.createTempDirectory("bench-wire-data");
        var articles = new WireArticles((int) Math.ceil(seconds * rate));
        var sites = new WireHosts(hosts, rate, ArticlePages.ofNewsroom(), articles);
        var collections = new GcLog(folder.resolve("gc.log"));
        progress("%d sites, %.0f articles/s for %d s; raw data in %s", hosts, rate, seconds, folder);
        try (var origin = OriginServer.start(0, sites);
                var up = up(folder, data, origin.port(), sites, collections)) {
            var running = running(data, up);
            try (var more = MoreStages.start(instances - 1, folder, data, running, settings())) {
                return measured(folder, data, running, sites, origin.port(), articles, collections, up, more);
            }
        } finally {
            delete(data);
        }
    }

    private int measured(
            Path folder,
            Path data,
            Instance running,
            WireHosts sites,
            int port,
            WireArticles articles,
            GcLog collections,
            ChildProcess up,
            MoreStages more)
            throws IOException, InterruptedException, SQLException {
        var store = new StoredArticles(EmbeddedStore.at(running.jdbcUrl()), articles);
        var cpu = new ArrayList<ProcessCpu>();
        cpu.add(new ProcessCpu(
                up.pid(), ProcessCpu.databaseIn(data.resolve("postgres").resolve("data"))));
        more.processes().forEach(process -> cpu.add(new ProcessCpu(process.pid())));
        var empty = store.bytes();
        sites.announce(port, Duration.ofSeconds(seconds));
        var started = System.currentTimeMillis();
        var course = watch(running, store, cpu, articles, collections, up, more);
        course.csv(folder.resolve("wire.csv"));
        var text = new ByteArrayOutputStream();
        var figures = new WireReport(
                new PrintStream(text, true, StandardCharsets.UTF_8), articles, started, Duration.ofSeconds(seconds));
        figures.legs();
        var spent = new EnumMap<ProcessCpu.Component, Double>(ProcessCpu.Component.class);
        cpu.forEach(
                process -> process.seconds().forEach((component, time) -> spent.merge(component, time, Double::sum)));
        figures.cpu(spent, (up.cpu().toMillis() + more.cpuMillis()) / 1e3);
        figures.bytes(TopicSizes.of(running.bootstrapServers()), store.bytes() - empty);
        collections.collect(up);
        figures.heap(course.earlyHeapMiB(), collections.lastAfterMiB());
        var complete = figures.rate();
        System.out.print(text.toString(StandardCharsets.UTF_8));
        if (report != null) {
            write(report, text.toString(StandardCharsets.UTF_8), course);
        }
        return complete ? ExitCode.OK : ExitCode.BROKEN;
    }

    private void write(Path docs, String figures, WireCourse course) throws IOException {
        Files.writeString(docs.resolve("wire-rates.svg"), course.rates());
        Files.writeString(docs.resolve("wire-waiting.svg"), course.waiting());
        Files.writeString(docs.resolve("wire-heap.svg"), course.heap());
        Files.writeString(docs.resolve("wire.md"), """
                # The whole wire

                Written by `./wireroom bench wire --seconds %d --rate %s --hosts %d --instances %d --report docs`: news sites of
                one process announce invented articles of real size, and `wireroom up` fetches, cleans, tags and stores them, all
                on one machine with %d processors. The figures of legs and of the rate are of the last four fifths of the time.

                ```
                %s```

                ![Articles a second](wire-rates.svg)

                ![Articles on their way](wire-waiting.svg)

                ![Heap](wire-heap.svg)
                """.formatted(
                        seconds, rate, hosts, instances, Runtime.getRuntime().availableProcessors(), figures));
    }

    private Map<String, String> settings() {
        var environment = new HashMap<>(Map.of(
                "INGEST_CONTACT", "https://wireroom.example/bench",
                "INGEST_ALLOWED_NETWORKS", "127.0.0.0/8",
                "INGEST_POLL_MIN", "15s",
                "LOG_LEVEL", "WARN"));
        environment.putAll(settings);
        return environment;
    }

    private ChildProcess up(Path folder, Path data, int port, WireHosts sites, GcLog collections) throws IOException {
        var sources = folder.resolve("sources.txt");
        Files.write(
                sources,
                IntStream.range(0, hosts)
                        .mapToObj(host -> sites.feed(host, port))
                        .toList());
        var options = new ArrayList<>(jvm);
        options.add(collections.option());
        return ChildProcess.start(
                "up",
                folder.resolve("up.log"),
                options,
                settings(),
                WireroomMain.class,
                List.of("up", "--sources", sources.toString(), "--data", data.toString(), "--port", "0"));
    }

    private static Instance running(Path data, ChildProcess up) throws IOException, InterruptedException {
        up.await("Running.");
        return DataDirectory.runningInstance(data)
                .orElseThrow(() -> Failure.unavailable("'up' does not run any more: " + up.output(), null));
    }

    private WireCourse watch(
            Instance running,
            StoredArticles store,
            List<ProcessCpu> cpu,
            WireArticles articles,
            GcLog collections,
            ChildProcess up,
            MoreStages more)
            throws SQLException, InterruptedException {
        var course = new WireCourse();
        var begin = System.nanoTime();
        var kafka = KafkaSettings.from(new Env(Map.of("KAFKA_BOOTSTRAP_SERVERS", running.bootstrapServers())));
        var topic = kafka.topics().article();
        try (var consumer = new KafkaClients(kafka).reader(500)) {
            consumer.assign(consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                    .toList());
            var shown = -1L;
            while (up.isAlive() && more.areAlive()) {
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
                cpu.forEach(ProcessCpu::look);
                if (second >= EARLY_SECOND && course.earlyHeapMiB() == 0) {
                    collections.collect(up);
                    course.noteEarlyHeap(collections.lastAfterMiB());
                }
                course.note(articles, (up.cpu().toMillis() + more.cpuMillis()) / 1e3, collections.lastAfterMiB());
                if (second % 10 == 0) {
                    progress(
                            "%4d s: %,d announced, %,d fetched, %,d stored",
                            second,
                            articles.count(Point.ANNOUNCED),
                            articles.count(Point.FETCHED),
                            articles.count(Point.STORED));
                }
                if (isOver(second, articles)) {
                    return course;
                }
            }
            throw Failure.unavailable("A process has ended; its output is in --out. 'up': " + up.output(), null);
        }
    }

    private boolean isOver(long second, WireArticles articles) {
        // The newest articles are seen at the next poll.
        return second >= seconds + drain
                || second >= seconds + 40 && articles.count(Point.SEARCHABLE) >= articles.count(Point.ANNOUNCED);
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
