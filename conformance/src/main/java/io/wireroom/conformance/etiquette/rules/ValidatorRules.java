package io.wireroom.conformance.etiquette.rules;

import io.wireroom.conformance.etiquette.faults.CarelessClient;
import io.wireroom.conformance.etiquette.faults.Fault;
import io.wireroom.conformance.etiquette.faults.Faults;
import io.wireroom.conformance.etiquette.origin.Exchange;
import io.wireroom.conformance.etiquette.origin.Reply;
import io.wireroom.conformance.etiquette.origin.ScriptedFeeds;
import io.wireroom.conformance.etiquette.origin.ScriptedHost;
import io.wireroom.conformance.etiquette.rules.Rule.Prepared;
import io.wireroom.contract.work.Validators;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rules for conditional requests: a client sends the newest validators, exactly as it received them. */
final class ValidatorRules {

    private static final String DATE = "Sun, 01 Mar 2026 08:00:00 GMT";
    private static final String FUTURE = "Sat, 16 Nov 2041 18:11:00 GMT";
    private static final int POLLS = 3;

    private ValidatorRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "etag-byte-for-byte",
                        "An entity tag goes back as it came: weak, oddly quoted, not quoted at all.",
                        "RFC 9110, 8.8.3 and 13.1.2",
                        scenario -> returned(
                                scenario,
                                "ETag",
                                "If-None-Match",
                                Faults.etagRewritten(),
                                "W/\"tide-1\"",
                                "unquoted-7f",
                                "\"with \\\"inner\\\" quotes, and a comma\"",
                                "W/unquoted",
                                "\"--gzip\"")),
                new Rule(
                        "last-modified-byte-for-byte",
                        "A Last-Modified goes back as it came, in whatever form.",
                        "RFC 9110, 13.1.3",
                        scenario -> returned(
                                scenario,
                                "Last-Modified",
                                "If-Modified-Since",
                                Faults.dateRewritten(),
                                DATE,
                                "Sunday, 01-Mar-26 08:00:00 GMT",
                                "Sun, 1 Mar 2026 09:00:00 +0100",
                                "2026-03-01T08:00:00Z")),
                new Rule(
                        "both-validators",
                        "Where an answer has both validators, both go back.",
                        "RFC 9110, 13.1.3",
                        ValidatorRules::both),
                new Rule(
                        "validators-from-304",
                        "Validators of a 304 replace those that were kept.",
                        "RFC 9111, 4.3.4; RFC 9110, 15.4.5",
                        ValidatorRules::from304),
                new Rule(
                        "equal-body-new-validators",
                        "An answer with the same body but new validators still brings new validators.",
                        "RFC 9111, 4.3.3",
                        ValidatorRules::equalBody),
                new Rule(
                        "same-date-other-etag",
                        "A document whose ETag changed is new even where its Last-Modified is the same.",
                        "RFC 9110, 13.1.3 and 8.8.2.2",
                        ValidatorRules::sameDate),
                new Rule(
                        "no-validators-no-condition",
                        "Where an answer had no validators, the next request has no condition.",
                        "RFC 9110, 13.1",
                        ValidatorRules::none),
                new Rule(
                        "validators-end-with-their-answer",
                        "An answer without validators ends those of the one before.",
                        "RFC 9111, 4.3.3",
                        ValidatorRules::dropped),
                new Rule(
                        "no-senseless-date",
                        "A Last-Modified in the future, or before there was a web, is not sent back.",
                        "RFC 9110, 8.8.2.1; a server would answer 304 for ever",
                        ValidatorRules::senseless),
                new Rule(
                        "validators-stay-at-their-address",
                        "Validators of one address are never sent to another.",
                        "RFC 9110, 8.8",
                        ValidatorRules::elsewhere));
    }

    /** Several hosts, each with its own validator: every request except the first must send it. */
    private static Prepared returned(Scenario scenario, String field, String condition, Fault fault, String... values) {
        var hosts = new ArrayList<ScriptedHost>();
        for (var value : values) {
            var host = scenario.host();
            host.at(
                    "/feed",
                    (exchange, nth) -> value.equals(exchange.field(condition))
                            ? Reply.notModified().with(field, value)
                            : Reply.feed(ScriptedFeeds.of(host)).with(field, value));
            scenario.watch(host.url("/feed"));
            hosts.add(host);
        }
        return new Prepared(
                topics -> {
                    var compared = 0;
                    for (var i = 0; i < values.length; i++) {
                        var log = hosts.get(i).log("/feed");
                        if (log.size() < POLLS) {
                            return Verdict.open(
                                    "%d polls at %s", log.size(), hosts.get(i).authority());
                        }
                        for (var exchange : log.subList(1, log.size())) {
                            if (!values[i].equals(exchange.field(condition))) {
                                return Verdict.fail("%s for %s", exchange.field(condition), values[i]);
                            }
                            compared++;
                        }
                    }
                    return Verdict.pass("%d values came back the same in %d requests", values.length, compared);
                },
                fault);
    }

    private static Prepared both(Scenario scenario) {
        var host = scenario.host();
        host.at(
                "/feed",
                (exchange, nth) ->
                        Reply.feed(ScriptedFeeds.of(host)).with("ETag", "\"b\"").with("Last-Modified", DATE));
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> later(
                        host,
                        1,
                        exchange -> "\"b\"".equals(exchange.field("If-None-Match"))
                                        && DATE.equals(exchange.field("If-Modified-Since"))
                                ? null
                                : conditions(exchange)),
                Faults.sending(kept -> new Validators(kept.etag(), null)));
    }

    private static Prepared from304(Scenario scenario) {
        var host = scenario.host();
        host.at("/feed", (exchange, nth) -> {
            if (nth == 1) {
                return Reply.feed(ScriptedFeeds.of(host)).with("ETag", "\"n1\"");
            }
            return Reply.notModified().with("ETag", "\"n" + nth + "\"");
        });
        scenario.watch(host.url("/feed"));
        return new Prepared(topics -> newestTag(host, "n"), Faults.deafTo304());
    }

    private static Prepared equalBody(Scenario scenario) {
        var host = scenario.host();
        var body = ScriptedFeeds.of(host, "/a");
        host.pages("/a").at("/feed", (exchange, nth) -> Reply.feed(body).with("ETag", "\"e" + nth + "\""));
        scenario.watch(host.url("/feed"));
        return new Prepared(topics -> newestTag(host, "e"), Faults.equalBodyIgnored());
    }

    private static Prepared sameDate(Scenario scenario) {
        var host = scenario.host();
        var first = ScriptedFeeds.of(host, "/a");
        var second = ScriptedFeeds.of(host, "/b", "/a");
        host.pages("/a", "/b").at("/feed", (exchange, nth) -> {
            var now = nth == 1 ? "\"d1\"" : "\"d2\"";
            if (now.equals(exchange.field("If-None-Match"))) {
                return Reply.notModified().with("ETag", now).with("Last-Modified", DATE);
            }
            return Reply.feed(nth == 1 ? first : second).with("ETag", now).with("Last-Modified", DATE);
        });
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> {
                    var log = host.log("/feed");
                    if (log.size() < 4) {
                        return Verdict.open("%d polls", log.size());
                    }
                    if (!"\"d2\"".equals(log.get(2).field("If-None-Match"))) {
                        return Verdict.fail("after the change: %s", conditions(log.get(2)));
                    }
                    return host.count("/b") > 0
                            ? Verdict.pass("the new entry's page was asked for, the new ETag was sent")
                            : Verdict.late(log.get(1), 15, "the new entry's page");
                },
                Faults.dateBelieved());
    }

    private static Prepared none(Scenario scenario) {
        var host = scenario.host();
        host.at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(host)));
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> later(host, 0, exchange -> exchange.conditional() ? conditions(exchange) : null),
                Faults.sending(kept -> new Validators(null, Reply.httpDate(ZonedDateTime.now(ZoneOffset.UTC)))));
    }

    private static Prepared dropped(Scenario scenario) {
        var host = scenario.host();
        host.at("/feed", (exchange, nth) -> {
            var reply = Reply.feed(ScriptedFeeds.of(host));
            return nth == 1 ? reply.with("ETag", "\"old\"").with("Last-Modified", DATE) : reply;
        });
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> later(host, 2, exchange -> exchange.conditional() ? conditions(exchange) : null),
                Faults.validatorsNeverForgotten());
    }

    private static Prepared senseless(Scenario scenario) {
        var hosts = new ArrayList<ScriptedHost>();
        for (var date : List.of(FUTURE, "Thu, 01 Jan 1970 00:00:00 GMT", "Tue, 01 Jan 1980 00:00:00 GMT")) {
            var host = scenario.host();
            host.at(
                    "/feed",
                    (exchange, nth) -> Reply.feed(ScriptedFeeds.of(host))
                            .with("ETag", "\"s" + nth + "\"")
                            .with("Last-Modified", date));
            scenario.watch(host.url("/feed"));
            hosts.add(host);
        }
        return new Prepared(
                topics -> {
                    var verdict = Verdict.open("no poll");
                    for (var host : hosts) {
                        verdict = later(
                                host,
                                1,
                                exchange -> exchange.field("If-Modified-Since") == null
                                                && exchange.field("If-None-Match") != null
                                        ? null
                                        : conditions(exchange));
                        if (!(verdict instanceof Verdict.Pass)) {
                            return verdict;
                        }
                    }
                    return verdict;
                },
                CarelessClient.sending(scenario.names(), "If-None-Match: \"s1\"", "If-Modified-Since: " + FUTURE));
    }

    private static Prepared elsewhere(Scenario scenario) {
        var asked = scenario.host();
        var first = scenario.host();
        var second = scenario.host();
        asked.at("/feed", (exchange, nth) -> Reply.redirect(302, (nth < 3 ? first : second).url("/feed")));
        first.at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(first)).with("ETag", "\"first\""));
        second.at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(second)));
        scenario.watch(asked.url("/feed"));
        return new Prepared(
                topics -> {
                    var there = second.log("/feed");
                    for (var exchange : there) {
                        if (exchange.conditional()) {
                            return Verdict.fail("the new target was sent %s", conditions(exchange));
                        }
                    }
                    return there.size() < 2
                            ? Verdict.open("%d requests at the new target", there.size())
                            : Verdict.pass("%d requests at the new target, none with a condition", there.size());
                },
                Faults.validatorsNeverForgotten());
    }

    /** The n-th answer's tag is {@code "<prefix>n"}; each request must send the tag of the answer before. */
    private static Verdict newestTag(ScriptedHost host, String prefix) {
        var log = host.log("/feed");
        for (var i = 1; i < log.size(); i++) {
            var expected = "\"" + prefix + i + "\"";
            if (!expected.equals(log.get(i).field("If-None-Match"))) {
                return Verdict.fail("request %d sent %s, not %s", i + 1, conditions(log.get(i)), expected);
            }
        }
        return log.size() < POLLS + 1
                ? Verdict.open("%d polls", log.size())
                : Verdict.pass("each of %d requests had the newest ETag", log.size() - 1);
    }

    /** Checks every poll except the first {@code skipped}; {@code fault} returns what is wrong with it, or null. */
    private static Verdict later(ScriptedHost host, int skipped, Function<Exchange, @Nullable String> wrong) {
        var log = host.log("/feed");
        for (var exchange : log.subList(Math.min(skipped, log.size()), log.size())) {
            var why = wrong.apply(exchange);
            if (why != null) {
                return Verdict.fail("sent %s", why);
            }
        }
        return log.size() < skipped + POLLS
                ? Verdict.open("%d polls", log.size())
                : Verdict.pass("so in all %d requests", log.size() - skipped);
    }

    private static String conditions(Exchange exchange) {
        return "If-None-Match: " + exchange.field("If-None-Match") + ", If-Modified-Since: "
                + exchange.field("If-Modified-Since");
    }
}
