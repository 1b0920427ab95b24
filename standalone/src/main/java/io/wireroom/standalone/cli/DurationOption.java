package io.wireroom.standalone.cli;

import io.wireroom.runtime.Env;
import io.wireroom.runtime.Failure;
import java.time.Duration;

/** Reads durations given as options, in the same spelling as settings. */
final class DurationOption {

    private DurationOption() {}

    static Duration parse(String option, String text) {
        try {
            return Env.parseDuration(text);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(option + " '" + text + "': " + e.getMessage());
        }
    }
}
