package io.wireroom.standalone.deadletters;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter without its value.
 *
 * @param at its place
 * @param time when the broker stored it
 * @param stage that gave up
 * @param reason one line; empty when the letter has none
 * @param key of the original record
 * @param size of the value in bytes
 * @param origin place of the original record; null when the letter does not have it
 * @param replayed whether it was replayed since
 */
public record Letter(
        Coordinates at,
        Instant time,
        String stage,
        String reason,
        @Nullable String key,
        int size,
        @Nullable Coordinates origin,
        boolean replayed) {

    Letter asReplayed() {
        return new Letter(at, time, stage, reason, key, size, origin, true);
    }
}
