package io.wireroom.enrich.lane;

import io.wireroom.enrich.match.CopyGroups;
import io.wireroom.runtime.Env;
import java.time.Duration;

/**
 * What the step match remembers.
 *
 * @param window an article is forgotten when its last version came so long ago; copies appear within this time of each other
 * @param articles as many are remembered; above, the oldest are forgotten
 */
public record MatchSettings(Duration window, int articles) {

    /** As in docs/configuration.md. */
    public static final MatchSettings DEFAULT = new MatchSettings(CopyGroups.DEFAULT_WINDOW, 50_000);

    /** Measured: an article with its fingerprint in the indexes of copies and stories. */
    private static final int HEAP_OF_AN_ARTICLE = 3_200;

    private static final Duration LONGEST_WINDOW = Duration.ofDays(90);
    private static final int FEWEST_ARTICLES = 1_000;
    private static final int MOST_ARTICLES = 2_000_000;

    /** Heap that the remembered articles take, in bytes. */
    public long heapBytes() {
        return (long) articles * HEAP_OF_AN_ARTICLE;
    }

    /** From the environment. */
    public static MatchSettings from(Env env) {
        var window = env.duration(
                "ENRICH_MATCH_WINDOW",
                DEFAULT.window().toDays() + "d",
                "An article is compared with those of this time: copies and stories are found among them. Up to 90d.");
        if (!window.isPositive() || window.compareTo(LONGEST_WINDOW) > 0) {
            env.problem("ENRICH_MATCH_WINDOW must be above 0 and up to 90d: " + window);
        }
        return new MatchSettings(
                window,
                env.integer(
                        "ENRICH_MATCH_ARTICLES",
                        DEFAULT.articles(),
                        FEWEST_ARTICLES,
                        MOST_ARTICLES,
                        "At most this many articles are compared; above, the oldest are forgotten before their time. Each"
                                + " takes 3.2 KB of heap and 1.5 KB of disk, in the one instance that compares."));
    }
}
