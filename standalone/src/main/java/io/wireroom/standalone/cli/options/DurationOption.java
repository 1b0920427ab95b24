package io.wireroom.standalone.cli.options;

import io.wireroom.runtime.Env;
import io.wireroom.runtime.Failure;
import java.time.Duration;

/** Reads durations given as options, in the same spelling as settings. */
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
