package io.wireroom.bench.wire;

import io.wireroom.bench.wire.WireArticles.Point;
import io.wireroom.testkit.origin.Answer;
import io.wireroom.testkit.origin.LoopbackHosts;
import io.wireroom.testkit.origin.ReceivedRequest;
import io.wireroom.testkit.origin.ServedSite;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * News sites that announce articles at a steady rate, one after the other: article {@code n} is at host
 * {@code n % hosts}. Each has a feed of its newest articles.
 */
final class WireHosts implements ServedSite {

    static final String FEED = "/feed.xml";
    private static final String ARTICLE = "/articles/";
    /** Entries of a feed. */
    private static final int NEWEST = 40;

    private static final String FRESH = "Cache-Control: max-age=15";

    private final int hosts;
    private final double perSecond;
    private final ArticlePages pages;
    private final WireArticles articles;
    private volatile long startNanos;
    private volatile long endNanos;
    private volatile int port;

    /** @param perSecond articles announced a second by all hosts together */
    WireHosts(int hosts, double perSecond, ArticlePages pages, WireArticles articles) {
        this.hosts = hosts;
        this.perSecond = perSecond;
        this.pages = pages;
        this.articles = articles;
    }

    /** Announces from now on, for this long. */
    void announce(int atPort, Duration time) {
        port = atPort;
        startNanos = System.nanoTime();
        endNanos = startNanos + time.toNanos();
    }

    String feed(int host, int atPort) {
        return "http://" + LoopbackHosts.address(host) + ':' + atPort + FEED;
    }

    /** The article of a page's address; negative for any other. */
    static int article(String url) {
        var at = url.indexOf(ARTICLE);
        return at < 0 ? -1 : Integer.parseInt(url.substring(at + ARTICLE.length(), url.length() - ".html".length()));
    }

    private int announced(long nanos) {
        return startNanos == 0 ? 0 : (int) (Math.max(0, Math.min(nanos, endNanos) - startNanos) / 1e9 * perSecond);
    }

    /** The number of articles of a host among the first {@code announced} ones. */
    private int ofHost(int host, int announced) {
        return (announced - host + hosts - 1) / hosts;
    }

    @Override
    public Answer answer(ReceivedRequest request) {
        if (request.path().equals(FEED)) {
            return feedOf(request);
        }
        var article = article(request.path());
        if (article < 0 || article % hosts != request.host()) {
            return Answer.empty(404, Duration.ZERO);
        }
        articles.passed(Point.REQUESTED, article, request.atMillis());
        return Answer.of(200, pages.page(article), Duration.ZERO, "Content-Type: text/html; charset=utf-8");
    }

    private Answer feedOf(ReceivedRequest request) {
        var count = Math.max(0, ofHost(request.host(), announced(request.atNanos())));
        var etag = "\"" + count + "\"";
        if (etag.equals(request.ifNoneMatch())) {
            return Answer.empty(304, Duration.ZERO, "ETag: " + etag, FRESH);
        }
        var feed = new StringBuilder(
                        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><title>Harbour ")
                .append(request.host())
                .append("</title>\n");
        for (var at = count - 1; at >= Math.max(0, count - NEWEST); at--) {
            var article = at * hosts + request.host();
            var url = "http://" + LoopbackHosts.address(request.host()) + ':' + port + ARTICLE + article + ".html";
            feed.append("<item><title>")
                    .append(pages.title(article))
                    .append("</title><link>")
                    .append(url)
                    .append("</link><guid>")
                    .append(url)
                    .append("</guid></item>\n");
            articles.passed(Point.ANNOUNCED, article, request.atMillis());
        }
        return Answer.of(
                200,
                feed.append("</channel></rss>\n").toString().getBytes(StandardCharsets.UTF_8),
                Duration.ZERO,
                "Content-Type: application/rss+xml",
                "ETag: " + etag,
                FRESH);
    }

    @Override
    public void ended(ReceivedRequest request, boolean whole, long atNanos) {
        var article = whole ? article(request.path()) : -1;
        if (article >= 0) {
            articles.passed(Point.FETCHED, article, System.currentTimeMillis());
        }
    }
}
