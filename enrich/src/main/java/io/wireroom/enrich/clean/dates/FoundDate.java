package io.wireroom.enrich.clean.dates;

import io.wireroom.contract.FieldRule;
import java.time.Instant;
import java.util.Optional;

/** The date of a publication or of a change. */
public sealed interface FoundDate {

    /**
     * There is one.
     *
     * @param original as the page or the feed writes it
     */
    record Dated(Instant instant, FieldRule rule, String original) implements FoundDate {}

    /** There is none; {@code reason} is for people. */
    record Undated(String reason) implements FoundDate {}

    /** The date, where there is one. */
    default Optional<Dated> dated() {
        return this instanceof Dated dated ? Optional.of(dated) : Optional.empty();
    }

    /** Whether there is one on the page itself, not in the feed alone. */
    default boolean isOnPage() {
        return this instanceof Dated dated && dated.rule() != FieldRule.FEED;
    }
}
