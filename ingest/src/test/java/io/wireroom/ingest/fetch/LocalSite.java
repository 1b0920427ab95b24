package io.wireroom.ingest.fetch;

import com.sun.net.httpserver.HttpServer;
import io.wireroom.ingest.web.Cidr;
import io.wireroom.ingest.web.WebClient;
import io.wireroom.ingest.web.WebSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A web site on a loopback address that answers as configured; 404 for all else. */
final class LocalSite implements AutoCloseable {

    /** What a path answers. */
    record Page(int status, Map<String, String> headers, byte[] body) {}

    private final HttpServer server;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final CountDownLatch released = new CountDownLatch(1);

    LocalSite(String address) {
        try {
            server = HttpServer.create(new InetSocketAddress(address, 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            var path = exchange.getRequestURI().getPath();
            asked.merge(path, 1, Integer::sum);
            if (path.startsWith("/slow")) {
                await();
            }
            var page = pages.getOrDefault(path, new Page(404, Map.of(), new byte[0]));
            page.headers().forEach(exchange.getResponseHeaders()::set);
            var asked = exchange.getRequestHeaders().getFirst("If-None-Match");
            var same = asked != null && asked.equals(page.headers().get("ETag"));
            var length = same || page.body().length == 0 ? -1 : page.body().length;
            exchange.sendResponseHeaders(same ? 304 : page.status(), length);
            if (length > 0) {
                exchange.getResponseBody().write(page.body());
            }
            exchange.close();
        });
        server.start();
    }

    private void await() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How often a path was asked for. */
    int asked(String path) {
        return asked.getOrDefault(path, 0);
    }

    URI url(String path) {
        var address = server.getAddress();
        return URI.create("http://" + address.getHostString() + ":" + address.getPort() + path);
    }

    URI serve(String path, int status, Map<String, String> headers, String body) {
        pages.put(path, new Page(status, headers, body.getBytes(StandardCharsets.UTF_8)));
        return url(path);
    }

    URI serve(String path, String type, String body) {
        return serve(path, 200, Map.of("Content-Type", type), body);
    }

    /** A client that may go to loopback addresses. */
    static WebClient client() {
        return new WebClient(
                new WebSettings(
                        "1.2",
                        "https://editor.example/bot",
                        List.of(Cidr.parse("127.0.0.0/8")),
                        1_000_000,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(30),
                        50),
                InstantSource.system());
    }

    @Override
    public void close() {
        released.countDown();
        server.stop(0);
    }
}
