package io.wireroom.enrich.clean.dates;

import io.wireroom.contract.FieldRule;
import java.time.Instant;
import java.util.Optional;

/** The date of a publication or of a change. */
public sealed interface FoundDate {

    /**
     * A date was found.
     *
     * @param original as the page or the feed writes it
     */
    record Dated(Instant instant, FieldRule rule, String original) implements FoundDate {}

    /** No date was found; {@code reason} is for human readers. */
    record Undated(String reason) implements FoundDate {}

    /** The date, if one was found. */
    default Optional<Dated> dated() {
        return this instanceof Dated dated ? Optional.of(dated) : Optional.empty();
    }

    /** Whether the date was found on the page itself, not only in the feed. */
    default boolean isOnPage() {
        return this instanceof Dated dated && dated.rule() != FieldRule.FEED;
    }
}
