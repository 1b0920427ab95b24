package io.wireroom.bench.match;

import io.wireroom.conformance.processes.LocalCluster;
import io.wireroom.enrich.lane.MatchChangelog;
import io.wireroom.enrich.match.ArticleMatcher.Match;
import io.wireroom.enrich.match.Fingerprint;
import io.wireroom.testkit.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What a restart of the step match takes: a real broker, and a process that is killed and started again. */
final class MatchRestore implements AutoCloseable {

    private static final List<String> JVM = List.of("-Xmx6g", "-XX:+UseParallelGC");

    private final Path logs;
    private final LocalCluster cluster;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Instant since = Instant.now();
    private int written;

    private MatchRestore(Path logs, LocalCluster cluster) {
        this.logs = logs;
        this.cluster = cluster;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        cluster.settings().bootstrapServers(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        50,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 * 1024,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "zstd"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static MatchRestore start() throws IOException, InterruptedException {
        var logs = Files.createTempDirectory("bench-match");
        return new MatchRestore(logs, LocalCluster.start(logs));
    }

    /** Adds what the stores have of an article; returns its bytes in both. */
    long add(Fingerprint article, String title, List<String> names, Match match) {
        long bytes = 0;
        for (var record : MatchChangelog.article(cluster.settings(), written, since, article, title, names, match)) {
            bytes += record.key().length + record.value().length;
            producer.send(record);
        }
        written++;
        return bytes;
    }

    /** The time from a start after {@code kill -9} until the step knows all articles again. */
    Duration measure() throws InterruptedException {
        producer.flush();
        try (var first = start("first")) {
            first.kill();
        }
        var started = System.nanoTime();
        try (var second = start("second")) {
            var took = Duration.ofNanos(System.nanoTime() - started);
            second.kill();
            return took;
        }
    }

    private ChildProcess start(String log) throws InterruptedException {
        var environment = cluster.environment("match");
        environment.put("ENRICH_MATCH_ARTICLES", Integer.toString(Math.max(written, 1_000)));
        var process = ChildProcess.start(
                "match", logs.resolve(log + ".log"), JVM, environment, MatchProcess.class, List.of());
        process.await(MatchProcess.KNOWN + written);
        return process;
    }

    @Override
    public void close() {
        producer.close();
        cluster.close();
    }
}
