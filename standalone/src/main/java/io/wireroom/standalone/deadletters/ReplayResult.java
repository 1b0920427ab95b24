package io.wireroom.standalone.deadletters;

import java.util.List;

/**
 * What a replay did.
 *
 * @param replayed letters that went back to their topics
 * @param skipped letters that could not
 */
public record ReplayResult(List<Coordinates> replayed, List<Skipped> skipped) {

    public ReplayResult {
        replayed = List.copyOf(replayed);
        skipped = List.copyOf(skipped);
    }

    /** A letter that was left where it is; {@code why} is one line for people. */
    public record Skipped(Coordinates at, String why) {}
}
