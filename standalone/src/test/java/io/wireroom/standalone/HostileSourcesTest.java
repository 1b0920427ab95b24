package io.wireroom.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.standalone.cli.WireroomMain;
import io.wireroom.standalone.embedded.DataDirectory;
import io.wireroom.testkit.origin.Answer;
import io.wireroom.testkit.origin.LoopbackHosts;
import io.wireroom.testkit.origin.OriginServer;
import io.wireroom.testkit.origin.ReceivedRequest;
import io.wireroom.testkit.origin.ServedSite;
import io.wireroom.testkit.process.ChildProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty sources that want to stop everything, beside ten good ones, in half a gigabyte of heap. */
@Tag("crash")
class HostileSourcesTest {

    private static final int GOOD = 10;
    private static final int HOSTILE = 20;
    private static final int PAGES = 3;
    /** Beyond it a health port counts as stopped. How fast it answers depends on the machine, and is printed. */
    private static final Duration HEALTH_LIMIT = Duration.ofSeconds(10);

    private record Source(String kind, byte[] body, String... headers) {}

    @Test
    void theGoodOnesCompleteAndTheHealthPortAnswers(@TempDir Path directory) throws Exception {
        var hostile = hostile();
        try (var origin = OriginServer.start(0, site(hostile));
                var wire = up(directory, origin.port(), hostile)) {
            wire.await(line -> line.contains("New articles:"));
            var started = System.nanoTime();
            try (var watch = new HealthWatch(directory.resolve("data"))) {
                wire.awaitUntil("all good pages are articles", () -> titles(wire) == GOOD * PAGES);

                System.out.printf(
                        "All good pages are articles after %d ms; the slowest of %d health answers took %d ms.%n",
                        millisSince(started),
                        watch.answers.get(),
                        Duration.ofNanos(watch.slowestNanos.get()).toMillis());
                assertThat(watch.failures.get()).isZero();
                assertThat(watch.answers.get()).isPositive();
            }
            assertThat(wire.isAlive()).isTrue();
            assertThat(wire.output()).doesNotContain("OutOfMemoryError");
        }
    }

    private static long millisSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }

    private static int titles(ChildProcess wire) {
        var found = new HashSet<String>();
        for (var line : wire.lines()) {
            var at = line.indexOf("Ferry number ");
            if (at >= 0) {
                found.add(line.substring(at));
            }
        }
        return found.size();
    }

    private static ChildProcess up(Path directory, int port, List<Source> hostile) throws IOException {
        var sources = new StringBuilder();
        for (var host = 0; host < GOOD; host++) {
            sources.append("- url: http://%s:%d/feed%n".formatted(LoopbackHosts.address(host), port));
        }
        for (var host = 0; host < HOSTILE; host++) {
            sources.append("- url: http://%s:%d/source%n  kind: %s%n"
                    .formatted(LoopbackHosts.address(GOOD + host), port, hostile.get(host).kind));
        }
        var file = Files.writeString(directory.resolve("sources.yaml"), sources);
        return ChildProcess.start(
                "wireroom",
                directory.resolve("output.log"),
                List.of("-Xmx512m", "-Djdk.console=java.base", "-Dstdout.encoding=UTF-8"),
                Map.of(
                        "INGEST_ALLOWED_NETWORKS", "127.0.0.0/8",
                        "INGEST_CONTACT", "https://wireroom.example/test",
                        "INGEST_HOST_DELAY", "50ms",
                        "INGEST_POLL_MIN", "1s",
                        "INGEST_POLL_MAX", "2s",
                        "LOG_LEVEL", "WARN"),
                WireroomMain.class,
                List.of(
                        "up",
                        "--port",
                        "0",
                        "--sources",
                        file.toString(),
                        "--data",
                        directory.resolve("data").toString()));
    }

    private static ServedSite site(List<Source> hostile) {
        return new ServedSite() {
            @Override
            public Answer answer(ReceivedRequest request) {
                var host = request.host();
                if (request.path().equals("/robots.txt") || host < 0 || host >= GOOD + HOSTILE) {
                    return Answer.empty(404, Duration.ZERO);
                }
                return host < GOOD ? good(host, request.path()) : bad(hostile.get(host - GOOD));
            }

            @Override
            public void ended(ReceivedRequest request, boolean whole, long atNanos) {}
        };
    }

    private static Answer bad(Source source) {
        return Answer.of(200, source.body, Duration.ZERO, source.headers);
    }

    private static Answer good(int host, String path) {
        if (path.equals("/feed")) {
            var items = IntStream.range(0, PAGES)
                    .mapToObj(page -> "<item><title>%s</title><link>/2026/11/29/ferry-%d</link></item>"
                            .formatted(title(host, page), page))
                    .collect(Collectors.joining());
            var feed = "<rss version='2.0'><channel><title>Harbour " + host + "</title>" + items + "</channel></rss>";
            return Answer.of(200, feed.getBytes(UTF_8), Duration.ZERO, "Content-Type: application/rss+xml");
        }
        var title = title(host, path.charAt(path.length() - 1) - '0');
        var text = ("<p>" + title
                        + " left the harbour late again on Sunday morning, the port authority told reporters, and"
                        + " passengers waited for two hours in the rain before the crew could leave for the islands.</p>")
                .repeat(4);
        var page = "<html><head><title>%s</title></head><body><article><h1>%s</h1>%s</article></body></html>"
                .formatted(title, title, text);
        return Answer.of(200, page.getBytes(UTF_8), Duration.ZERO, "Content-Type: text/html; charset=utf-8");
    }

    private static String title(int host, int page) {
        return "Ferry number " + (host * PAGES + page) + " leaves late";
    }

    /** Two of each kind, so that both processors have one. */
    private static List<Source> hostile() throws IOException {
        var kinds = List.of(
                section("<h2><a href=/2026/11/29/x-y-z>" + ".".repeat(200_000) + "x</a></h2>"),
                section("<a href='http://" + "\u4e00".repeat(1_200) + "/'>x</a>"),
                section("<a href='/rss" + "[".repeat(200_000) + "'>x</a>"),
                section("<object><a href=/2026/11/29/x-y-z>".repeat(2_000) + "x".repeat(2_000_000)),
                feed("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://a/" + "[".repeat(600_000) + "'/>"),
                feed("<rss version='2.0'><channel><link>http://" + "\u4e00".repeat(1_200) + "/</link></channel></rss>"),
                feed("<" + "a".repeat(3_000_000)),
                feed("<rss><channel>" + "<a:b c='d' ".repeat(300_000)),
                new Source("sitemap", "<urlset><url><loc>".repeat(100_000).getBytes(UTF_8), "Content-Type: text/xml"),
                new Source("feed", emptyMembers(), "Content-Encoding: gzip"));
        return IntStream.range(0, HOSTILE)
                .mapToObj(number -> kinds.get(number / 2))
                .toList();
    }

    private static Source section(String html) {
        return new Source("section", html.getBytes(UTF_8), "Content-Type: text/html; charset=utf-8");
    }

    private static Source feed(String text) {
        return new Source("feed", text.getBytes(UTF_8), "Content-Type: application/xml; charset=utf-8");
    }

    private static byte[] emptyMembers() throws IOException {
        var member = new ByteArrayOutputStream();
        new GZIPOutputStream(member).close();
        var all = new ByteArrayOutputStream();
        for (var i = 0; i < 100_000; i++) {
            member.writeTo(all);
        }
        return all.toByteArray();
    }

    /** Asks the health port without a pause. */
    private static final class HealthWatch implements AutoCloseable {

        private final AtomicLong slowestNanos = new AtomicLong();
        private final AtomicLong failures = new AtomicLong();
        private final AtomicLong answers = new AtomicLong();
        private final AtomicBoolean done = new AtomicBoolean();
        private final Thread thread;

        HealthWatch(Path data) throws IOException, InterruptedException {
            var port = DataDirectory.runningInstance(data).orElseThrow().ports().admin();
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/live"))
                    .timeout(HEALTH_LIMIT)
                    .build();
            var client = HttpClient.newHttpClient();
            client.send(request, BodyHandlers.discarding()); // the client's own start is not the port's
            thread = Thread.ofPlatform().name("health").start(() -> {
                try (client) {
                    while (!done.get()) {
                        var asked = System.nanoTime();
                        var status =
                                client.send(request, BodyHandlers.discarding()).statusCode();
                        answers.incrementAndGet();
                        failures.addAndGet(status == 200 ? 0 : 1);
                        slowestNanos.accumulateAndGet(System.nanoTime() - asked, Math::max);
                    }
                } catch (IOException e) {
                    failures.incrementAndGet();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        @Override
        public void close() throws InterruptedException {
            done.set(true);
            thread.join();
        }
    }
}
