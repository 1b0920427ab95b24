package io.wireroom.conformance.torture.verdict;

import io.wireroom.testkit.origin.Answer;
import io.wireroom.testkit.origin.LoopbackHosts;
import io.wireroom.testkit.origin.ReceivedRequest;
import io.wireroom.testkit.origin.ServedExchange;
import io.wireroom.testkit.origin.ServedSite;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * News sites that announce articles at a steady rate, change a fifth of them, withdraw a twentieth, and print every tenth a
 * second time. Article {@code n} is at host {@code n % hosts}. Answers are slow, so that simultaneous requests to a host are seen. Records every exchange.
 */
public final class ChangingHosts implements ServedSite {

    private static final String FEED = "/feed.xml";
    private static final String ARTICLE = "/articles/";
    private static final int CHANGED_ONE_IN = 5;
    private static final int WITHDRAWN_ONE_IN = 20;
    private static final int WITHDRAWN_REST = 7;
    private static final int COPIED_ONE_IN = 10;
    /** Neither it nor the article before it changes or is withdrawn. */
    private static final int COPIED_REST = 9;

    /** A revisit comes later than this: the first is 30 s after the fetch, the second 60 s after that. */
    private static final Duration CHANGED_AFTER = Duration.ofSeconds(20);

    /** Entries of a feed: many, so that none leaves it while nobody polls. */
    private static final int NEWEST = 60;

    private static final int FASTEST_MILLIS = 20;
    private static final int SPREAD_MILLIS = 150;
    private static final String FRESH = "Cache-Control: max-age=2";
    private static final int PARAGRAPHS = 5;
    private static final int WORDS = 40;
    private static final List<String> VOCABULARY = List.of(
            "harbour",
            "council",
            "ferry",
            "bridge",
            "market",
            "lighthouse",
            "tide",
            "storm",
            "cargo",
            "pilot",
            "budget",
            "school",
            "theatre",
            "museum",
            "railway",
            "station",
            "hospital",
            "garden",
            "festival",
            "election",
            "report",
            "minister",
            "teacher",
            "engine",
            "weather",
            "river",
            "island",
            "village",
            "mountain",
            "winter",
            "summer",
            "morning",
            "evening",
            "meeting",
            "decision",
            "agreement",
            "project",
            "building",
            "company",
            "worker");

    private final int hosts;
    private final double perSecond;
    private final LongSupplier nanoTime;
    private final Instant published = Instant.now();
    private final Map<ReceivedRequest, Edition> open = new HashMap<>();
    private final List<ServedExchange> exchanges = new ArrayList<>();
    private final Map<Integer, TreeSet<Integer>> served = new HashMap<>();
    private final TreeSet<Integer> servedWithdrawn = new TreeSet<>();
    private volatile int port;
    private volatile long startNanos;
    private volatile long endNanos = Long.MAX_VALUE;

    /**
     * Hosts that announce nothing yet.
     *
     * @param perSecond articles announced a second by all hosts together
     * @param nanoTime {@link System#nanoTime()}
     */
    public ChangingHosts(int hosts, double perSecond, LongSupplier nanoTime) {
        this.hosts = hosts;
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
    }

    /** Begins to announce; feeds contain absolute addresses, with this port. */
    public void announceAt(int atPort) {
        port = atPort;
        startNanos = nanoTime.getAsLong();
    }

    /** Announces no more articles; those announced still change. */
    public void announceNoMore() {
        endNanos = nanoTime.getAsLong();
    }

    /** The address of a host's feed. */
    public String feed(int host) {
        return "http://" + LoopbackHosts.address(host) + ':' + port + FEED;
    }

    /** The address of an article. */
    public String url(int article) {
        return "http://" + LoopbackHosts.address(article % hosts) + ':' + port + ARTICLE + article + ".html";
    }

    /** The article of a page's address; negative for any other. */
    static int article(String url) {
        var at = url.indexOf(ARTICLE);
        return at < 0 ? -1 : Integer.parseInt(url.substring(at + ARTICLE.length(), url.length() - ".html".length()));
    }

    /** The article with the same text that was announced first: the one before it, on another site, or itself. */
    static int original(int article) {
        return article % COPIED_ONE_IN == COPIED_REST ? article - 1 : article;
    }

    /** Articles announced so far: 0 to below this. */
    public int announced() {
        return announced(nanoTime.getAsLong());
    }

    private int announced(long nanos) {
        return startNanos == 0 ? 0 : (int) ((Math.min(nanos, endNanos) - startNanos) / 1e9 * perSecond);
    }

    /** What the article says in the end. */
    public Edition last(int article) {
        return edition(article, Long.MAX_VALUE);
    }

    private Edition edition(int article, long nanos) {
        var changesAt = startNanos + (long) (article / perSecond * 1e9) + CHANGED_AFTER.toNanos();
        if (nanos < changesAt) {
            return new Edition(1, false);
        }
        return new Edition(article % CHANGED_ONE_IN == 1 ? 2 : 1, article % WITHDRAWN_ONE_IN == WITHDRAWN_REST);
    }

    @Override
    public Answer answer(ReceivedRequest request) {
        var after = Duration.ofMillis(FASTEST_MILLIS + (request.atNanos() >>> 12) % SPREAD_MILLIS);
        if (request.path().equals(FEED)) {
            return feedOf(request, after);
        }
        var article = article(request.path());
        if (article < 0 || article % hosts != request.host() || article >= announced(request.atNanos())) {
            return Answer.empty(404, after);
        }
        var edition = edition(article, request.atNanos());
        synchronized (this) {
            open.put(request, edition);
        }
        if (edition.withdrawn()) {
            return Answer.empty(410, after);
        }
        var etag = "\"" + article + '-' + edition.number() + "\"";
        if (etag.equals(request.ifNoneMatch())) {
            return Answer.empty(304, after, "ETag: " + etag);
        }
        return Answer.of(
                200,
                page(original(article), edition.number()),
                after,
                "Content-Type: text/html; charset=utf-8",
                "ETag: " + etag);
    }

    private byte[] page(int article, int edition) {
        var random = new SplittableRandom(article);
        var title = "Report " + article + " on the " + word(random) + " and the " + word(random);
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(title)
                .append(
                        "</title><meta property=\"og:type\" content=\"article\"><meta property=\"article:published_time\""
                                + " content=\"")
                .append(published.plusSeconds(article))
                .append("\"></head><body><main><article><h1>")
                .append(title)
                .append("</h1><p class=\"byline\">By Mara Holt</p><p>")
                .append(Edition.mark(article, edition));
        for (var paragraph = 0; paragraph < PARAGRAPHS; paragraph++) {
            for (var word = 0; word < WORDS; word++) {
                page.append(word % 10 == 0 ? " The " : " ").append(word(random)).append(word % 10 == 9 ? "." : "");
            }
            page.append("</p>\n<p>");
        }
        return page.append("End of the report.</p></article></main></body></html>\n")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String word(SplittableRandom random) {
        return VOCABULARY.get(random.nextInt(VOCABULARY.size()));
    }

    private Answer feedOf(ReceivedRequest request, Duration after) {
        var count = Math.max(0, (announced(request.atNanos()) - request.host() + hosts - 1) / hosts);
        var etag = "\"" + count + "\"";
        if (etag.equals(request.ifNoneMatch())) {
            return Answer.empty(304, after, "ETag: " + etag, FRESH);
        }
        var feed = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel>")
                .append("<title>Harbour ")
                .append(request.host())
                .append("</title>\n");
        for (var at = count - 1; at >= Math.max(0, count - NEWEST); at--) {
            var url = url(at * hosts + request.host());
            feed.append("<item><title>Report ")
                    .append(at * hosts + request.host())
                    .append("</title><link>")
                    .append(url)
                    .append("</link><guid>")
                    .append(url)
                    .append("</guid></item>\n");
        }
        var body = feed.append("</channel></rss>\n").toString().getBytes(StandardCharsets.UTF_8);
        return Answer.of(200, body, after, "Content-Type: application/rss+xml", "ETag: " + etag, FRESH);
    }

    @Override
    public synchronized void ended(ReceivedRequest request, boolean whole, long atNanos) {
        exchanges.add(new ServedExchange(request, whole, atNanos));
        var edition = open.remove(request);
        if (edition == null || !whole) {
            return;
        }
        var article = article(request.path());
        if (edition.withdrawn()) {
            servedWithdrawn.add(article);
        } else {
            served.computeIfAbsent(article, none -> new TreeSet<>()).add(edition.number());
        }
    }

    /** The editions of an article that were served whole, in ascending order. */
    synchronized List<Integer> served(int article) {
        return List.copyOf(served.getOrDefault(article, new TreeSet<>()));
    }

    /** Whether a client was answered that this article is withdrawn. */
    synchronized boolean servedWithdrawn(int article) {
        return servedWithdrawn.contains(article);
    }

    /** Articles of which an edition was served. */
    public synchronized int servedArticles() {
        return served.size();
    }

    /** All exchanges that have ended, in the order of their ends. */
    public synchronized List<ServedExchange> exchanges() {
        return List.copyOf(exchanges);
    }
}
