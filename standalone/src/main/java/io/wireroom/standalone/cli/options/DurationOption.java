package io.wireroom.standalone.cli.options;

import io.wireroom.runtime.Env;
import io.wireroom.runtime.Failure;
import java.time.Duration;

/** Reads the value of an option as a duration, in the syntax of settings. */
public final class DurationOption {

    private DurationOption() {}

    public static Duration parse(String option, String text) {
        try {
            return Env.parseDuration(text);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(option + " '" + text + "': " + e.getMessage());
        }
    }
}
