package io.wireroom.conformance.kills;

import java.time.Duration;

/**
 * The parameters of a run.
 *
 * @param processes of ingest on one broker
 * @param hosts of the origin, one feed each
 * @param articles of each host, shown one after the other over the whole run
 * @param calm time without kills, for comparison
 * @param duration time with kills
 * @param every time between two kills
 * @param down longest time until a killed process is started again; every fourth stays down for {@code longDown}
 * @param withBroker whether each kill takes all processes at once, the broker too, as the end of a machine would
 * @param settle longest wait after the last restart until everything is fetched
 */
public record KillPlan(
        int processes,
        int hosts,
        int articles,
        Duration calm,
        Duration duration,
        Duration every,
        Duration down,
        Duration longDown,
        boolean withBroker,
        Duration settle) {

    /** Between two requests to a host. */
    static final Duration PAUSE = Duration.ofMillis(500);

    /** How long feeds are declared fresh. */
    static final Duration FRESH = Duration.ofSeconds(4);

    /** A host without requests for this long counts as forgotten. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    int allArticles() {
        return hosts * articles;
    }
}
