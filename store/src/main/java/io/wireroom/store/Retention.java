package io.wireroom.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long the store keeps what.
 *
 * @param outcomes by day of discovery; the sums of the ledger stay
 * @param versions superseded versions, from when they were stored; null for ever
 * @param articles with all versions, from the newest observation; null for ever
 */
public record Retention(
        Duration outcomes,
        @Nullable Duration versions,
        @Nullable Duration articles) {

    public Retention {
        if (outcomes.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("outcomes must be kept for a day or longer: " + outcomes);
        }
        if (isShorter(versions, outcomes) || isShorter(articles, outcomes)) {
            throw new IllegalArgumentException("outcomes must not outlive the versions that they name");
        }
    }

    private static boolean isShorter(@Nullable Duration one, Duration other) {
        return one != null && one.compareTo(other) < 0;
    }
}
