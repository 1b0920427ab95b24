package io.wireroom.standalone.cli.options;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Reads the value of an option as a point in time: an instant, or a duration before now. */
public final class SinceOption {

    private SinceOption() {}

    public static Instant parse(String option, String text, Instant now) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return now.minus(DurationOption.parse(option, text));
        }
    }
}
