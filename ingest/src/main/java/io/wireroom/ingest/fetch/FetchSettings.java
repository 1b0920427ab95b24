package io.wireroom.ingest.fetch;

import io.wireroom.runtime.Env;

/**
 * The fetcher's bounds.
 *
 * @param maxInFlight requests executed at once
 */
public record FetchSettings(int maxInFlight) {

    /** From the environment. */
    public static FetchSettings from(Env env) {
        return new FetchSettings(env.integer(
                "INGEST_IN_FLIGHT",
                128,
                1,
                2_000,
                "Maximum requests running at the same time in one process; their bodies share 64 MiB of heap."));
    }
}
