package io.wireroom.conformance.etiquette.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wireroom.conformance.etiquette.faults.Faults;
import io.wireroom.conformance.etiquette.origin.Exchange;
import io.wireroom.conformance.etiquette.origin.Gaps;
import io.wireroom.conformance.etiquette.origin.Reply;
import io.wireroom.conformance.etiquette.origin.ScriptedFeeds;
import io.wireroom.conformance.etiquette.origin.ScriptedHost;
import io.wireroom.conformance.etiquette.origin.ScriptedOrigin;
import io.wireroom.conformance.etiquette.rules.Rule.Prepared;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Rules for the number of simultaneous requests and for the pauses between requests. */
final class PaceRules {

    private static final double DELAY = ClientSettings.HOST_DELAY.toMillis() / 1_000.0;

    /** On a busy machine the origin records the end of an answer a little after the client has received it. */
    private static final double NOTED_LATE = 0.05;

    private PaceRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "one-request-at-a-time",
                        "No two requests to a host overlap: polls, pages and robots.txt together, on any host.",
                        "The project's promise to site owners",
                        PaceRules::oneAtATime),
                new Rule(
                        "pause-between-requests",
                        "Between two requests to a host lies the configured pause, on any host.",
                        "The project's promise to site owners",
                        PaceRules::pause),
                new Rule(
                        "crawl-delay",
                        "A Crawl-delay in robots.txt lengthens the pause.",
                        "Not in RFC 9309, 2.2.4 leaves it open; honoured by all big crawlers except one",
                        PaceRules::crawlDelay),
                new Rule(
                        "huge-site-starves-nobody",
                        "While a site's long backlog is worked off, its own feed and all others are polled in time.",
                        "The project's promise to small sources",
                        PaceRules::hugeSite));
    }

    private static Prepared oneAtATime(Scenario scenario) {
        var host = busy(scenario, 6);
        return new Prepared(
                topics -> {
                    if (host.log().size() < 10) {
                        return Verdict.open("%d requests", host.log().size());
                    }
                    var requests = 0;
                    for (var one : scenario.everyHost()) {
                        var log = ordered(one);
                        for (var i = 1; i < log.size(); i++) {
                            if (log.get(i - 1).pauseUntil(log.get(i)) < 0) {
                                return Verdict.fail(
                                        "%s and %s overlap at %s",
                                        log.get(i - 1).target, log.get(i).target, one.address);
                            }
                        }
                        requests += log.size();
                    }
                    return Verdict.pass(
                            "%d requests to %d hosts, none overlapping",
                            requests, scenario.everyHost().size());
                },
                Faults.asksTwiceAtOnce());
    }

    /** Two sources and slow pages. */
    private static ScriptedHost busy(Scenario scenario, int pages) {
        var host = scenario.host();
        var paths = IntStream.range(0, pages).mapToObj(number -> "/p" + number).toArray(String[]::new);
        for (var path : paths) {
            host.at(path, Reply.streamed("text/html", (exchange, out) -> {
                out.write("<p>slow".getBytes(UTF_8));
                out.flush();
                var unused = ScriptedOrigin.awaitClose(exchange, 500);
                out.write("</p>".getBytes(UTF_8));
            }));
        }
        host.at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(host, paths)));
        host.at("/other", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(host)));
        scenario.watch(host.url("/feed"));
        scenario.watch(host.url("/other"));
        return host;
    }

    private static List<Exchange> ordered(ScriptedHost host) {
        return host.log().stream()
                .sorted(Comparator.comparingLong(one -> one.began))
                .toList();
    }

    private static Prepared pause(Scenario scenario) {
        var host = busy(scenario, 4);
        return new Prepared(
                topics -> {
                    if (host.log().size() < 8) {
                        return Verdict.open("%d requests", host.log().size());
                    }
                    var shortest = Double.POSITIVE_INFINITY;
                    var pauses = 0;
                    for (var one : scenario.everyHost()) {
                        var log = ordered(one);
                        for (var i = 1; i < log.size(); i++) {
                            var status = log.get(i - 1).status();
                            // A redirect within a host is one request to its owner.
                            if (status < 300 || status >= 400 || status == 304) {
                                var gap = log.get(i - 1).pauseUntil(log.get(i));
                                if (gap < DELAY - NOTED_LATE && gap >= 0) {
                                    return Verdict.fail(
                                            "%.3f s between %s and %s at %s",
                                            gap, log.get(i - 1).target, log.get(i).target, one.address);
                                }
                                shortest = Math.min(shortest, gap);
                                pauses++;
                            }
                        }
                    }
                    return Verdict.pass("%d pauses, the shortest %.3f s of %.1f s", pauses, shortest, DELAY);
                },
                Faults.asksAgainAtOnce());
    }

    private static Prepared crawlDelay(Scenario scenario) {
        var host = scenario.host();
        host.pages("/a", "/b", "/c")
                .at("/robots.txt", Reply.robots("User-agent: *\nCrawl-delay: 2\nDisallow:\n"))
                .at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(host, "/a", "/b", "/c")));
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> {
                    var after = host.log().stream()
                            .dropWhile(one -> !one.target.equals("/robots.txt"))
                            .toList();
                    var gaps = Gaps.between(after);
                    if (gaps.shortest() < 2 - NOTED_LATE) {
                        return Verdict.fail("pauses of %s", gaps);
                    }
                    return gaps.count() < 4
                            ? Verdict.open("%d requests", after.size())
                            : Verdict.pass("pauses of %s", gaps);
                },
                Faults.reading(text -> text.replace("Crawl-delay", "X-delay")));
    }

    private static long before(long instant, ScriptedHost host) {
        return host.log("/feed").stream().filter(one -> one.began < instant).count();
    }

    private static Prepared hugeSite(Scenario scenario) {
        var huge = scenario.host();
        var small = scenario.host();
        var paths = IntStream.range(0, 60).mapToObj(number -> "/p" + number).toArray(String[]::new);
        huge.pages(paths).at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(huge, paths)));
        small.at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(small)));
        scenario.watch(huge.url("/feed"));
        scenario.watch(small.url("/feed"));
        return new Prepared(
                topics -> {
                    var pages = huge.log().stream()
                            .filter(one -> one.target.startsWith("/p"))
                            .count();
                    if (pages < 16) {
                        return huge.log().isEmpty()
                                ? Verdict.open("not polled yet")
                                : Verdict.late(huge.log().getFirst(), 80, "the backlog's sixteenth page");
                    }
                    var end = huge.log().stream()
                            .filter(one -> one.target.startsWith("/p"))
                            .skip(15)
                            .findFirst()
                            .orElseThrow()
                            .began;
                    return Verdict.of(
                            Math.min(before(end, huge), before(end, small)) >= 5,
                            "beside %d pages the site's feed was polled %d times, another's %d times",
                            16,
                            before(end, huge),
                            before(end, small));
                },
                Faults.feedsWaitFor(small.address, () -> huge.log().size() > 40));
    }
}
