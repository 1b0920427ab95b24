package io.wireroom.contract;

import io.wireroom.contract.json.WireNamed;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a source is doing ({@code news.source-status.v1}), for people and dashboards.
 *
 * @param state in one word
 * @param interval learned time between two polls
 * @param failures in a row
 * @param movedTo address that is polled instead of {@code url}, after lasting redirects; null when none is
 * @param detail on the last error, e.g. what could be watched instead; null if there is none
 * @param lastNewsAt the last poll that brought something new; null before the first useful answer
 * @param silent true if there was no news for much longer than is usual for this source; else null
 * @param requestsPerDay requests for it in the last 24 hours, about: polls, and pages of its own site; null if not known
 * @param bytesPerDay bytes of the answers to these requests, decompressed; null if not known
 */
public record SourceStatus(
        SourceId id,
        String name,
        String url,
        State state,
        Duration interval,
        int failures,
        @Nullable FetchReason lastError,
        @Nullable Instant lastPollAt,
        @Nullable Instant nextPollAt,
        @Nullable String movedTo,
        @Nullable String detail,
        @Nullable Instant lastNewsAt,
        @Nullable Boolean silent,
        @Nullable Long requestsPerDay,
        @Nullable Long bytesPerDay) {

    private static final int MAX_DETAIL = 500;

    /** The same status with words on its last error, cut to 500 characters. */
    public SourceStatus withDetail(@Nullable String words) {
        var cut = words == null || words.length() <= MAX_DETAIL ? words : words.substring(0, MAX_DETAIL);
        return new SourceStatus(
                id,
                name,
                url,
                state,
                interval,
                failures,
                lastError,
                lastPollAt,
                nextPollAt,
                movedTo,
                cut,
                lastNewsAt,
                silent,
                requestsPerDay,
                bytesPerDay);
    }

    /** The state of a source. */
    public enum State implements WireNamed {
        /** Not polled yet. */
        NEW,
        /** The last poll was answered. */
        OK,
        /** The last polls failed; backing off. */
        FAILING,
        /** 410: not asked again. */
        GONE,
        /** The operator has paused it: not polled. */
        PAUSED,
        /** A state that this version does not know. */
        OTHER
    }
}
