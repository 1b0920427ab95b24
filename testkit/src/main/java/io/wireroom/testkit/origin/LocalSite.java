package io.wireroom.testkit.origin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A web site on a loopback address with the pages that a test gives it. Other paths answer 404; a page whose path begins
 * with {@code /slow} never answers. A request that names the page's ETag gets 304.
 */
public final class LocalSite implements AutoCloseable {

    private static final Duration NEVER = Duration.ofDays(1);

    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final String address;
    private final OriginServer origin;

    /** Starts the site on a free port of an address of 127.0.0.0/8. */
    public LocalSite(String address) {
        this.address = address;
        try {
            origin = OriginServer.start(0, new Pages());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot serve on " + address, e);
        }
    }

    private record Page(int status, Map<String, String> headers, String body) {

        Answer answer(ReceivedRequest request, Duration after) {
            var fields = headers.entrySet().stream()
                    .map(header -> header.getKey() + ": " + header.getValue())
                    .toArray(String[]::new);
            var tag = request.ifNoneMatch();
            return tag != null && tag.equals(headers.get("ETag"))
                    ? Answer.empty(304, after, fields)
                    : Answer.of(status, body.getBytes(StandardCharsets.UTF_8), after, fields);
        }
    }

    private final class Pages implements ServedSite {

        private static final Page MISSING = new Page(404, Map.of(), "");

        @Override
        public Answer answer(ReceivedRequest request) {
            var path = request.path();
            requests.merge(path, 1, Integer::sum);
            return pages.getOrDefault(path, MISSING).answer(request, path.startsWith("/slow") ? NEVER : Duration.ZERO);
        }

        @Override
        public void ended(ReceivedRequest request, boolean whole, long atNanos) {}
    }

    /** Serves a page at this path, with its query if it has one; returns its address. */
    public URI serve(String path, int status, Map<String, String> headers, String body) {
        pages.put(path, new Page(status, headers, body));
        return url(path);
    }

    /** Serves a page with status 200. */
    public URI serve(String path, String contentType, String body) {
        return serve(path, 200, Map.of("Content-Type", contentType), body);
    }

    /** The address of a path of this site. */
    public URI url(String path) {
        return URI.create("http://" + address + ":" + origin.port() + path);
    }

    /** Number of requests for a path. */
    public int requests(String path) {
        return requests.getOrDefault(path, 0);
    }

    @Override
    public void close() {
        origin.close();
    }
}
