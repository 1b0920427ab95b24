package io.wireroom.bench.polls;

import io.wireroom.conformance.processes.GcLog;
import io.wireroom.conformance.processes.LocalCluster;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.standalone.topics.TopicScan;
import io.wireroom.testkit.origin.LoopbackHosts;
import io.wireroom.testkit.origin.OriginServer;
import io.wireroom.testkit.process.ChildProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wireroom bench polls}. */
@Command(
        name = "polls",
        mixinStandardHelpOptions = true,
        description = {
            "Measure how many polls per second ingest can do, and how late they are.",
            "",
            "Ingest (-Xmx1g) and a broker run as separate processes; this process is the web server. Each source has its"
                    + " own host. Four of five polls are answered with 304, the fifth with a changed feed. Exit code 0"
                    + " means that every poll was polite and the required figures were reached."
        })
public final class PollsCommand implements Callable<Integer> {

    private static final String HEAP = "-Xmx1g";
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration FIRST_POLLS_LIMIT = Duration.ofMinutes(30);
    /** Less than a slow machine can do: what is left of the first polls would count as lateness of the second ones. */
    private static final double RAMP_POLLS_PER_SECOND = 250;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--sources",
            paramLabel = "N",
            description = "Number of sources, each on its own host (default: ${DEFAULT-VALUE}).")
    private int sources = 6_000;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Polls per second that become due (default: ${DEFAULT-VALUE}).")
    private int rate = 700;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "How long to measure after every source was polled once (default: ${DEFAULT-VALUE}).")
    private String duration = "5m";

    @Option(
            names = "--require-rate",
            paramLabel = "N",
            description = "Required polls per second (default: ${DEFAULT-VALUE}).")
    private int requiredRate;

    @Option(
            names = "--require-lateness",
            paramLabel = "TIME",
            description = "Largest allowed 99th percentile of the lateness; 0 means no limit (default:"
                    + " ${DEFAULT-VALUE}).")
    private String requiredLateness = "0";

    @Option(names = "--body", paramLabel = "BYTES", description = "Size of a changed feed (default: ${DEFAULT-VALUE}).")
    private int bodyBytes = 73_000;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for counts.csv and the logs (default: a new temporary folder).")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var measured = Env.parseDuration(duration);
        var lateLimit = Env.parseDuration(requiredLateness);
        var folder = out == null ? Files.createTempDirectory("bench-polls") : Files.createDirectories(out);
        var interval = Duration.ofSeconds(Math.max(PAUSE.toSeconds() + 1, Math.round((double) sources / rate)));
        // As evenly spread as the later polls, which come one interval after the first.
        var ramp = Duration.ofSeconds(Math.max(interval.toSeconds(), Math.round(sources / RAMP_POLLS_PER_SECOND)));
        var hosts = new PolledHosts(sources, PAUSE, interval, ramp, bodyBytes);
        progress(
                "%,d sources, each due every %d s (%.0f polls/s asked for); raw data in %s",
                sources, interval.toSeconds(), (double) sources / interval.toSeconds(), folder);
        var gc = new GcLog(folder.resolve("ingest-gc.log"));
        try (var origin = OriginServer.start(0, hosts);
                var cluster = LocalCluster.start(folder);
                var ingest = cluster.ingest(
                        "ingest",
                        List.of(HEAP, gc.option()),
                        Map.of(
                                "INGEST_CONTACT", "https://wireroom.example/bench",
                                "INGEST_ALLOWED_NETWORKS", "127.0.0.0/8",
                                "INGEST_POLL_MIN", "1s",
                                "INGEST_HOST_DELAY", PAUSE.toSeconds() + "s"));
                var counts = new PollCounts(folder.resolve("counts.csv"), hosts, ingest, cluster.broker())) {
            ingest.await("Started");
            cluster.watch(IntStream.range(0, sources)
                    .mapToObj(host -> source(host, origin.port()))
                    .toList());
            pollEachOnce(hosts, ingest, ramp, counts);
            hosts.lateness().clear();
            var begin = counts.now();
            var beginMillis = System.currentTimeMillis();
            watch(counts, ingest, measured);
            var end = counts.now();
            var endMillis = System.currentTimeMillis();
            var committed = committed(cluster, beginMillis, endMillis);
            gc.collect(ingest);
            var result = new PollResult(
                    sources,
                    begin,
                    end,
                    committed,
                    hosts.lateness().quantile(.5),
                    hosts.lateness().quantile(.99),
                    gc);
            result.print(printer(), hosts);
            return result.holds(hosts, requiredRate, lateLimit) ? 0 : 1;
        }
    }

    private static Source source(int host, int port) {
        var url = URI.create("http://" + LoopbackHosts.address(host) + ':' + port + PolledHosts.PATH);
        // The shortest possible interval, so that the freshness of answers determines when polls are due.
        return new Source(
                new SourceId("bench-" + host),
                url,
                Source.Kind.FEED,
                "Host " + host,
                null,
                Duration.ofSeconds(1),
                null);
    }

    private void pollEachOnce(PolledHosts hosts, ChildProcess ingest, Duration ramp, PollCounts counts)
            throws InterruptedException {
        var begin = System.nanoTime();
        while (hosts.seen() < sources || System.nanoTime() - begin < ramp.toNanos()) {
            requireAlive(ingest);
            if (System.nanoTime() - begin > FIRST_POLLS_LIMIT.toNanos()) {
                throw new IllegalStateException("only " + hosts.seen() + " sources were polled in time");
            }
            counts.tick();
        }
        progress("every source was polled once, in %.0f s", (System.nanoTime() - begin) / 1e9);
    }

    private static void watch(PollCounts counts, ChildProcess ingest, Duration time) throws InterruptedException {
        var until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            requireAlive(ingest);
            counts.tick();
        }
    }

    private static void requireAlive(ChildProcess ingest) {
        if (!ingest.isAlive()) {
            throw new IllegalStateException("ingest has ended by itself");
        }
    }

    /** Answers that ingest committed within this time, by the broker's clock. */
    private static long committed(LocalCluster cluster, long fromMillis, long toMillis) {
        var count = new AtomicLong();
        new TopicScan(new KafkaClients(cluster.settings()))
                .read(List.of(cluster.settings().topics().fetched().name()), 5_000, record -> {
                    if (record.timestamp() >= fromMillis && record.timestamp() < toMillis) {
                        count.incrementAndGet();
                    }
                });
        return count.get();
    }

    private PrintWriter printer() {
        return spec == null
                ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
    }

    private static void progress(String format, Object... values) {
        System.err.println("bench polls: " + String.format(Locale.ROOT, format, values));
    }

    /** Seconds between two rows of counts.csv. */
    static void second() throws InterruptedException {
        TimeUnit.SECONDS.sleep(1);
    }
}
