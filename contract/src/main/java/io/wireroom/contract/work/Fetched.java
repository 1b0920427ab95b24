package io.wireroom.contract.work;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Source;
import io.wireroom.contract.WireNamed;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link Request} without its body ({@code news.fetched.v1}); placed by the site of the asker. It
 * carries durations, never instants: no clocks of two machines are compared.
 *
 * @param requestId the request it answers
 * @param kind of the request
 * @param result how it went
 * @param httpStatus of the last answer; null when there was none
 * @param finalUrl where the answer came from; null when there was none
 * @param validators of the answer, to be stored as they are
 * @param seen 8-byte hashes of all entries in the answer, newest first; empty for pages and for 304
 * @param announced how many new or changed entries went out as links
 * @param freshFor how long the answer calls itself fresh (Cache-Control, Expires minus Age); null when it does not
 * @param retryAfter Retry-After as a duration, or the pause of a request that was held back; null when absent
 * @param bodyBytes decoded
 * @param took whole time of the fetch
 * @param robots rules for our agent (robots requests); null otherwise
 * @param poll what the answer teaches about its source (polls that reached the web); null otherwise
 */
public record Fetched(
        String requestId,
        Source.Kind kind,
        Result result,
        @Nullable FetchReason reason,
        @Nullable String detail,
        @Nullable Integer httpStatus,
        @Nullable URI finalUrl,
        Validators validators,
        List<Long> seen,
        int announced,
        @Nullable Duration freshFor,
        @Nullable Duration retryAfter,
        long bodyBytes,
        Duration took,
        @Nullable RobotsRules robots,
        @Nullable PollReport poll) {

    public Fetched {
        seen = List.copyOf(seen);
    }

    /** The answer to a request that was not, or may not have been, executed. */
    public static Fetched returned(String requestId, Source.Kind kind) {
        return returnedFor(requestId, kind, null);
    }

    /** The answer to a request that was certainly not executed, and may be made again after this pause. */
    public static Fetched heldBack(String requestId, Source.Kind kind, Duration pause) {
        return returnedFor(requestId, kind, pause);
    }

    private static Fetched returnedFor(String requestId, Source.Kind kind, @Nullable Duration pause) {
        return new Fetched(
                requestId,
                kind,
                Result.RETURNED,
                null,
                null,
                null,
                null,
                Validators.NONE,
                List.of(),
                0,
                null,
                pause,
                0,
                Duration.ZERO,
                null,
                null);
    }

    /** The same answer, to another request that waits for it. */
    public Fetched as(String otherRequestId) {
        return with(otherRequestId, poll);
    }

    /** The same answer with what it teaches about its source. */
    public Fetched withPoll(PollReport report) {
        return with(requestId, report);
    }

    private Fetched with(String id, @Nullable PollReport report) {
        return new Fetched(
                id,
                kind,
                result,
                reason,
                detail,
                httpStatus,
                finalUrl,
                validators,
                seen,
                announced,
                freshFor,
                retryAfter,
                bodyBytes,
                took,
                robots,
                report);
    }

    /** How a request went. */
    public enum Result implements WireNamed {
        /** Got and handed on. */
        DONE,
        /** 304 (RFC 9110, section 15.4.5). */
        NOT_MODIFIED,
        /** Failed, with a reason. */
        FAILED,
        /** Redirected to another scheme, host or port; a link went there. */
        MOVED,
        /** Not executed, or perhaps executed without an answer: the fetcher had just taken the partition over. */
        RETURNED
    }
}
