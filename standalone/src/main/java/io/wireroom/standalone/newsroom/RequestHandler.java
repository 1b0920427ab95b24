package io.wireroom.standalone.newsroom;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests for the pages of all hosts and advances the correction. */
final class RequestHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    private final PageCatalogue catalogue;
    private final Template template;
    private final Placement placement;
    private final Path stateFile;
    private final InstantSource clock;

    /**
     * Held from rendering to the last byte of the two addresses that the correction depends on. A client that has the
     * whole page then has its read counted before it polls the feed.
     */
    private final ReentrantLock correctionLock = new ReentrantLock();

    private volatile NewsroomState state;

    RequestHandler(PageCatalogue catalogue, NewsroomSettings settings, NewsroomState state, InstantSource clock) {
        this.catalogue = catalogue;
        this.template = new Template(settings.placement());
        this.placement = settings.placement();
        this.stateFile = settings.stateFile();
        this.state = state;
        this.clock = clock;
    }

    /** The state after each complete answer. */
    NewsroomState state() {
        correctionLock.lock();
        try {
            return state;
        } finally {
            correctionLock.unlock();
        }
    }

    /** A handler for one socket; {@code hosts} gives the host for each name. */
    HttpHandler handler(Map<String, NewsroomHost> hosts) {
        return exchange -> {
            try (exchange) {
                var host = hosts.get(hosts.containsKey(Addresses.ANY) ? Addresses.ANY : requestedName(exchange));
                if (host == null) {
                    sendText(exchange, 421, "No such host here. Ask for one of " + hosts.keySet() + ".\n");
                } else {
                    answer(exchange, host);
                }
            }
        };
    }

    private void answer(HttpExchange exchange, NewsroomHost host) throws IOException {
        var method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            sendText(exchange, 405, "Only GET and HEAD.\n");
            return;
        }
        // The query is ignored, as most sites do with tracking parameters.
        var path = exchange.getRequestURI().getPath();
        switch (catalogue.find(host, path).orElse(null)) {
            case null -> sendMissing(exchange, host);
            case PageCatalogue.Entry.Moved(String target) -> {
                exchange.getResponseHeaders().set("Location", Addresses.base(placement, host) + target);
                sendText(exchange, 301, "Moved to " + target + "\n");
            }
            case PageCatalogue.Entry.Page page -> {
                if (host == PageCatalogue.CORRECTED_HOST
                        && (path.equals(PageCatalogue.CORRECTED_PATH) || path.equals(host.feedPath()))) {
                    sendAndMoveOn(exchange, page, path.equals(host.feedPath()));
                } else {
                    sendPage(exchange, 200, page);
                }
            }
        }
    }

    private void sendAndMoveOn(HttpExchange exchange, PageCatalogue.Entry.Page page, boolean isFeed)
            throws IOException {
        correctionLock.lock();
        try {
            var status = sendPage(exchange, 200, page);
            if (exchange.getRequestMethod().equals("HEAD")) {
                return;
            }
            var next = state;
            if (isFeed) {
                next = next.feedPolled(clock.instant());
            } else if (status == 200) {
                next = next.articleRead();
            }
            if (!next.equals(state)) {
                remember(next);
            }
        } finally {
            correctionLock.unlock();
        }
    }

    private void remember(NewsroomState next) {
        try {
            next.save(stateFile);
            state = next;
        } catch (IOException e) {
            // The answer was already sent; without the file the correction waits for another read.
            LOG.atError().setCause(e).addKeyValue("file", stateFile).log("Cannot write the sample newsroom's state");
        }
    }

    private void sendMissing(HttpExchange exchange, NewsroomHost host) throws IOException {
        if (catalogue.find(host, "/404").orElse(null) instanceof PageCatalogue.Entry.Page page) {
            sendPage(exchange, 404, page);
        } else {
            sendText(exchange, 404, "Not found.\n");
        }
    }

    /** Sends a page, or that it has not changed, and returns the status. */
    private int sendPage(HttpExchange exchange, int status, PageCatalogue.Entry.Page page) throws IOException {
        var request = exchange.getRequestHeaders();
        var gzip = acceptsGzip(request.getFirst("Accept-Encoding"));
        var representation = render(page, gzip);
        var headers = exchange.getResponseHeaders();
        headers.set("Vary", "Accept-Encoding");
        if (status == 200) {
            headers.set("ETag", representation.etag());
            headers.set("Last-Modified", representation.lastModifiedHeader());
            headers.set("Cache-Control", "no-cache");
            if (representation.matches(request.getFirst("If-None-Match"), request.getFirst("If-Modified-Since"))) {
                exchange.sendResponseHeaders(304, -1);
                return 304;
            }
        }
        headers.set("Content-Type", page.contentType());
        if (gzip) {
            headers.set("Content-Encoding", "gzip");
        }
        send(exchange, status, representation.body());
        return status;
    }

    private Representation render(PageCatalogue.Entry.Page page, boolean gzip) {
        var now = state;
        var bytes = template.fill(page.text(), now).getBytes(page.encoding());
        var published = now.created().minus(page.age());
        var lastModified =
                Template.changesWithCorrection(page.text()) ? now.correctedAt().orElse(published) : published;
        return new Representation(bytes, gzip, lastModified);
    }

    private static void sendText(HttpExchange exchange, int status, String text) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        send(exchange, status, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().flush();
    }

    private static boolean acceptsGzip(@Nullable String acceptEncoding) {
        return acceptEncoding != null
                && acceptEncoding
                        .toLowerCase(Locale.ROOT)
                        .matches("(?s).*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*");
    }

    private static String requestedName(HttpExchange exchange) {
        var header = exchange.getRequestHeaders().getFirst("Host");
        return header == null ? "" : header.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
    }
}
