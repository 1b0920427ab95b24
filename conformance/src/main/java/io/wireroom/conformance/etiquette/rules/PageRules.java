package io.wireroom.conformance.etiquette.rules;

import io.wireroom.conformance.etiquette.faults.Faults;
import io.wireroom.conformance.etiquette.origin.Gaps;
import io.wireroom.conformance.etiquette.origin.Reply;
import io.wireroom.conformance.etiquette.origin.ScriptedFeeds;
import io.wireroom.conformance.etiquette.origin.ScriptedHost;
import io.wireroom.conformance.etiquette.rules.Rule.Prepared;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.work.Validators;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules for pages: which failures are retried, which are final, and which host queue a redirect enters. */
final class PageRules {

    private static final double BASE = ClientSettings.RETRY_BASE.toMillis() / 1_000.0;

    private static final String TAG = "\"a1\"";
    private static final double FIRST_REVISIT = ClientSettings.FIRST_REVISIT.toSeconds() - 0.1;
    private static final double SECOND_REVISIT = ClientSettings.SECOND_REVISIT.toSeconds() - 0.1;

    private PageRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "page-retried-with-back-off",
                        "A page that fails for the moment is tried again at growing distance, a few times.",
                        "RFC 9110, 15.6; INGEST_ATTEMPTS, INGEST_RETRY_AFTER",
                        PageRules::retried),
                new Rule(
                        "page-refusal-final",
                        "A page that is missing, gone, forbidden or barred by law is asked for once.",
                        "RFC 9110, 15.5; RFC 7725",
                        PageRules::refused),
                new Rule(
                        "page-wrong-type-final",
                        "What is no page is asked for once and not handed on.",
                        "RFC 9110, 8.3",
                        PageRules::wrongType),
                new Rule(
                        "revisits-spaced",
                        "An article is looked at again at the distances that are set, and no more often.",
                        "INGEST_REVISITS",
                        PageRules::revisits),
                new Rule(
                        "revisit-conditional",
                        "A revisit of an article is conditional, where the page had validators.",
                        "RFC 9110, 13.1",
                        PageRules::conditionalRevisit),
                new Rule(
                        "gone-article-left-alone",
                        "An article that answered 410 is not asked for again.",
                        "RFC 9110, 15.5.11",
                        PageRules::gone),
                new Rule(
                        "page-redirect-through-its-queue",
                        "A redirect to another host waits there for that host's robots.txt and pause.",
                        "RFC 9309, 2.3; the project's promise to site owners",
                        PageRules::redirected));
    }

    private static Prepared conditionalRevisit(Scenario scenario) {
        var host = article(scenario);
        return new Prepared(
                topics -> {
                    var log = host.log("/a");
                    return log.size() < 2
                            ? Verdict.open("asked for %d times", log.size())
                            : Verdict.of(
                                    TAG.equals(log.get(1).field("If-None-Match")),
                                    "the revisit sent If-None-Match: %s",
                                    log.get(1).field("If-None-Match"));
                },
                Faults.sending(kept -> Validators.NONE));
    }

    private static ScriptedHost article(Scenario scenario) {
        var host = scenario.host();
        host.at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.undated(host, "/a")))
                .at(
                        "/a",
                        (exchange, nth) -> (TAG.equals(exchange.field("If-None-Match"))
                                        ? Reply.notModified()
                                        : Reply.page("A"))
                                .with("ETag", TAG));
        scenario.watch(host.url("/feed"));
        return host;
    }

    private static Prepared revisits(Scenario scenario) {
        var host = article(scenario);
        return new Prepared(
                topics -> {
                    var log = host.log("/a");
                    if (log.size() > 3) {
                        return Verdict.fail("two revisits are set, and it was asked for %d times", log.size());
                    }
                    var gaps = Gaps.between(log);
                    if (gaps.count() > 0 && gaps.at(0) < FIRST_REVISIT
                            || gaps.count() > 1 && gaps.at(1) < SECOND_REVISIT) {
                        return Verdict.fail("looked at after %s", gaps);
                    }
                    if (log.size() < 3 || log.getLast().age() < 9) {
                        return log.isEmpty() ? Verdict.open("no page yet") : Verdict.open("looked at after %s", gaps);
                    }
                    return Verdict.pass("two revisits are set: after %s, and no more", gaps);
                },
                Faults.pagesTwice());
    }

    private static Prepared gone(Scenario scenario) {
        var host = scenario.host();
        host.at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.undated(host, "/a")))
                .at("/a", (exchange, nth) -> nth == 1 ? Reply.page("A") : Reply.status(410));
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> {
                    var log = host.log("/a");
                    if (log.size() > 2) {
                        return Verdict.fail("asked for %d times after its 410", log.size() - 2);
                    }
                    return log.size() < 2 || log.getLast().age() < 12
                            ? Verdict.open("asked for %d times", log.size())
                            : Verdict.pass(
                                    "its revisit brought a 410; not asked for in %.0f s since",
                                    log.getLast().age());
                },
                Faults.failsAs(FetchReason.SERVER_ERROR, 500));
    }

    private static Prepared retried(Scenario scenario) {
        var host = scenario.host();
        host.at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(host, "/a")))
                .at("/a", (exchange, nth) -> nth < ClientSettings.ATTEMPTS ? Reply.status(500) : Reply.page("A"));
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> {
                    var log = host.log("/a");
                    if (log.size() < ClientSettings.ATTEMPTS) {
                        return log.isEmpty() ? Verdict.open("no page yet") : Verdict.late(log.getLast(), 12, "a retry");
                    }
                    var gaps = Gaps.between(log.subList(0, ClientSettings.ATTEMPTS));
                    return Verdict.of(
                            gaps.at(0) > 0.9 * BASE && gaps.at(1) > 1.8 * BASE, "tried again after pauses of %s", gaps);
                },
                Faults.failsAs(FetchReason.NOT_FOUND, 404));
    }

    private static Prepared refused(Scenario scenario) {
        var host = scenario.host();
        var reasons = Map.of(
                404, FetchReason.NOT_FOUND,
                410, FetchReason.GONE,
                403, FetchReason.FORBIDDEN,
                451, FetchReason.LEGAL);
        var paths = reasons.keySet().stream().map(status -> "/" + status).toArray(String[]::new);
        reasons.keySet().forEach(status -> host.at("/" + status, Reply.status(status)));
        host.at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(host, paths)));
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> {
                    for (var expected : reasons.entrySet()) {
                        var path = "/" + expected.getKey();
                        var log = host.log(path);
                        if (log.size() > 1) {
                            return Verdict.fail("%s was asked for %d times", path, log.size());
                        }
                        if (log.isEmpty() || log.getFirst().age() < 6) {
                            return Verdict.open("%d requests", host.log().size());
                        }
                        var ended = topics.notFetched(host.url(path));
                        if (topics.isOurs() && !ended.equals(Optional.of(expected.getValue()))) {
                            return Verdict.fail("%s ended as %s", path, ended);
                        }
                    }
                    return Verdict.pass("each asked for once, each with its reason");
                },
                Faults.failsAs(FetchReason.SERVER_ERROR, 500));
    }

    private static Prepared wrongType(Scenario scenario) {
        var host = scenario.host();
        host.at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(host, "/a.pdf")))
                .at("/a.pdf", Reply.of("application/pdf", "%PDF-1.7"));
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> {
                    var log = host.log("/a.pdf");
                    if (log.size() > 1) {
                        return Verdict.fail("asked for %d times", log.size());
                    }
                    if (topics.fetched(host.url("/a.pdf")) > 0) {
                        return Verdict.fail("it was handed on as a page");
                    }
                    if (log.isEmpty() || log.getFirst().age() < 5) {
                        return Verdict.open("%d requests", host.log().size());
                    }
                    var ended = topics.notFetched(host.url("/a.pdf"));
                    return Verdict.of(
                            !topics.isOurs() || ended.equals(Optional.of(FetchReason.WRONG_TYPE)),
                            "asked for once; ended as %s",
                            ended.map(FetchReason::wireName).orElse("not seen"));
                },
                Faults.everythingIsHtml());
    }

    private static Prepared redirected(Scenario scenario) {
        var from = scenario.host();
        var to = scenario.host();
        from.at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(from, "/a", "/b")))
                .at("/a", Reply.redirect(301, to.url("/a")))
                .at("/b", Reply.redirect(302, to.url("/closed")));
        to.pages("/a", "/closed").at("/robots.txt", Reply.robots("User-agent: *\nDisallow: /closed\n"));
        scenario.watch(from.url("/feed"));
        return new Prepared(
                topics -> {
                    var arrived = to.log("/a");
                    var robots = to.log("/robots.txt");
                    if (to.count("/closed") > 0) {
                        return Verdict.fail("the target's robots.txt was not obeyed");
                    }
                    if (arrived.isEmpty() || arrived.getFirst().age() < 5 || from.count("/b") == 0) {
                        return from.log().isEmpty()
                                ? Verdict.open("not polled yet")
                                : Verdict.late(from.log().getFirst(), 40, "the redirect's target");
                    }
                    return Verdict.of(
                            !robots.isEmpty() && robots.getFirst().began < arrived.getFirst().began,
                            "robots.txt of the target first, its disallowed page never");
                },
                Faults.followsAtOnce());
    }
}
