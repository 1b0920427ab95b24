package io.wireroom.enrich.clean.dates;

import io.wireroom.contract.FieldRule;
import io.wireroom.contract.StatedPrecision;
import io.wireroom.text.dates.PageDates.Parsed;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The date of a publication or of a change. */
public sealed interface FoundDate {

    /**
     * A date was found.
     *
     * @param original as the page or the feed writes it
     * @param precision how much of it is stated; null where a time is
     * @param zoneAssumed whether a time is stated without a zone
     */
    record Dated(
            Instant instant,
            FieldRule rule,
            String original,
            @Nullable StatedPrecision precision,
            boolean zoneAssumed) implements FoundDate {

        /** A date of the page, noted with this original. */
        public static Dated of(Parsed date, FieldRule rule, String original) {
            return new Dated(
                    date.instant(),
                    rule,
                    original,
                    date.hasTime() ? null : StatedPrecision.DAY,
                    date.hasTime() && date.zoneAssumed());
        }
    }

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
