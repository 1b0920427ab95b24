package io.wireroom.conformance.kills;

import io.wireroom.testkit.origin.Answer;
import io.wireroom.testkit.origin.LoopbackHosts;
import io.wireroom.testkit.origin.ReceivedRequest;
import io.wireroom.testkit.origin.ServedExchange;
import io.wireroom.testkit.origin.ServedSite;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Small news sites, each with a feed that gains an article from time to time. Answers are slow, so that simultaneous
 * requests to a host are detected. Records every exchange.
 */
final class NewsHosts implements ServedSite {

    static final String FEED = "/feed.xml";
    private static final String ROBOTS = "/robots.txt";
    private static final int FASTEST_MILLIS = 50;
    private static final int SPREAD_MILLIS = 300;

    private final KillPlan plan;
    private final Instant start = Instant.now();
    private final int[] open;
    private final boolean[][] served;
    private final AtomicInteger servedCount = new AtomicInteger();
    private final AtomicInteger overlaps = new AtomicInteger();
    private final List<ServedExchange> exchanges = new ArrayList<>();
    private volatile int port;

    NewsHosts(KillPlan plan) {
        this.plan = plan;
        open = new int[plan.hosts()];
        served = new boolean[plan.hosts()][plan.articles()];
    }

    /** The port of the sites: feeds contain absolute addresses. */
    void servedAt(int atPort) {
        port = atPort;
    }

    String url(int host, String path) {
        return "http://" + LoopbackHosts.address(host) + ':' + port + path;
    }

    static String articlePath(int article) {
        return "/articles/" + article + ".html";
    }

    private Instant shownAt(int article) {
        var all = plan.calm().plus(plan.duration());
        return start.plus(all.multipliedBy(article).dividedBy(plan.articles()));
    }

    private int shown(long nowMillis) {
        var count = 1;
        while (count < plan.articles() && shownAt(count).toEpochMilli() <= nowMillis) {
            count++;
        }
        return count;
    }

    @Override
    public Answer answer(ReceivedRequest request) {
        if (request.host() < 0 || request.host() >= plan.hosts()) {
            return Answer.empty(404, Duration.ZERO);
        }
        if (open[request.host()]++ > 0) {
            overlaps.incrementAndGet();
        }
        var after = Duration.ofMillis(FASTEST_MILLIS + (request.atNanos() >>> 12) % SPREAD_MILLIS);
        if (request.path().equals(FEED)) {
            return feed(request, after);
        }
        if (request.path().equals(ROBOTS)) {
            return Answer.empty(404, after);
        }
        var body = "<!doctype html><title>Article</title><article><h1>An article</h1><p>Text of " + request.path()
                + " at " + LoopbackHosts.address(request.host()) + ".</p></article>";
        return Answer.of(200, body.getBytes(StandardCharsets.UTF_8), after, "Content-Type: text/html; charset=utf-8");
    }

    private Answer feed(ReceivedRequest request, Duration after) {
        var shown = shown(request.atMillis());
        var etag = "\"" + shown + "\"";
        var fresh = "Cache-Control: max-age=" + KillPlan.FRESH.toSeconds();
        if (etag.equals(request.ifNoneMatch())) {
            return Answer.empty(304, after, "ETag: " + etag, fresh);
        }
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel>")
                .append("<title>Harbour notes</title>\n");
        for (var article = shown - 1; article >= 0; article--) {
            var url = url(request.host(), articlePath(article));
            text.append("<item><title>Article ")
                    .append(article)
                    .append("</title><link>")
                    .append(url)
                    .append("</link><guid>")
                    .append(url)
                    .append("</guid></item>\n");
        }
        var body = text.append("</channel></rss>\n").toString().getBytes(StandardCharsets.UTF_8);
        return Answer.of(200, body, after, "Content-Type: application/rss+xml", "ETag: " + etag, fresh);
    }

    @Override
    public void ended(ReceivedRequest request, boolean whole, long atNanos) {
        if (request.host() < 0 || request.host() >= plan.hosts()) {
            return;
        }
        open[request.host()]--;
        synchronized (exchanges) {
            exchanges.add(new ServedExchange(request, whole, atNanos));
        }
        for (var article = 0; whole && article < plan.articles(); article++) {
            if (request.path().equals(articlePath(article)) && !served[request.host()][article]) {
                served[request.host()][article] = true;
                servedCount.incrementAndGet();
            }
        }
    }

    /** Articles served at least once. */
    int servedArticles() {
        return servedCount.get();
    }

    /** Requests to a host while another request to it was open. */
    int overlaps() {
        return overlaps.get();
    }

    /** All exchanges that have ended, in the order of their ends. */
    List<ServedExchange> exchanges() {
        synchronized (exchanges) {
            return List.copyOf(exchanges);
        }
    }
}
