package io.wireroom.testkit.origin;

import org.jspecify.annotations.Nullable;

/**
 * A request that the origin received.
 *
 * @param host number of the host, from the address that received it, see {@link LoopbackHosts}
 * @param path with its query
 * @param atNanos when its last byte was read, by {@link System#nanoTime()}
 * @param atMillis the same moment by the clock
 */
public record ReceivedRequest(
        int host,
        String path,
        @Nullable String ifNoneMatch,
        @Nullable String ifModifiedSince,
        @Nullable String userAgent,
        long atNanos,
        long atMillis) {}
