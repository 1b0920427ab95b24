package io.wireroom.text.dates;

import io.wireroom.text.dates.PageDates.Parsed;
import io.wireroom.text.dates.PageDates.Place;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A short text after it was parsed as a date.
 *
 * @param plain as {@link WrittenDate#plain} makes it
 * @param date null if the text has none
 */
record DateReading(String plain, @Nullable WrittenDate date) {

    static DateReading of(String text, @Nullable String language) {
        if (!WrittenDate.isPossible(text)) {
            return new DateReading(text, null);
        }
        var plain = WrittenDate.plain(text);
        try {
            return new DateReading(plain, WrittenDate.first(plain, language, false));
        } catch (DateTimeException e) {
            return new DateReading(plain, null);
        }
    }

    boolean holdsDate() {
        return date != null;
    }

    /** Empty also for a time in an unknown zone. */
    Optional<Parsed> parsed() {
        if (date == null || date.zone() instanceof Zones.Zone.Unknown) {
            return Optional.empty();
        }
        var offset = date.offset();
        var hasTime = date.precision() == DatePrecision.TIME;
        return Optional.of(new Parsed(
                date.at().toInstant(offset == null ? ZoneOffset.UTC : offset),
                offset,
                hasTime,
                hasTime && offset == null,
                plain));
    }

    Optional<Place> place() {
        return date == null
                ? Optional.empty()
                : Optional.of(new Place(
                        plain.substring(0, date.start()),
                        plain.substring(date.start(), date.end()),
                        plain.substring(date.end())));
    }
}
