package io.wireroom.conformance.etiquette.rules;

import io.wireroom.conformance.etiquette.faults.Faults;
import io.wireroom.conformance.etiquette.origin.Gaps;
import io.wireroom.conformance.etiquette.origin.Reply;
import io.wireroom.conformance.etiquette.origin.ScriptedFeeds;
import io.wireroom.conformance.etiquette.origin.ScriptedHost;
import io.wireroom.conformance.etiquette.rules.Rule.Prepared;
import io.wireroom.contract.FetchReason;
import java.util.ArrayList;
import java.util.List;

/** Rules for redirects of sources: which count as permanent, when, and how far they are followed. */
final class MoveRules {

    /** Requests of one redirect loop: the first request and five redirects. */
    private static final int ROUND = 6;

    /** Equal answers after which a permanent move must have been adopted. */
    private static final int ENOUGH = 12;

    private static final int TARGET_POLLS = 3;

    private MoveRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "moved-not-adopted-at-once",
                        "One 301 is not believed: the old address is asked again.",
                        "RFC 9110, 15.4.2, with the caution of feed readers",
                        MoveRules::notAtOnce),
                new Rule(
                        "moved-301-adopted",
                        "After equal 301 answers the new address is asked directly, and no entry is fetched again.",
                        "RFC 9110, 15.4.2",
                        scenario -> adopted(scenario, 301)),
                new Rule(
                        "moved-308-adopted",
                        "308 counts as 301.",
                        "RFC 9110, 15.4.9",
                        scenario -> adopted(scenario, 308)),
                new Rule(
                        "moved-differently-not-adopted",
                        "301 answers that name different targets are never adopted.",
                        "RFC 9110, 15.4.2, with the caution of feed readers",
                        MoveRules::differently),
                new Rule(
                        "moved-302-never-adopted",
                        "302 is followed, never stored.",
                        "RFC 9110, 15.4.3",
                        scenario -> temporary(scenario, 302)),
                new Rule(
                        "moved-307-never-adopted",
                        "307 is followed, never stored.",
                        "RFC 9110, 15.4.8",
                        scenario -> temporary(scenario, 307)),
                new Rule(
                        "redirect-loop",
                        "Addresses that redirect to each other are a failure with a back-off, not a chase.",
                        "RFC 9110, 15.4",
                        MoveRules::loop),
                new Rule(
                        "redirect-cap",
                        "No more than five redirects are followed.",
                        "WHATWG Fetch allows 20, RFC 2068 5; RFC 9309, 2.3.1.2 asks for 5",
                        MoveRules::cap));
    }

    private static Prepared notAtOnce(Scenario scenario) {
        var old = scenario.host();
        var target = scenario.host();
        old.at("/feed", Reply.redirect(301, target.url("/feed")));
        target.at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(target)));
        scenario.watch(old.url("/feed"));
        return new Prepared(
                topics -> {
                    var asked = old.log("/feed");
                    if (asked.size() >= 2) {
                        return Verdict.pass(
                                "the old address was asked again %.1f s later",
                                Gaps.between(asked).at(0));
                    }
                    return target.count("/feed") < TARGET_POLLS
                            ? Verdict.open("%d polls at the target", target.count("/feed"))
                            : Verdict.fail("the old address was asked once only");
                },
                Faults.movesAtOnce());
    }

    private static Prepared adopted(Scenario scenario, int status) {
        var old = scenario.host();
        var target = scenario.host();
        old.at("/feed", Reply.redirect(status, target.url("/feed")));
        target.pages("/a").at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(target, "/a")));
        scenario.watch(old.url("/feed"));
        return new Prepared(
                topics -> {
                    var asked = old.log("/feed");
                    if (asked.size() > ENOUGH) {
                        return Verdict.fail("the old address was asked %d times", asked.size());
                    }
                    if (asked.isEmpty()) {
                        return Verdict.open("not polled yet");
                    }
                    var direct = target.log("/feed").stream()
                            .filter(one -> one.began > asked.getLast().began)
                            .count();
                    if (direct <= TARGET_POLLS) {
                        return Verdict.open("%d at the old address", asked.size());
                    }
                    return Verdict.of(
                            Gaps.between(target.log("/a")).shortest() > RhythmRules.SOONEST_REVISIT,
                            "after %d answers; then %d polls of the target alone, and no page twice",
                            asked.size(),
                            direct);
                },
                Faults.movesAs(302));
    }

    private static Prepared differently(Scenario scenario) {
        var old = scenario.host();
        var first = scenario.host();
        var second = scenario.host();
        old.at("/feed", (exchange, nth) -> Reply.redirect(301, (nth % 2 == 1 ? first : second).url("/feed")));
        first.at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(first)));
        second.at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(second)));
        scenario.watch(old.url("/feed"));
        return new Prepared(topics -> askedEachTime(old, first, second), Faults.firstTargetStays());
    }

    private static Prepared temporary(Scenario scenario, int status) {
        var old = scenario.host();
        var target = scenario.host();
        old.at("/feed", Reply.redirect(status, target.url("/feed")));
        target.at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(target)));
        scenario.watch(old.url("/feed"));
        return new Prepared(topics -> askedEachTime(old, target), Faults.movesAs(301));
    }

    /** Every request for a target must follow one for the old address. */
    private static Verdict askedEachTime(ScriptedHost old, ScriptedHost... targets) {
        var there = 0;
        for (var target : targets) {
            there += target.count("/feed");
        }
        var asked = old.count("/feed");
        if (there > asked) {
            return Verdict.fail("%d polls of the target, %d of the old address", there, asked);
        }
        return there < 8
                ? Verdict.open("%d polls", there)
                : Verdict.pass("%d polls of the target, each by the old address", there);
    }

    /** Polls within these seconds by a source that fails again and again, with pauses that double from two seconds. */
    private static long most(double seconds) {
        return 2 + Math.round(Math.ceil(Math.log(1 + seconds / 2) / Math.log(2)));
    }

    private static Prepared loop(Scenario scenario) {
        var one = scenario.host();
        var other = scenario.host();
        one.at("/feed", Reply.redirect(301, other.url("/feed")));
        other.at("/feed", Reply.redirect(301, one.url("/feed")));
        scenario.watch(one.url("/feed"));
        return new Prepared(
                topics -> {
                    var requests = one.log().size() + other.log().size();
                    if (one.log().isEmpty() || one.log().getFirst().age() < 15) {
                        return Verdict.open("%d requests", requests);
                    }
                    if (requests > ROUND * most(one.log().getFirst().age())) {
                        return Verdict.fail("%d requests in a loop of two addresses", requests);
                    }
                    var reported = topics.statuses(one.url("/feed")).stream()
                            .anyMatch(status -> status.lastError() == FetchReason.REDIRECTS);
                    return Verdict.of(
                            reported || !topics.isOurs(),
                            "%d requests in %.0f s; failing with reason redirects: %b",
                            requests,
                            one.log().getFirst().age(),
                            reported);
                },
                Faults.hopsForgotten());
    }

    private static Prepared cap(Scenario scenario) {
        var near = scenario.host();
        near.at("/feed", Reply.redirect(302, "/r1"));
        var far = scenario.host();
        var hosts = new ArrayList<>(List.of(far));
        for (var i = 1; i <= 7; i++) {
            near.at("/r" + i, Reply.redirect(302, "/r" + (i + 1)));
            hosts.add(scenario.host());
            hosts.get(i - 1).at("/feed", Reply.redirect(302, hosts.get(i).url("/feed")));
        }
        scenario.watch(near.url("/feed"));
        scenario.watch(far.url("/feed"));
        return new Prepared(
                topics -> {
                    if (near.count("/r6") > 0 || hosts.get(6).count("/feed") > 0) {
                        return Verdict.fail("a sixth redirect was followed");
                    }
                    var last = hosts.get(5).log("/feed");
                    if (last.isEmpty()) {
                        return far.log().isEmpty()
                                ? Verdict.open("not polled yet")
                                : Verdict.late(far.log().getFirst(), 30, "the fifth redirect");
                    }
                    return last.getFirst().age() < 4
                            ? Verdict.open("five redirects so far")
                            : Verdict.pass("five followed, on one host and over six; the sixth never");
                },
                Faults.hopsForgotten());
    }
}
