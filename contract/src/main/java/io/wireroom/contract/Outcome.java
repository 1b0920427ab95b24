package io.wireroom.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an item at a step ({@code news.outcome.v1}); keyed by item, one for an item, step and attempt.
 *
 * @param attempt 0 for how the item came to be; else the attempt of the request
 * @param status what became of it
 * @param reason wire name of a {@link FetchReason} or {@link RejectReason}; null if the status needs none
 * @param end whether the item ends here; {@code final} on the wire
 * @param at when the step decided
 * @param url the link's address as announced
 * @param article the article, once known
 * @param version the version that was published or stored
 * @param detail for people: bounded, one line
 */
public record Outcome(
        ItemId item,
        Step step,
        int attempt,
        Status status,
        @Nullable String reason,
        @JsonProperty("final") boolean end,
        Instant at,
        LinkId link,
        String url,
        SourceId source,
        Instant discoveredAt,
        @Nullable ArticleId article,
        @Nullable Integer version,
        @Nullable String detail) {

    private static final int MAX_DETAIL = 300;

    public Outcome {
        if (end && !status.canEnd()) {
            throw new IllegalArgumentException("an item cannot end as " + status);
        }
        if (detail != null && detail.length() > MAX_DETAIL) {
            detail = detail.substring(0, MAX_DETAIL);
        }
    }

    /** An outcome of this item at a step; the item ends with it exactly when the status is an end. */
    public static Outcome of(Item item, Step step, int attempt, Status status, @Nullable String reason, Instant at) {
        return new Outcome(
                item.id(),
                step,
                attempt,
                status,
                reason,
                status.canEnd(),
                at,
                item.link(),
                item.url(),
                item.source().id(),
                item.discoveredAt(),
                null,
                null,
                null);
    }

    /** The same outcome with a line for people. */
    public Outcome withDetail(@Nullable String text) {
        return new Outcome(
                item, step, attempt, status, reason, end, at, link, url, source, discoveredAt, article, version, text);
    }

    /** The same outcome, about this version of an article. */
    public Outcome about(ArticleId id, int articleVersion) {
        return new Outcome(
                item,
                step,
                attempt,
                status,
                reason,
                end,
                at,
                link,
                url,
                source,
                discoveredAt,
                id,
                articleVersion,
                detail);
    }
}
