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
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The admin port: {@code /metrics} (Prometheus), {@code /health/live} (503 only when a restart is needed),
 * {@code /health/ready} (200 when all checks are up) and {@code /}, which names them. It answers GET and HEAD on these
 * paths only, on threads of its own: what the stages do delays no answer.
 *
 * <p>A web page that a browser on this machine shows may resolve its own name to this address (DNS rebinding). So the Host
 * field must be an IP address, a name of one label, or a name under a domain that no public DNS has.
 */
public final class AdminServer implements AutoCloseable {

    private static final int THREADS = 4;
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String INDEX = "Wireroom admin port: /metrics /health/live /health/ready\n";
    private static final List<String> METHODS = List.of("GET", "HEAD");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    /** Reserved for private use (RFC 6761, RFC 6762, ICANN's {@code internal}). */
    private static final List<String> PRIVATE_DOMAINS = List.of(".localhost", ".local", ".internal");

    private final String host;
    private final int port;
    private final Telemetry telemetry;
    private final List<HealthCheck> checks = new CopyOnWriteArrayList<>();
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

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
            threads = Executors.newFixedThreadPool(THREADS, task -> {
                var thread = new Thread(task, "admin");
                thread.setDaemon(true);
                return thread;
            });
            started.setExecutor(threads);
            started.createContext("/", this::answer);
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
        if (threads != null) {
            threads.shutdownNow();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (!isOwnHost(exchange.getRequestHeaders().getFirst("Host"))) {
            answer(exchange, 421, TEXT, "This name is not one of this server's; use its IP address or localhost\n");
            return;
        }
        if (!METHODS.contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", String.join(", ", METHODS));
            answer(exchange, 405, TEXT, "GET and HEAD only\n");
            return;
        }
        switch (exchange.getRequestURI().getRawPath()) {
            case "/metrics" -> answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", telemetry.scrape());
            case "/health/live" -> health(exchange, Level.DEAD);
            case "/health/ready" -> health(exchange, Level.NOT_READY);
            case "/" -> answer(exchange, 200, TEXT, INDEX);
            case null, default -> answer(exchange, 404, TEXT, INDEX);
        }
    }

    /** Whether a request may name this host; HTTP/1.0, which no browser writes, need not name any. */
    static boolean isOwnHost(@Nullable String field) {
        if (field == null) {
            return true;
        }
        var text = field.strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("[")) {
            return true; // IPv6
        }
        var colon = text.indexOf(':');
        var name = colon < 0 ? text : text.substring(0, colon);
        return name.indexOf('.') < 0
                || IPV4.matcher(name).matches()
                || PRIVATE_DOMAINS.stream().anyMatch(name::endsWith);
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
        answer(exchange, ok ? 200 : 503, TEXT, text.toString());
    }

    private static State stateOf(HealthCheck check) {
        try {
            return check.state().get();
        } catch (RuntimeException e) {
            return new State(Level.NOT_READY, "the check failed: " + e);
        }
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
