package io.wireroom.conformance.torture;

import io.wireroom.conformance.torture.disturbance.DisturbanceDraw;
import io.wireroom.conformance.torture.verdict.ChangingHosts;
import io.wireroom.conformance.torture.verdict.Evidence;
import io.wireroom.conformance.torture.verdict.StoredSets;
import io.wireroom.conformance.torture.wire.TorturedWire;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.runtime.Failure;
import io.wireroom.testkit.origin.OriginServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/** One run: load without disturbances, load with disturbances, then the wait until everything is stored. */
final class TortureRun implements AutoCloseable {

    private static final Duration FIRST_ARTICLES_LIMIT = Duration.ofMinutes(3);
    private static final Duration CHECK_EVERY = Duration.ofSeconds(3);
    private static final Duration SABOTAGE_LIMIT = Duration.ofSeconds(20);
    private static final short TRANSACTION_VERSION = 2;

    private final TorturePlan plan;
    private final Path folder;
    private final ChangingHosts hosts;
    private final OriginServer origin;
    private final TorturedWire wire;
    private final PrintWriter counts;
    private final PrintWriter faults;
    private final long beganNanos = System.nanoTime();
    private final List<String> struck = new ArrayList<>();
    private long countedSecond = -1;
    private long stored;

    private TortureRun(TorturePlan plan, Path folder, ChangingHosts hosts, OriginServer origin, TorturedWire wire)
            throws IOException {
        this.plan = plan;
        this.folder = folder;
        this.hosts = hosts;
        this.origin = origin;
        this.wire = wire;
        counts = new PrintWriter(Files.newBufferedWriter(folder.resolve("counts.csv"), StandardCharsets.UTF_8), true);
        counts.println("second,announced,served,stored,up");
        faults = new PrintWriter(Files.newBufferedWriter(folder.resolve("faults.csv"), StandardCharsets.UTF_8), true);
        faults.println("from_second,until_second,fault");
    }

    /**
     * Runs the plan.
     *
     * @param folder where counts.csv, faults.csv, announced.jsonl, stored.jsonl and the logs go
     */
    static TortureResult of(TorturePlan plan, Path folder) throws IOException, InterruptedException, SQLException {
        var hosts = new ChangingHosts(plan.hosts(), plan.rate(), System::nanoTime);
        try (var origin = OriginServer.start(0, hosts);
                var wire = TorturedWire.start(folder);
                var run = new TortureRun(plan, folder, hosts, origin, wire)) {
            return run.run();
        }
    }

    private TortureResult run() throws IOException, InterruptedException, SQLException {
        requireTransactionVersion();
        var draw = new DisturbanceDraw(wire, plan.seed(), plan.previous());
        draw.leftOut().forEach(what -> progress("left out: " + what));
        wire.observedBy(this::count);
        wire.startStages();
        hosts.announceAt(origin.port());
        wire.watch(IntStream.range(0, plan.hosts()).mapToObj(this::source).toList());
        if (!wire.passUntil(FIRST_ARTICLES_LIMIT, () -> stored > 0)) {
            throw Failure.unavailable(
                    "No article was stored within " + FIRST_ARTICLES_LIMIT + "; logs in " + folder, null);
        }
        var until = System.nanoTime() + plan.duration().toNanos();
        progress(
                "the first articles are stored; %d s without disturbances",
                plan.calm().toSeconds());
        var calm = new Stretch();
        wire.pass(plan.calm());
        var calmRate = calm.rate();
        var torture = new Stretch();
        while (System.nanoTime() < until) {
            strike(draw);
            wire.pass(draw.pause());
        }
        var tortureRate = torture.rate();
        hosts.announceNoMore();
        progress("no more disturbances after %d; waiting until everything is stored", struck.size());
        var drain = drain();
        if (plan.sabotage().isPresent()) {
            progress("sabotage: " + plan.sabotage().get());
            plan.sabotage().get().act(wire);
            var before = stored;
            wire.passUntil(SABOTAGE_LIMIT, () -> stored != before);
        }
        var verdict = Evidence.judge(hosts, wire, folder);
        return new TortureResult(
                plan, List.copyOf(struck), draw.leftOut(), verdict, calmRate, tortureRate, drain, wire.ownEnds());
    }

    private Source source(int host) {
        return new Source(
                new SourceId("torture-" + host),
                URI.create(hosts.feed(host)),
                Source.Kind.FEED,
                "Harbour " + host,
                null,
                Duration.ofSeconds(2),
                null);
    }

    /** Without it the protocol itself loses and doubles records of transactions that end late (KIP-890). */
    private void requireTransactionVersion() throws InterruptedException {
        try (var admin = wire.clients().admin()) {
            var feature = admin.describeFeatures()
                    .featureMetadata()
                    .get()
                    .finalizedFeatures()
                    .get("transaction.version");
            if (feature == null || feature.maxVersionLevel() < TRANSACTION_VERSION) {
                throw Failure.unavailable("The broker's transaction.version is " + feature + ", and must be 2", null);
            }
        } catch (ExecutionException e) {
            throw Failure.unavailable("The broker does not report its features: " + e.getMessage(), e);
        }
    }

    private void strike(DisturbanceDraw draw) throws InterruptedException {
        var disturbance = draw.next();
        var from = second();
        progress("%s", disturbance.description());
        disturbance.strike(wire);
        struck.add(disturbance.description());
        faults.printf(
                Locale.ROOT,
                "%d,%d,%s%n",
                from,
                second(),
                disturbance.description().replace(",", ";"));
    }

    /** The time until everything was stored; the limit if it was not. */
    private Duration drain() throws InterruptedException, SQLException {
        var from = System.nanoTime();
        while (System.nanoTime() - from < TorturePlan.DRAIN_LIMIT.toNanos()) {
            if (StoredSets.read(wire.database().direct()).isComplete(hosts)) {
                var took = Duration.ofNanos(System.nanoTime() - from);
                progress("everything is stored after %d s", took.toSeconds());
                return took;
            }
            wire.pass(CHECK_EVERY);
        }
        progress("not everything is stored after %d s", TorturePlan.DRAIN_LIMIT.toSeconds());
        return TorturePlan.DRAIN_LIMIT;
    }

    private long second() {
        return (System.nanoTime() - beganNanos) / 1_000_000_000L;
    }

    private void count() {
        var second = second();
        if (second == countedSecond) {
            return;
        }
        countedSecond = second;
        try (var connection = wire.database().direct().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from article_version")) {
            rows.next();
            stored = rows.getLong(1);
        } catch (SQLException e) {
            // The database is away, or has no tables yet: the last count stays.
        }
        var up = wire.instances().stream().filter(one -> one.isUp()).count();
        counts.printf(Locale.ROOT, "%d,%d,%d,%d,%d%n", second, hosts.announced(), hosts.servedArticles(), stored, up);
        if (second % 15 == 0) {
            progress(
                    "%d articles announced, %d served, %d versions stored, %d processes up",
                    hosts.announced(), hosts.servedArticles(), stored, up);
        }
    }

    /** Versions stored in a stretch of time. */
    private final class Stretch {
        private final long fromNanos = System.nanoTime();
        private final long before = stored;

        double rate() {
            return (stored - before) * 1e9 / (System.nanoTime() - fromNanos);
        }
    }

    private void progress(String format, Object... values) {
        System.err.printf(Locale.ROOT, "bench torture: %4d s: " + format + "%n", prepend(second(), values));
    }

    private static Object[] prepend(Object first, Object... others) {
        var all = new ArrayList<Object>(List.of(first));
        all.addAll(List.of(others));
        return all.toArray();
    }

    @Override
    public void close() {
        counts.close();
        faults.close();
    }
}
