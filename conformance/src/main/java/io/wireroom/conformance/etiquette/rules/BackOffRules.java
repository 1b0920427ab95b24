package io.wireroom.conformance.etiquette.rules;

import io.wireroom.conformance.etiquette.faults.Faults;
import io.wireroom.conformance.etiquette.origin.Exchange;
import io.wireroom.conformance.etiquette.origin.Gaps;
import io.wireroom.conformance.etiquette.origin.Reply;
import io.wireroom.conformance.etiquette.origin.ScriptedFeeds;
import io.wireroom.conformance.etiquette.rules.Rule.Prepared;
import io.wireroom.contract.FetchReason;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Rules for errors and for requests to wait or to stop. */
final class BackOffRules {

    /** A day, plus the tenth that is added to any pause at random. */
    private static final Duration DAY_AND_CHANCE = Duration.ofHours(27);

    private static final int WAIT_SECONDS = 6;

    /** Each pause is judged several times, because on a busy machine the first pauses are long for other reasons. */
    private static final int TRIALS = 3;

    private static final double FLOOR = ClientSettings.POLL_MIN.toMillis() / 1_000.0;

    private BackOffRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "gone-stops",
                        "After a 410 a source is not asked again.",
                        "RFC 9110, 15.5.11",
                        BackOffRules::gone),
                new Rule(
                        "missing-backs-off",
                        "A source that answers 404 is asked at growing distance.",
                        "RFC 9110, 15.5.5",
                        scenario -> backsOff(scenario, 404)),
                new Rule(
                        "server-error-backs-off",
                        "A source that answers 500 is asked at growing distance.",
                        "RFC 9110, 15.6.1",
                        scenario -> backsOff(scenario, 500)),
                new Rule(
                        "back-off-is-per-source",
                        "One source's failures do not slow down its neighbour on the same host.",
                        "RFC 9110, 15.5.5: a 404 is about the address",
                        BackOffRules::perSource),
                new Rule(
                        "circuit-per-host",
                        "A host that fails for one source after the other is asked at growing distance.",
                        "RFC 9309, 2.3.1.4 in spirit; AWS, exponential back-off",
                        BackOffRules::circuit),
                new Rule(
                        "429-retry-after-seconds",
                        "429 with Retry-After in seconds: nothing is asked for as long.",
                        "RFC 6585, 4; RFC 9110, 10.2.3",
                        scenario -> retryAfter(scenario, 429, () -> Integer.toString(WAIT_SECONDS))),
                new Rule(
                        "429-retry-after-date",
                        "429 with Retry-After as a date: nothing is asked before.",
                        "RFC 6585, 4; RFC 9110, 10.2.3",
                        scenario -> retryAfter(scenario, 429, BackOffRules::later)),
                new Rule(
                        "503-retry-after-seconds",
                        "503 with Retry-After in seconds: nothing is asked for as long.",
                        "RFC 9110, 15.6.4 and 10.2.3",
                        scenario -> retryAfter(scenario, 503, () -> Integer.toString(WAIT_SECONDS))),
                new Rule(
                        "503-retry-after-date",
                        "503 with Retry-After as a date: nothing is asked before.",
                        "RFC 9110, 15.6.4 and 10.2.3",
                        scenario -> retryAfter(scenario, 503, BackOffRules::later)),
                new Rule(
                        "retry-after-whole-host",
                        "Retry-After for one source holds for everything on its host.",
                        "RFC 6585, 4: the limit is the user's, not the address's",
                        BackOffRules::wholeHost),
                new Rule(
                        "retry-after-on-a-page",
                        "Retry-After for a page holds for its host, and the page is asked for again after it.",
                        "RFC 9110, 10.2.3",
                        BackOffRules::onAPage),
                new Rule(
                        "retry-after-capped",
                        "A Retry-After of years is not believed: a day at most.",
                        "RFC 9110, 10.2.3 sets no limit; a typo must not end a source",
                        BackOffRules::capped));
    }

    private static String later() {
        return Reply.httpDate(ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(WAIT_SECONDS + 1));
    }

    private static Prepared gone(Scenario scenario) {
        var host = scenario.host();
        host.at("/feed", Reply.status(410));
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> {
                    var log = host.log("/feed");
                    if (log.size() > 1) {
                        return Verdict.fail(
                                "asked again %.1f s after the 410",
                                Gaps.between(log).at(0));
                    }
                    return log.isEmpty() || log.getFirst().age() < 12
                            ? Verdict.open("%d requests", log.size())
                            : Verdict.pass(
                                    "asked once in %.0f s", log.getFirst().age());
                },
                Faults.failsAs(FetchReason.NOT_FOUND, 404));
    }

    private static Prepared backsOff(Scenario scenario, int status) {
        var host = scenario.host();
        host.at("/feed", Reply.status(status));
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> {
                    var gaps = Gaps.between(host.log("/feed"));
                    if (gaps.count() < 3) {
                        return Verdict.open("pauses of %s", gaps);
                    }
                    // Doubled from the shortest interval on. Longer pauses come from a busy machine.
                    var grows = gaps.at(0) > 1.4 * FLOOR && gaps.at(1) > 2.8 * FLOOR && gaps.at(2) > 5.6 * FLOOR;
                    return Verdict.of(grows, "pauses of %s", gaps);
                },
                Faults.failuresIgnored());
    }

    private static Prepared perSource(Scenario scenario) {
        var host = scenario.host();
        host.at("/missing", Reply.status(404)).at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(host)));
        scenario.watch(host.url("/missing"));
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> {
                    var well = host.log("/feed");
                    var missing = host.log("/missing");
                    if (missing.size() < 2 || well.isEmpty() || well.getFirst().age() < 12) {
                        return Verdict.open("%d and %d polls", well.size(), missing.size());
                    }
                    return Verdict.of(
                            well.size() >= 5 && well.size() > missing.size(),
                            "%d polls of the good source, %d of the missing one",
                            well.size(),
                            missing.size());
                },
                Faults.failuresShared());
    }

    private static Prepared circuit(Scenario scenario) {
        var host = scenario.host();
        for (var i = 1; i <= 5; i++) {
            host.at("/feed" + i, Reply.status(502));
            scenario.watch(host.url("/feed" + i));
        }
        return new Prepared(
                topics -> {
                    var log = host.log();
                    if (log.size() < 7) {
                        return Verdict.open("%d requests", log.size());
                    }
                    var gaps = Gaps.between(log.subList(0, 7));
                    // If each of the five sources backed off alone, the pauses would be a fifth of these.
                    return Verdict.of(
                            gaps.at(4) > 3.4 && gaps.at(5) > 3.4, "five sources in turn, with pauses of %s", gaps);
                },
                Faults.failsAs(FetchReason.CLIENT_ERROR, 400));
    }

    private static Prepared retryAfter(Scenario scenario, int status, Supplier<String> value) {
        var host = scenario.host();
        host.at(
                "/feed",
                (exchange, nth) -> nth % 2 == 1
                        ? Reply.status(status).with("Retry-After", value.get())
                        : Reply.feed(ScriptedFeeds.of(host)));
        scenario.watch(host.url("/feed"));
        return new Prepared(topics -> waited(host.log()), Faults.retryAfterAs(null));
    }

    /** A pause followed each answer that asked for one, before the next request of any kind. */
    private static Verdict waited(List<Exchange> log) {
        var pauses = new ArrayList<Double>();
        for (var i = 0; i + 1 < log.size(); i++) {
            if (log.get(i).status() == 429 || log.get(i).status() == 503) {
                pauses.add(log.get(i).pauseUntil(log.get(i + 1)));
            }
        }
        var seen = new Gaps(pauses);
        if (seen.shortest() < WAIT_SECONDS - 0.1) {
            return Verdict.fail("pauses of %s, %d asked for", seen, WAIT_SECONDS);
        }
        return seen.count() < TRIALS
                ? Verdict.open("pauses of %s", seen)
                : Verdict.pass("pauses of %s, %d asked for", seen, WAIT_SECONDS);
    }

    private static Prepared wholeHost(Scenario scenario) {
        var host = scenario.host();
        host.at(
                        "/busy",
                        (exchange, nth) -> nth % 2 == 1
                                ? Reply.status(429).with("Retry-After", Integer.toString(WAIT_SECONDS))
                                : Reply.feed(ScriptedFeeds.of(host)))
                .at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(host)));
        scenario.watch(host.url("/busy"));
        scenario.watch(host.url("/feed"));
        return new Prepared(topics -> waited(host.log()), Faults.retryAfterAs(null));
    }

    private static Prepared onAPage(Scenario scenario) {
        var host = scenario.host();
        var paths = new String[] {"/a", "/b", "/c"};
        host.at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(host, paths)));
        for (var path : paths) {
            host.at(
                    path,
                    (exchange, nth) -> nth == 1
                            ? Reply.status(503).with("Retry-After", Integer.toString(WAIT_SECONDS))
                            : Reply.page(path));
        }
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> {
                    for (var path : paths) {
                        if (host.count(path) < 2 && !(waited(host.log()) instanceof Verdict.Fail)) {
                            return Verdict.open("%s was asked for %d times", path, host.count(path));
                        }
                    }
                    return waited(host.log());
                },
                Faults.retryAfterAs(null));
    }

    private static Prepared capped(Scenario scenario) {
        var host = scenario.host();
        host.at("/feed", Reply.status(429).with("Retry-After", "315360000"));
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> {
                    if (!topics.isOurs()) {
                        return new Verdict.Unjudged("shows in our own topics only");
                    }
                    var failing = new ArrayList<>(topics.statuses(host.url("/feed")));
                    failing.removeIf(status -> status.failures() == 0);
                    if (failing.isEmpty()) {
                        return Verdict.open("no status yet");
                    }
                    var last = failing.getLast();
                    if (last.lastPollAt() == null || last.nextPollAt() == null) {
                        return Verdict.fail("it is never polled again");
                    }
                    var pause = Duration.between(last.lastPollAt(), last.nextPollAt());
                    return Verdict.of(
                            pause.compareTo(DAY_AND_CHANCE) < 0, "ten years asked for, next poll in %s", pause);
                },
                Faults.retryAfterAs(Duration.ofDays(3_650)));
    }
}
