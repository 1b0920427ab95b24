package io.wireroom.conformance.etiquette.rules;

import io.wireroom.conformance.etiquette.faults.Answers;
import io.wireroom.conformance.etiquette.faults.Fault;
import io.wireroom.conformance.etiquette.faults.Faults;
import io.wireroom.conformance.etiquette.origin.Gaps;
import io.wireroom.conformance.etiquette.origin.Reply;
import io.wireroom.conformance.etiquette.origin.ScriptedFeeds;
import io.wireroom.conformance.etiquette.origin.ScriptedHost;
import io.wireroom.conformance.etiquette.rules.Rule.Prepared;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceStatus;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Rules for how often a source is polled. */
final class RhythmRules {

    private static final double FLOOR = ClientSettings.POLL_MIN.toMillis() / 1_000.0;
    private static final double CEILING = ClientSettings.POLL_MAX.toMillis() / 1_000.0;
    private static final double NOTED_LATE = 0.05;

    /** A request for the same page after this number of seconds is a revisit. */
    static final double SOONEST_REVISIT = ClientSettings.SECOND_REVISIT.toSeconds() - 1;

    private RhythmRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "max-age-floor",
                        "An answer that calls itself fresh for a time is not asked for again before.",
                        "RFC 9111, 5.2.2.1",
                        scenario -> fresh(scenario, (reply, now) -> reply.with("Cache-Control", "public, max-age=5"))),
                new Rule(
                        "expires-floor",
                        "An answer is not asked for again before its Expires.",
                        "RFC 9111, 5.3",
                        scenario -> fresh(
                                scenario,
                                (reply, now) -> reply.with("Date", Reply.httpDate(now))
                                        .with("Expires", Reply.httpDate(now.plusSeconds(5))))),
                new Rule(
                        "age-subtracted",
                        "The time that an answer spent in caches counts: max-age, or Expires, less Age.",
                        "RFC 9111, 4.2",
                        RhythmRules::age),
                new Rule(
                        "ttl-floor",
                        "A feed's ttl keeps polls away.",
                        "RSS 2.0, ttl",
                        scenario -> floor(scenario, "<ttl>60</ttl>", text -> text.replace("ttl>", "x>"))),
                new Rule(
                        "update-period-floor",
                        "A feed's sy:updatePeriod keeps polls away.",
                        "RSS 1.0 syndication module",
                        scenario -> floor(
                                scenario,
                                "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>",
                                text -> text.replace("sy:update", "sy:x"))),
                new Rule(
                        "skip-hours",
                        "In the hours that a feed names nobody polls it.",
                        "RSS 2.0, skipHours",
                        scenario -> floor(scenario, skipHours(), text -> text.replace("skipHours", "x"))),
                new Rule(
                        "skip-days",
                        "On the days that a feed names nobody polls it.",
                        "RSS 2.0, skipDays",
                        scenario -> floor(scenario, skipDays(), text -> text.replace("skipDays", "x"))),
                new Rule(
                        "interval-floor",
                        "Even a source with news at every poll is not polled more often than the floor allows.",
                        "INGEST_POLL_MIN",
                        RhythmRules::neverSooner),
                new Rule(
                        "interval-ceiling",
                        "A source without news is polled at growing distance, but no longer than the ceiling.",
                        "INGEST_POLL_MAX",
                        RhythmRules::neverLater),
                new Rule(
                        "jitter",
                        "Sources that were added together do not stay in step.",
                        "The thundering herd",
                        RhythmRules::jitter),
                new Rule(
                        "first-poll-horizon",
                        "The first poll of a source does not fetch its whole archive.",
                        "The project's promise to site owners",
                        RhythmRules::horizon),
                new Rule(
                        "known-entry-once",
                        "An entry that is in the feed at each poll is fetched once.",
                        "The project's promise to site owners",
                        RhythmRules::once));
    }

    /** Adds header fields to a reply that is made at this time. */
    @FunctionalInterface
    private interface Freshness {
        Reply on(Reply reply, ZonedDateTime now);
    }

    private static Prepared fresh(Scenario scenario, Freshness freshness) {
        var host = scenario.host();
        host.at(
                "/feed",
                (exchange, nth) -> freshness.on(Reply.feed(ScriptedFeeds.of(host)), ZonedDateTime.now(ZoneOffset.UTC)));
        scenario.watchFreely(host.url("/feed"));
        return new Prepared(
                topics -> {
                    var gaps = Gaps.between(host.log("/feed"));
                    if (gaps.shortest() < 4.9) {
                        return Verdict.fail("pauses of %s, fresh for 5 s", gaps);
                    }
                    return gaps.count() < 4
                            ? Verdict.open("%d polls", gaps.count() + 1)
                            : Verdict.pass("pauses of %s, fresh for 5 s", gaps);
                },
                Faults.freshnessUnseen());
    }

    private static Prepared age(Scenario scenario) {
        var byMaxAge = scenario.host();
        var byExpires = scenario.host();
        byMaxAge.at(
                "/feed",
                (exchange, nth) -> Reply.feed(ScriptedFeeds.of(byMaxAge))
                        .with("Cache-Control", "max-age=100")
                        .with("Age", "97"));
        byExpires.at("/feed", (exchange, nth) -> {
            var now = ZonedDateTime.now(ZoneOffset.UTC);
            return Reply.feed(ScriptedFeeds.of(byExpires))
                    .with("Date", Reply.httpDate(now))
                    .with("Expires", Reply.httpDate(now.plusSeconds(100)))
                    .with("Age", "97");
        });
        scenario.watchFreely(byMaxAge.url("/feed"));
        scenario.watchFreely(byExpires.url("/feed"));
        return new Prepared(
                topics -> {
                    if (topics.isOurs()) {
                        return planned(topics, byMaxAge, byExpires);
                    }
                    var one = Gaps.between(byMaxAge.log("/feed"));
                    var other = Gaps.between(byExpires.log("/feed"));
                    var evidence = "fresh for 3 s more; pauses of " + one + " by max-age, of " + other + " by Expires";
                    if (Math.min(one.shortest(), other.shortest()) < 2.9) {
                        return Verdict.fail(evidence);
                    }
                    if (Math.max(one.shortest(), other.shortest()) < 7) {
                        return Verdict.pass(evidence);
                    }
                    return Math.min(one.count(), other.count()) < 4 ? Verdict.open(evidence) : Verdict.fail(evidence);
                },
                (request, web) -> Answers.withFreshness(request.sendBy(web), Duration.ofSeconds(100)));
    }

    /** The first pause that our own scheduler planned, without the delay of a busy machine. */
    private static Verdict planned(ClientTopics topics, ScriptedHost... hosts) {
        var pauses = new ArrayList<Double>();
        for (var host : hosts) {
            topics.statuses(host.url("/feed")).stream()
                    .map(RhythmRules::plannedMillis)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(millis -> pauses.add(millis / 1_000.0));
        }
        if (pauses.size() < hosts.length) {
            return Verdict.open("%d of %d polled", pauses.size(), hosts.length);
        }
        var seen = new Gaps(pauses);
        return Verdict.of(
                seen.shortest() >= 2.9 && seen.longest() < 4, "fresh for 3 s more; next polls planned after %s", seen);
    }

    /** Time from the last poll to the next; empty without a last or a next poll. */
    private static Optional<Long> plannedMillis(SourceStatus status) {
        var polled = status.lastPollAt();
        var next = status.nextPollAt();
        return polled == null || next == null
                ? Optional.empty()
                : Optional.of(Duration.between(polled, next).toMillis());
    }

    private static Prepared floor(Scenario scenario, String channel, UnaryOperator<String> unseen) {
        var host = scenario.host();
        host.at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.with(channel, host)));
        scenario.watchFreely(host.url("/feed"));
        return new Prepared(
                topics -> {
                    var log = host.log("/feed");
                    if (log.isEmpty()) {
                        return Verdict.open("not polled yet");
                    }
                    var gaps = Gaps.between(log);
                    if (gaps.shortest() < 6.5) {
                        return Verdict.fail("pauses of %s, where others are polled each second", gaps);
                    }
                    return log.getFirst().age() < 32 || (gaps.count() > 0 && gaps.count() < 3)
                            ? Verdict.open("pauses of %s", gaps)
                            : Verdict.pass(
                                    "%d polls in %.0f s, where others are polled each second",
                                    log.size(), log.getFirst().age());
                },
                Faults.reading(unseen));
    }

    private static String skipHours() {
        var now = ZonedDateTime.now(ZoneOffset.UTC);
        return "<skipHours><hour>" + now.getHour() + "</hour><hour>"
                + now.plusMinutes(30).getHour() + "</hour></skipHours>";
    }

    private static String skipDays() {
        var now = ZonedDateTime.now(ZoneOffset.UTC);
        return "<skipDays><day>" + day(now) + "</day><day>" + day(now.plusMinutes(30)) + "</day></skipDays>";
    }

    private static String day(ZonedDateTime time) {
        return time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static Prepared neverSooner(Scenario scenario) {
        var host = scenario.host();
        host.at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(host, "/n" + nth)));
        scenario.watchFreely(host.url("/feed"));
        return new Prepared(
                topics -> {
                    var gaps = Gaps.between(host.log("/feed"));
                    if (gaps.shortest() < FLOOR - NOTED_LATE) {
                        return Verdict.fail("pauses of %s", gaps);
                    }
                    return gaps.count() < 6
                            ? Verdict.open("%d polls", gaps.count() + 1)
                            : Verdict.pass("news each time, and %.2f s between polls at least", gaps.shortest());
                },
                (request, web) -> {
                    if (!request.isPage() && !request.isRobots()) {
                        var unused = request.sendBy(web);
                    }
                    return request.sendBy(web);
                });
    }

    private static Prepared neverLater(Scenario scenario) {
        var host = scenario.host();
        host.at(
                "/feed",
                (exchange, nth) -> exchange.conditional()
                        ? Reply.notModified()
                        : Reply.feed(ScriptedFeeds.of(host)).with("ETag", "\"still\""));
        scenario.watchFreely(host.url("/feed"));
        return new Prepared(
                topics -> {
                    var log = host.log("/feed");
                    var gaps = Gaps.between(log);
                    if (!log.isEmpty() && Math.max(gaps.longest(), log.getLast().age()) > 2.5 * CEILING) {
                        return Verdict.fail(
                                "pauses of %s, the last poll %.0f s ago",
                                gaps, log.getLast().age());
                    }
                    if (log.isEmpty() || log.getFirst().age() < 25) {
                        return Verdict.open("pauses of %s", gaps);
                    }
                    return Verdict.of(gaps.longest() > 2.5 * FLOOR, "pauses of %s, ceiling %.0f s", gaps, CEILING);
                },
                Faults.notModifiedAsOverload());
    }

    private static Prepared jitter(Scenario scenario) {
        var every = Duration.ofSeconds(6);
        var hosts = new ArrayList<ScriptedHost>();
        for (var i = 0; i < 10; i++) {
            var host = scenario.host();
            host.at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(host)));
            scenario.watch(host.url("/feed"), Source.Kind.FEED, every);
            hosts.add(host);
        }
        return new Prepared(
                topics -> {
                    if (topics.isOurs()) {
                        return spreadOfPlans(hosts, topics);
                    }
                    var gaps = new ArrayList<Double>();
                    for (var host : hosts) {
                        var own = Gaps.between(host.log("/feed"));
                        if (own.count() < 3) {
                            return Verdict.open("%d polls", own.count() + 1);
                        }
                        gaps.addAll(own.seconds().subList(0, 3));
                    }
                    var mean = gaps.stream().mapToDouble(gap -> gap).average().orElseThrow();
                    var spread = Math.sqrt(gaps.stream()
                            .mapToDouble(gap -> (gap - mean) * (gap - mean))
                            .average()
                            .orElseThrow());
                    // Up to 10 % of 6 s, evenly spread, has a deviation of 0.17 s; an idle machine's own is a fifth of
                    // it.
                    return Verdict.of(
                            spread > 0.09,
                            "%d pauses of %.2f s, with a deviation of %.2f s",
                            gaps.size(),
                            mean,
                            spread);
                },
                Fault.NO_RANDOMNESS);
    }

    /** The pause that our own scheduler planned, without the delay of a busy machine. */
    private static Verdict spreadOfPlans(List<ScriptedHost> hosts, ClientTopics topics) {
        var planned = new ArrayList<Long>();
        for (var host : hosts) {
            topics.statuses(host.url("/feed")).stream()
                    .map(RhythmRules::plannedMillis)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(planned::add);
        }
        if (planned.size() < hosts.size()) {
            return Verdict.open("%d sources were polled", planned.size());
        }
        var spread = planned.stream().mapToLong(one -> one).max().orElse(0)
                - planned.stream().mapToLong(one -> one).min().orElse(0);
        return Verdict.of(
                spread > 100, "the next polls of %d like sources planned %d ms apart", planned.size(), spread);
    }

    private static Prepared horizon(Scenario scenario) {
        var host = scenario.host();
        var old = Duration.ofDays(3 * 365);
        host.pages("/new", "/old");
        host.at(
                "/feed",
                (exchange, nth) -> Reply.feed(ScriptedFeeds.channel(
                        "",
                        ScriptedFeeds.item(host.url("/new"), Duration.ofHours(1))
                                + ScriptedFeeds.item(host.url("/old"), old))));
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> {
                    if (host.count("/old") > 0) {
                        return Verdict.fail("an entry of three years ago was fetched");
                    }
                    var fetched = host.log("/new");
                    return fetched.isEmpty() || fetched.getFirst().age() < 6
                            ? Verdict.open("waiting for the new entry's page")
                            : Verdict.pass("the new entry was fetched, the one of three years ago was not");
                },
                Faults.reading(text -> text.replaceAll("<pubDate>[^<]*</pubDate>", "")));
    }

    private static Prepared once(Scenario scenario) {
        var host = scenario.host();
        var feed = ScriptedFeeds.of(host, "/a");
        var number = new AtomicInteger();
        host.pages("/a").at("/feed", (exchange, nth) -> Reply.feed(feed.replace("Daily", "Daily " + nth)));
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> {
                    var pages = host.log().stream()
                            .filter(one -> one.target.startsWith("/a"))
                            .toList();
                    if (Gaps.between(pages).shortest() < SOONEST_REVISIT) {
                        return Verdict.fail("its page was asked for after %s", Gaps.between(pages));
                    }
                    return host.count("/feed") < 6 || pages.isEmpty()
                            ? Verdict.open("%d polls", host.count("/feed"))
                            : Verdict.pass("%d polls, one request for its page", host.count("/feed"));
                },
                Faults.reading(text -> text.replace("/a<", "/a?poll=" + number.incrementAndGet() + "<")));
    }
}
