package io.wireroom.bench.polls;

import io.wireroom.testkit.process.ChildProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** Counts of each second, written to counts.csv. Used by one thread. */
final class PollCounts implements AutoCloseable {

    /** The counts at one moment. */
    record At(
            long nanos,
            long answered,
            long notModified,
            long violations,
            Duration ingestCpu,
            Duration brokerCpu,
            Duration originCpu) {}

    private final PolledHosts hosts;
    private final ChildProcess ingest;
    private final ChildProcess broker;
    private final PrintWriter csv;
    private final long start = System.nanoTime();
    private At last;

    PollCounts(Path file, PolledHosts hosts, ChildProcess ingest, ChildProcess broker) throws IOException {
        this.hosts = hosts;
        this.ingest = ingest;
        this.broker = broker;
        csv = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), true);
        csv.println("second,polls,not_modified,polled_once,violations,late_p99_ms,ingest_cpu,broker_cpu,origin_cpu");
        last = now();
    }

    At now() {
        return new At(
                System.nanoTime(),
                hosts.answered(),
                hosts.notModified(),
                Arrays.stream(PolledHosts.Rule.values())
                        .mapToLong(hosts::violations)
                        .sum(),
                ingest.cpu(),
                broker.cpu(),
                ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
    }

    /** Waits a second and writes its counts. */
    void tick() throws InterruptedException {
        PollsCommand.second();
        var at = now();
        var seconds = (at.nanos - last.nanos) / 1e9;
        csv.println(String.format(
                Locale.ROOT,
                "%d,%.0f,%.0f,%d,%d,%d,%.2f,%.2f,%.2f",
                (at.nanos - start) / 1_000_000_000L,
                (at.answered - last.answered) / seconds,
                (at.notModified - last.notModified) / seconds,
                hosts.seen(),
                at.violations,
                hosts.lateness().quantile(.99).toMillis(),
                cores(last.ingestCpu, at.ingestCpu, seconds),
                cores(last.brokerCpu, at.brokerCpu, seconds),
                cores(last.originCpu, at.originCpu, seconds)));
        last = at;
    }

    /** Number of cores that it used. */
    static double cores(Duration before, Duration after, double seconds) {
        return after.minus(before).toNanos() / 1e9 / seconds;
    }

    @Override
    public void close() {
        csv.close();
    }
}
