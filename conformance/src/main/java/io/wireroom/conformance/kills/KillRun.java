package io.wireroom.conformance.kills;

import io.wireroom.conformance.processes.LocalCluster;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.testkit.origin.OriginServer;
import io.wireroom.testkit.origin.ServedExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run: kills ingest processes, waits until everything is fetched, and checks the result. */
final class KillRun {

    private static final Logger LOG = LoggerFactory.getLogger(KillRun.class);
    private static final Duration FIRST_POLLS_LIMIT = Duration.ofMinutes(3);
    private static final long TICK_MILLIS = 100;

    private KillRun() {}

    /**
     * Runs the plan.
     *
     * @param folder where exchanges.csv and the logs of the processes go
     */
    static KillVerdict of(KillPlan plan, Path folder) throws IOException, InterruptedException {
        var hosts = new NewsHosts(plan);
        try (var origin = OriginServer.start(0, hosts);
                var cluster = LocalCluster.start(folder);
                var processes = new IngestProcesses(cluster, plan)) {
            hosts.servedAt(origin.port());
            processes.start();
            cluster.watch(IntStream.range(0, plan.hosts())
                    .mapToObj(host -> source(hosts, host))
                    .toList());
            passing(processes, FIRST_POLLS_LIMIT, () -> hosts.exchanges().size() >= 2 * plan.hosts());
            LOG.atInfo().log("Every host was polled; now the time without kills");
            var calmFrom = System.currentTimeMillis();
            passing(processes, plan.calm(), () -> false);
            LOG.atInfo().log("Now the kills");
            var killsFrom = System.currentTimeMillis();
            var until = System.nanoTime() + plan.duration().toNanos();
            while (System.nanoTime() < until) {
                processes.kill();
                passing(processes, shorter(plan.every(), Duration.ofNanos(until - System.nanoTime())), () -> false);
            }
            var killsUntil = System.currentTimeMillis();
            passing(processes, plan.longDown().plus(plan.down()), processes::isWhole);
            LOG.atInfo().log("No more kills, until every article is fetched");
            var evidence = new KafkaEvidence(cluster);
            passing(
                    processes,
                    plan.settle(),
                    () -> hosts.servedArticles() == plan.allArticles() && evidence.isFetched(plan.allArticles()));
            evidence.read();
            var exchanges = hosts.exchanges();
            write(folder.resolve("exchanges.csv"), exchanges);
            return KillVerdict.of(plan, hosts, evidence, exchanges, processes.kills(), calmFrom, killsFrom, killsUntil);
        }
    }

    private static Source source(NewsHosts hosts, int host) {
        return new Source(
                new SourceId("bench-" + host),
                URI.create(hosts.url(host, NewsHosts.FEED)),
                Source.Kind.FEED,
                "Host " + host,
                null,
                Duration.ofSeconds(1),
                null);
    }

    private interface Condition {
        boolean holds() throws InterruptedException;
    }

    /** Lets time pass until the condition holds, this long at most. */
    private static void passing(IngestProcesses processes, Duration limit, Condition enough)
            throws InterruptedException {
        var until = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < until && !enough.holds()) {
            processes.tick();
            TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static void write(Path file, java.util.List<ServedExchange> exchanges) throws IOException {
        try (var out = Files.newBufferedWriter(file)) {
            out.write(ServedExchange.CSV + '\n');
            for (var exchange : exchanges) {
                out.write(exchange.csv() + '\n');
            }
        }
    }
}
