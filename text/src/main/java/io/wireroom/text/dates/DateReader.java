package io.wireroom.text.dates;

import io.wireroom.text.dates.PageDates.Parsed;
import io.wireroom.text.dates.PageDates.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the dates of one page, each text once. Not thread-safe. */
public final class DateReader {

    private final @Nullable String language;
    private final Map<String, DateReading> readings = new HashMap<>();

    /** A reader for a page in this language: a BCP 47 tag in lower case; null if it is unknown. */
    public DateReader(@Nullable String language) {
        this.language = language;
    }

    /** The first date in a short text, as {@link PageDates#parse}. */
    public Optional<Parsed> parse(String text) {
        return reading(text).parsed();
    }

    /** Whether a short text has a date, even one without a known instant. */
    public boolean holdsDate(String text) {
        return reading(text).holdsDate();
    }

    /** The first date in a short text and what stands around it; empty if it has none. */
    public Optional<Place> place(String text) {
        return reading(text).place();
    }

    private DateReading reading(String text) {
        return readings.computeIfAbsent(text, one -> DateReading.of(one, language));
    }
}
