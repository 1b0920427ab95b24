package io.wireroom.ingest.schedule.pace;

import io.wireroom.contract.address.Host;
import io.wireroom.runtime.Env;
import java.time.Duration;
import java.util.List;

/**
 * How politely and how eagerly.
 *
 * @param hostDelay pause between two requests to a host, from the answer to the next request
 * @param pollMin shortest time between two polls of a source
 * @param pollMax longest
 * @param horizon age from which the entries of a source's first answer are not announced
 * @param robotsFeeds whether robots.txt is asked about feeds too; about sitemaps, sections and pages it always is
 * @param attempts of a page before a failure that may pass becomes its end
 * @param retryBase pause before the second attempt; doubled for each further one
 * @param once whether each source is polled once only, at start; then nothing is revisited
 * @param revisits pauses before the revisits of an article: after it was got, and after each revisit
 * @param crawlDelayMax longest pause between two requests that a robots.txt can ask for
 * @param forget how long a link is remembered after it was announced last
 * @param silence shortest time without news after which a source counts as silent
 * @param hostRules what the operator has laid down for single hosts
 */
public record ScheduleSettings(
        Duration hostDelay,
        Duration pollMin,
        Duration pollMax,
        Duration horizon,
        boolean robotsFeeds,
        int attempts,
        Duration retryBase,
        boolean once,
        List<Duration> revisits,
        Duration crawlDelayMax,
        Duration forget,
        Duration silence,
        HostRules hostRules) {

    public ScheduleSettings {
        revisits = List.copyOf(revisits);
        if (pollMin.compareTo(pollMax) > 0) {
            throw new IllegalArgumentException("pollMin " + pollMin + " is longer than pollMax " + pollMax);
        }
    }

    /** The pause between two requests to this host. */
    public Duration hostDelay(Host host) {
        var delay = hostRules.of(host).delay();
        return delay == null ? hostDelay : delay;
    }

    /** The same with these rules for hosts. */
    public ScheduleSettings with(HostRules rules) {
        return new ScheduleSettings(
                hostDelay,
                pollMin,
                pollMax,
                horizon,
                robotsFeeds,
                attempts,
                retryBase,
                once,
                revisits,
                crawlDelayMax,
                forget,
                silence,
                rules);
    }

    /** From the environment. */
    public static ScheduleSettings from(Env env) {
        var pollMin = env.duration(
                "INGEST_POLL_MIN",
                "5m",
                "Shortest time between two polls of a source. The actual interval is learned.");
        var pollMax = env.duration(
                "INGEST_POLL_MAX",
                "6h",
                "Longest time between two polls of a source, even if the source asks for more (ttl, update period, max-age).");
        if (pollMin.compareTo(pollMax) > 0) {
            env.problem("INGEST_POLL_MIN is longer than INGEST_POLL_MAX");
            pollMax = pollMin;
        }
        return new ScheduleSettings(
                env.duration("INGEST_HOST_DELAY", "2s", "Minimum pause between two requests to the same host."),
                pollMin,
                pollMax,
                env.duration(
                        "INGEST_HORIZON",
                        "7d",
                        "The first poll of a source takes entries up to this age, and at most 20 without a date."),
                env.flag(
                        "INGEST_ROBOTS_FEEDS",
                        false,
                        "Also obey robots.txt for feeds. It is always obeyed for pages, sections and sitemaps."),
                env.integer("INGEST_ATTEMPTS", 4, 1, 20, "Maximum attempts to fetch a page when it fails temporarily."),
                env.duration(
                        "INGEST_RETRY_AFTER",
                        "1m",
                        "Pause before the second attempt; it doubles for each further attempt."),
                env.flag("INGEST_ONCE", false, "Poll each source only once, at start."),
                env.durations(
                        "INGEST_REVISITS",
                        "1h,6h,1d,7d",
                        "When to fetch an article again: the pause after the first fetch, then after each revisit. `none`: never."),
                env.duration("INGEST_CRAWL_DELAY_MAX", "1m", "Upper limit for a Crawl-delay in robots.txt."),
                env.duration(
                        "INGEST_FORGET",
                        "120d",
                        "How long to remember a link after it was last announced. Announced again later, it is new."),
                env.duration(
                        "INGEST_SILENCE",
                        "24h",
                        "A source without news for this time, and for three times its longest gap of the last weeks, counts as"
                                + " silent."),
                HostRules.from(env));
    }
}
