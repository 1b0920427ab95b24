package io.wireroom.bench.restore;

import io.wireroom.conformance.processes.LocalCluster;
import io.wireroom.enrich.EnrichApp;
import io.wireroom.enrich.EnrichChangelog;
import io.wireroom.enrich.EnrichSettings;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.HealthCheck;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.Telemetry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wireroom bench restore}. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Measure how long enrich takes to restore lost state, and check that it forgets old articles.",
            "",
            "Fills the changelog topics directly; a sixth of the articles is older than the limit. Then starts enrich with an"
                    + " empty data directory. Exit code 0 means that the restore took at most --require-time and the old"
                    + " articles were forgotten."
        })
public final class RestoreCommand implements Callable<Integer> {

    private static final Duration FORGET = Duration.ofDays(120);
    private static final Duration OLDEST = Duration.ofDays(180);
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final long POLL_MILLIS = 100;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--articles", paramLabel = "N", description = "Number of articles (default: ${DEFAULT-VALUE}).")
    private int articles = 10_000_000;

    @Option(names = "--partitions", paramLabel = "N", description = "Number of partitions (default: ${DEFAULT-VALUE}).")
    private int partitions = 12;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of enrich; 0 means one per core (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--require-time",
            paramLabel = "TIME",
            description = "Longest allowed time for the restore (default: ${DEFAULT-VALUE}).")
    private String requiredTime = "120s";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the log of the broker (default: a new temporary folder).")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var limit = Env.parseDuration(requiredTime);
        var folder = out == null ? Files.createTempDirectory("bench-restore") : Files.createDirectories(out);
        try (var cluster = LocalCluster.start(folder, partitions)) {
            var environment = cluster.environment("enrich");
            environment.put("ENRICH_FORGET", FORGET.toDays() + "d");
            environment.put("ENRICH_THREADS", Integer.toString(threads));
            var settings = EnrichSettings.from(new Env(environment));
            fill(settings.kafka(), Instant.now());
            return measure(settings, limit) ? 0 : 1;
        }
    }

    /** Articles seen at any time of the last 180 days: those of the first 30 are due. */
    private void fill(KafkaSettings kafka, Instant now) {
        var started = System.nanoTime();
        var properties = Map.<String, Object>of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ProducerConfig.LINGER_MS_CONFIG,
                50,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024);
        try (var producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int number = 0; number < articles; number++) {
                var age = OLDEST.multipliedBy(articles - number).dividedBy(articles);
                EnrichChangelog.article(kafka, number % partitions, number, now.minus(age))
                        .forEach(producer::send);
            }
            producer.flush();
        }
        print("%,d articles and as many addresses written in %.0f s", articles, seconds(started));
    }

    private boolean measure(EnrichSettings settings, Duration limit) throws IOException, InterruptedException {
        try (var telemetry = new Telemetry();
                var app = new EnrichApp(settings, telemetry)) {
            app.start();
            var started = System.nanoTime();
            await(() -> app.health().getFirst().state().get().level() == HealthCheck.Level.UP);
            var took = seconds(started);
            print(
                    "restored in %.1f s by %d threads (%.1f s a partition): %,.0f articles known, %,d MB on disk",
                    took,
                    settings.threads(),
                    took / partitions,
                    gauge(telemetry, "wireroom_enrich_articles"),
                    megabytes(settings.kafka().dataDirectory()));
            var due = articles / 6 * 2L;
            started = System.nanoTime();
            await(() -> gauge(telemetry, "wireroom_enrich_forgotten_entries_total") >= due * 0.9);
            print("what is due was forgotten within %.0f s more", seconds(started));
            var fast = took <= limit.toSeconds();
            if (!fast) {
                print("slower than the %d s that were asked for", limit.toSeconds());
            }
            return fast;
        }
    }

    private static double gauge(Telemetry telemetry, String name) {
        return telemetry
                .scrape()
                .lines()
                .filter(line -> line.startsWith(name + ' ') || line.startsWith(name + '{'))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static long megabytes(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / 1_000_000;
        }
    }

    private static void await(BooleanSupplier happened) throws InterruptedException {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("did not happen within " + LIMIT);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private void print(String format, Object... values) {
        if (spec != null) {
            PrintWriter writer = spec.commandLine().getOut();
            writer.println(String.format(Locale.ROOT, format, values));
            writer.flush();
        }
    }
}
