package io.wireroom.standalone.deadletters;

import java.util.List;

/**
 * The result of a replay.
 *
 * @param replayed letters whose records were written to their topics again
 * @param skipped letters that could not be replayed
 */
public record ReplayResult(List<Coordinates> replayed, List<Skipped> skipped) {

    public ReplayResult {
        replayed = List.copyOf(replayed);
        skipped = List.copyOf(skipped);
    }

    /** A letter that was not replayed; {@code why} is one line for people. */
    public record Skipped(Coordinates at, String why) {}
}
