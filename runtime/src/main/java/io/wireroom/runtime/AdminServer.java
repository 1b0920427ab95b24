package io.wireroom.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wireroom.runtime.HealthCheck.Level;
import io.wireroom.runtime.HealthCheck.State;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The admin port: {@code /metrics} (Prometheus), {@code /health/live} (503 only when a restart is needed),
 * {@code /health/ready} (200 when all checks are up) and {@code /}, which names them.
 */
public final class AdminServer implements AutoCloseable {

    private final String host;
    private final int port;
    private final Telemetry telemetry;
    private final List<HealthCheck> checks = new CopyOnWriteArrayList<>();
    private @Nullable HttpServer server;

    /** A server on this address; nothing happens before {@link #start()}. Port 0 takes any free one. */
    public AdminServer(String host, int port, Telemetry telemetry) {
        this.host = host;
        this.port = port;
        this.telemetry = telemetry;
    }

    /** Adds checks; a process without any is not ready. */
    public void watch(List<HealthCheck> more) {
        checks.addAll(more);
    }

    /** Binds the port. */
    public void start() {
        // The JDK's server would wait for delayed acknowledgements: 40 ms an answer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            var started = HttpServer.create(new InetSocketAddress(host, port), 0);
            started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            started.createContext("/metrics", this::metrics);
            started.createContext("/health/live", exchange -> health(exchange, Level.DEAD));
            started.createContext("/health/ready", exchange -> health(exchange, Level.NOT_READY));
            started.createContext("/", AdminServer::index);
            started.start();
            server = started;
        } catch (BindException e) {
            throw Failure.unavailable(
                    "The admin port " + host + ":" + port + " is taken; choose another (--port N or ADMIN_PORT)", e);
        } catch (IOException e) {
            throw Failure.unavailable("Cannot open the admin port " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return server == null ? port : server.getAddress().getPort();
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
    }

    private void metrics(HttpExchange exchange) throws IOException {
        answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", telemetry.scrape());
    }

    private void health(HttpExchange exchange, Level failing) throws IOException {
        var text = new StringBuilder();
        var ok = !checks.isEmpty() || failing == Level.DEAD;
        for (var check : checks) {
            var state = stateOf(check);
            ok &= state.level().compareTo(failing) < 0;
            text.append(check.name())
                    .append(": ")
                    .append(state.level())
                    .append(' ')
                    .append(state.detail())
                    .append('\n');
        }
        answer(exchange, ok ? 200 : 503, "text/plain; charset=utf-8", text.toString());
    }

    private static State stateOf(HealthCheck check) {
        try {
            return check.state().get();
        } catch (RuntimeException e) {
            return new State(Level.NOT_READY, "the check failed: " + e);
        }
    }

    private static void index(HttpExchange exchange) throws IOException {
        var home = exchange.getRequestURI().getPath().equals("/");
        answer(
                exchange,
                home ? 200 : 404,
                "text/plain; charset=utf-8",
                "Wireroom admin port: /metrics /health/live /health/ready\n");
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
