package io.wireroom.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wireroom.runtime.HealthCheck.Level;
import io.wireroom.runtime.HealthCheck.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminServerTest {

    private static final Metric ROWS =
            new Metric("wireroom.pier.rows", Metric.Type.COUNTER, "rows", "outcome", "Rows written.", "Never.");

    private final Telemetry telemetry = new Telemetry();
    private final AdminServer server = new AdminServer("127.0.0.1", 0, telemetry);
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        telemetry.close();
    }

    @Test
    void metricsAreInPrometheusText() throws Exception {
        telemetry.counter(ROWS, "outcome", "stored").increment(3);

        var answer = get("/metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body())
                .contains("# HELP wireroom_pier_rows_total Rows written.")
                .contains("wireroom_pier_rows_total{outcome=\"stored\"} 3.0")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void aProcessWithoutChecksIsAliveButNotReady() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void healthFollowsTheWorstCheck() throws Exception {
        var state = new AtomicReference<>(State.UP);
        server.watch(List.of(new HealthCheck("kafka", () -> State.UP), new HealthCheck("database", () -> state.get())));

        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);

        state.set(new State(Level.NOT_READY, "no connection"));
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        var notReady = get("/health/ready");
        assertThat(notReady.statusCode()).isEqualTo(503);
        assertThat(notReady.body()).isEqualTo("kafka: UP up\ndatabase: NOT_READY no connection\n");

        state.set(new State(Level.DEAD, "stopped by an error"));
        assertThat(get("/health/live").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void aCheckThatThrowsIsNotReady() throws Exception {
        server.watch(List.of(new HealthCheck("database", () -> {
            throw new IllegalStateException("pool is closed");
        })));

        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").body()).contains("database: NOT_READY").contains("pool is closed");
    }

    @Test
    void anUnknownPathIsNotFoundAndTheRootNamesTheKnown() throws Exception {
        assertThat(get("/").body()).contains("/metrics", "/health/live", "/health/ready");
        assertThat(get("/other").statusCode()).isEqualTo(404);
    }

    @Test
    void aProbeByHeadGetsTheSameStatus() throws Exception {
        var head = HttpRequest.newBuilder(uri("/metrics"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();

        var answer = client.send(head, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void answersItsOwnPathsOnly() throws Exception {
        for (var path : List.of("/metricsfoo", "/metrics/", "/metrics/../x", "/health", "/health/live/x")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "TRACE", "FOO", "OPTIONS"})
    void onlyReads(String method) throws Exception {
        var request = HttpRequest.newBuilder(uri("/metrics"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();

        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(answer.body()).doesNotContain("jvm_memory");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8080, true",
        "LOCALHOST, true",
        "127.0.0.1:8080, true",
        "[::1]:8080, true",
        "ingest:8080, true",
        "host.docker.internal, true",
        "rebound.example, false",
        "127.0.0.1.rebound.example:8080, false",
        "rebound.example:80:127.0.0.1, false"
    })
    void namesOfThePublicDnsAreNotItsOwn(String host, boolean own) throws Exception {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write(("GET /metrics HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith(own ? "HTTP/1.1 200" : "HTTP/1.1 421");
            assertThat(answer.contains("jvm_memory")).isEqualTo(own);
        }
    }

    @Test
    void answersWhileVirtualThreadsHoldEveryProcessor() throws Exception {
        var done = new AtomicBoolean();
        for (var i = 0; i < Runtime.getRuntime().availableProcessors() * 2; i++) {
            Thread.ofVirtual().start(() -> {
                while (!done.get()) {
                    Thread.onSpinWait();
                }
            });
        }
        try {
            var request = HttpRequest.newBuilder(uri("/health/live"))
                    .timeout(Duration.ofSeconds(20))
                    .build();

            assertThat(client.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            done.set(true);
        }
    }

    @Test
    void aTakenPortIsAClearFailure() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                var second = new AdminServer("127.0.0.1", taken.getLocalPort(), telemetry)) {
            assertThatThrownBy(second::start)
                    .isInstanceOfSatisfying(
                            Failure.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNAVAILABLE))
                    .hasMessage("The admin port 127.0.0.1:" + taken.getLocalPort()
                            + " is taken; choose another (--port N or ADMIN_PORT)");
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
