package io.wireroom.conformance.kills;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.conformance.processes.LocalCluster;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.testkit.origin.Answer;
import io.wireroom.testkit.origin.LoopbackHosts;
import io.wireroom.testkit.origin.OriginServer;
import io.wireroom.testkit.origin.ReceivedRequest;
import io.wireroom.testkit.origin.ServedSite;
import io.wireroom.testkit.process.ChildProcess;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three ingest processes are restarted one after the other while 10,000 requests wait for them. */
@Tag("long")
@Timeout(1_800)
class RollingRestartTest {

    private static final int PAGES = 10_000;
    private static final int PER_FEED = 2_000;
    private static final int PROCESSES = 3;
    private static final int IN_FLIGHT = 32;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** One page on each host, so that all may be requested at once, and feeds that announce them. */
    private static final class ManyHosts implements ServedSite {
        private static final Duration SLOW = Duration.ofMillis(400);
        private final AtomicIntegerArray pages = new AtomicIntegerArray(PAGES);
        private volatile int port;

        String url(int host, String path) {
            return "http://" + LoopbackHosts.address(host) + ':' + port + path;
        }

        @Override
        public Answer answer(ReceivedRequest request) {
            if (request.path().equals("/robots.txt")) {
                return Answer.empty(404, SLOW);
            }
            if (request.host() >= PAGES) {
                return Answer.of(200, feed(request.host() - PAGES), SLOW, "Content-Type: application/rss+xml");
            }
            var body = "<!doctype html><title>Article</title><p>Text of host " + request.host();
            return Answer.of(200, body.getBytes(StandardCharsets.UTF_8), SLOW, "Content-Type: text/html");
        }

        private byte[] feed(int number) {
            var now = DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
            var text = new StringBuilder("<rss version=\"2.0\"><channel><title>Many hosts</title>");
            for (var host = number * PER_FEED; host < (number + 1) * PER_FEED; host++) {
                text.append("<item><link>").append(url(host, "/a")).append("</link><pubDate>");
                text.append(now).append("</pubDate></item>");
            }
            return text.append("</channel></rss>").toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void ended(ReceivedRequest request, boolean whole, long atNanos) {
            if (request.host() < PAGES && request.path().equals("/a")) {
                pages.incrementAndGet(request.host());
            }
        }

        int fetched() {
            return (int) counts().filter(count -> count > 0).count();
        }

        int again() {
            return counts().filter(count -> count > 1).map(count -> count - 1).sum();
        }

        private IntStream counts() {
            return IntStream.range(0, PAGES).map(pages::get);
        }
    }

    @Test
    void noPageEndsAndNoneIsFetchedTwiceBeyondThoseInFlight(@TempDir Path folder) throws Exception {
        var hosts = new ManyHosts();
        try (var origin = OriginServer.start(0, hosts);
                var cluster = LocalCluster.start(folder)) {
            hosts.port = origin.port();
            var processes = new ArrayList<ChildProcess>();
            try {
                for (var number = 0; number < PROCESSES; number++) {
                    processes.add(start(cluster, number));
                }
                for (var process : processes) {
                    process.await("Started");
                }
                cluster.watch(IntStream.range(0, PAGES / PER_FEED)
                        .mapToObj(number -> source(hosts, number))
                        .toList());
                Awaitility.await().atMost(LIMIT).until(() -> released(cluster) >= PAGES);
                assertThat(hosts.fetched()).as("pages before the restarts").isLessThan(PAGES / 10);

                for (var number = 0; number < PROCESSES; number++) {
                    processes.get(number).terminate(Duration.ofSeconds(30));
                    processes.set(number, start(cluster, number));
                    processes.get(number).await("Started");
                }
                assertThat(hosts.fetched())
                        .as("pages before the end of the restarts")
                        .isLessThan(PAGES);
                var evidence = new KafkaEvidence(cluster);
                Awaitility.await().atMost(LIMIT).until(() -> evidence.isFetched(PAGES));

                evidence.read();
                assertThat(evidence.ends()).isEmpty();
                assertThat(evidence.deadLetters()).isZero();
                assertThat(evidence.doubled()).isZero();
                // What a process had in flight may be fetched again after each stop and each start.
                assertThat(hosts.again()).isLessThanOrEqualTo(2 * PROCESSES * IN_FLIGHT);
            } finally {
                processes.forEach(ChildProcess::kill);
            }
        }
    }

    private static ChildProcess start(LocalCluster cluster, int number) {
        return cluster.ingest(
                "ingest-" + number,
                List.of("-Xmx384m", "-XX:TieredStopAtLevel=1"),
                Map.of(
                        "INGEST_CONTACT", "https://wireroom.example/restarts",
                        "INGEST_ALLOWED_NETWORKS", "127.0.0.0/8",
                        "INGEST_HOST_DELAY", "50ms",
                        "INGEST_IN_FLIGHT", Integer.toString(IN_FLIGHT)));
    }

    private static Source source(ManyHosts hosts, int number) {
        return new Source(
                new SourceId("many-" + number),
                URI.create(hosts.url(PAGES + number, "/feed.xml")),
                Source.Kind.FEED,
                "Hosts " + number,
                null,
                Duration.ofDays(1),
                null);
    }

    /** Requests written so far; the markers of transactions count, too, which are few. */
    private static long released(LocalCluster cluster) throws Exception {
        var settings = cluster.settings();
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        for (var partition = 0; partition < settings.partitions(); partition++) {
            latest.put(new TopicPartition(settings.topics().request().name(), partition), OffsetSpec.latest());
        }
        try (var admin = new KafkaClients(settings).admin()) {
            return admin.listOffsets(latest).all().get().values().stream()
                    .mapToLong(info -> info.offset())
                    .sum();
        }
    }
}
