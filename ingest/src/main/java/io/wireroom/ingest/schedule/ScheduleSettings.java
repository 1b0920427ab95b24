package io.wireroom.ingest.schedule;

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
        Duration crawlDelayMax) {

    /** Settings without revisits, that honour a crawl delay of up to a minute. */
    public ScheduleSettings(
            Duration hostDelay,
            Duration pollMin,
            Duration pollMax,
            Duration horizon,
            boolean robotsFeeds,
            int attempts,
            Duration retryBase,
            boolean once) {
        this(
                hostDelay,
                pollMin,
                pollMax,
                horizon,
                robotsFeeds,
                attempts,
                retryBase,
                once,
                List.of(),
                Duration.ofMinutes(1));
    }

    public ScheduleSettings {
        revisits = List.copyOf(revisits);
        if (pollMin.compareTo(pollMax) > 0) {
            throw new IllegalArgumentException("pollMin " + pollMin + " is longer than pollMax " + pollMax);
        }
    }

    /** From the environment. */
    public static ScheduleSettings from(Env env) {
        var pollMin = env.duration(
                "INGEST_POLL_MIN", "5m", "Shortest time between two polls of a source; its rhythm is learned.");
        var pollMax = env.duration(
                "INGEST_POLL_MAX",
                "6h",
                "Longest time between two polls of a source, also when it asks for more (ttl, update period, max-age).");
        if (pollMin.compareTo(pollMax) > 0) {
            env.problem("INGEST_POLL_MIN is longer than INGEST_POLL_MAX");
            pollMax = pollMin;
        }
        return new ScheduleSettings(
                env.duration("INGEST_HOST_DELAY", "2s", "Pause between two requests to a host."),
                pollMin,
                pollMax,
                env.duration(
                        "INGEST_HORIZON",
                        "7d",
                        "The first poll of a source announces entries up to this age, and 20 of those without a date."),
                env.flag(
                        "INGEST_ROBOTS_FEEDS",
                        false,
                        "Obey robots.txt for feeds too; for pages, sections and sitemaps it always is."),
                env.integer("INGEST_ATTEMPTS", 4, 1, 20, "Attempts at a page before a passing failure ends it."),
                env.duration("INGEST_RETRY_AFTER", "1m", "Pause before the second attempt; doubled for each further."),
                env.flag("INGEST_ONCE", false, "Poll each source once, at start, and not again."),
                env.durations(
                        "INGEST_REVISITS",
                        "1h,6h,1d,7d",
                        "Pauses before the revisits of an article: after it was got, then after each revisit; `none` for no revisit."),
                env.duration(
                        "INGEST_CRAWL_DELAY_MAX",
                        "1m",
                        "Longest pause between two requests to a host that its robots.txt can ask for."));
    }
}
