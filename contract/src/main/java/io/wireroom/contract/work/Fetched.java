package io.wireroom.contract.work;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Source;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link Request} without its body ({@code news.fetched.v1}); placed by the site of the asker. It
 * carries durations, never instants: clocks of two machines are never compared. One flat JSON object for all results.
 */
@JsonSerialize(converter = FetchedJson.Writer.class)
@JsonDeserialize(converter = FetchedJson.Reader.class)
public sealed interface Fetched {

    /** What every answer has. */
    Head head();

    /** The request that it answers. */
    default RequestId requestId() {
        return head().requestId();
    }

    /** What it shows about its source; null unless a poll reached the web. */
    default @Nullable PollReport poll() {
        return head().poll();
    }

    /** The same answer, to another request that waits for it. */
    default Fetched as(RequestId other) {
        var same = new Head(other, head().kind(), head().took(), poll());
        return switch (this) {
            case Done done -> new Done(same, done.response, done.seen, done.announced, done.robots);
            case NotModified unchanged -> new NotModified(same, unchanged.response);
            case Failed failed ->
                new Failed(same, failed.reason, failed.detail, failed.httpStatus, failed.finalUrl, failed.retryAfter);
            case Moved moved -> new Moved(same);
            case Returned returned -> new Returned(same, returned.pause);
            case Begun begun -> new Begun(same);
        };
    }

    /** The {@code ce_id} of an answer: several can be for one request, as after a redirect. */
    static String recordId(RequestId request, long millis) {
        return request.value() + '#' + millis;
    }

    /** The request that the answer with this {@code ce_id} is for. */
    static RequestId requestOf(String recordId) {
        var end = recordId.lastIndexOf('#');
        return new RequestId(end < 0 ? recordId : recordId.substring(0, end));
    }

    /**
     * What every answer has.
     *
     * @param requestId the request it answers
     * @param kind of the request
     * @param took whole time of the fetch
     * @param poll what the answer shows about its source (polls that reached the web); null otherwise
     */
    record Head(
            RequestId requestId,
            Source.Kind kind,
            Duration took,
            @Nullable PollReport poll) {

        /** Of an answer to a request that was not executed. */
        public static Head unexecuted(RequestId requestId, Source.Kind kind) {
            return new Head(requestId, kind, Duration.ZERO, null);
        }
    }

    /**
     * What the web server sent.
     *
     * @param httpStatus of the last response; null if there was none (a robots.txt that does not exist)
     * @param finalUrl where the response came from
     * @param validators of the response, to be stored unchanged
     * @param freshFor how long the response calls itself fresh (Cache-Control, Expires minus Age); null if it does not
     * @param bodyBytes decoded
     */
    record Response(
            @Nullable Integer httpStatus,
            URI finalUrl,
            Validators validators,
            @Nullable Duration freshFor,
            long bodyBytes) {}

    /** The request reached its content, or learned that it did not change. */
    sealed interface Useful extends Fetched {

        /** What the web server sent. */
        Response response();

        /** 8-byte hashes of all entries in the answer, newest first; empty for pages and for 304. */
        List<Long> seen();

        /** How many new or changed entries were sent as links. */
        int announced();
    }

    /**
     * Fetched and handed on.
     *
     * @param robots rules for our agent (robots requests); null otherwise
     */
    record Done(
            Head head,
            Response response,
            List<Long> seen,
            int announced,
            @Nullable RobotsRules robots) implements Useful {

        public Done {
            seen = List.copyOf(seen);
        }
    }

    /** 304 (RFC 9110, section 15.4.5). */
    record NotModified(Head head, Response response) implements Useful {

        @Override
        public List<Long> seen() {
            return List.of();
        }

        @Override
        public int announced() {
            return 0;
        }
    }

    /**
     * Failed, with a reason.
     *
     * @param detail one line for people; null if there is nothing to add
     * @param httpStatus of the last response; null if there was none
     * @param finalUrl where the response came from; null if there was none
     * @param retryAfter Retry-After as a duration; null if absent
     */
    record Failed(
            Head head,
            FetchReason reason,
            @Nullable String detail,
            @Nullable Integer httpStatus,
            @Nullable URI finalUrl,
            @Nullable Duration retryAfter)
            implements Fetched {

        /** The answer to a request record that could not be processed. */
        public static Failed unprocessed(RequestId requestId, FetchReason reason, String why) {
            return new Failed(Head.unexecuted(requestId, Source.Kind.PAGE), reason, why, null, null, null);
        }
    }

    /** Redirected to another scheme, host or port; a link was sent there. */
    record Moved(Head head) implements Fetched {}

    /**
     * The fetcher begins now with a request that was handed back before; the answer follows. So a request that never ends
     * is known from those that were only waiting when their fetcher went away.
     */
    record Begun(Head head) implements Fetched {

        /** The notice for this request. */
        public static Begun with(Request request) {
            return new Begun(Head.unexecuted(request.id(), request.kind()));
        }
    }

    /**
     * Not executed, or perhaps executed without an answer: the fetcher had just taken the partition over.
     *
     * @param pause after which a request that was certainly not executed may be repeated; null if it may have been
     */
    record Returned(Head head, @Nullable Duration pause) implements Fetched {

        /** The answer to a request that was not, or may not have been, executed. */
        public Returned(RequestId requestId, Source.Kind kind) {
            this(Head.unexecuted(requestId, kind), null);
        }

        /** The answer to a request that was certainly not executed. */
        public static Returned heldBack(RequestId requestId, Source.Kind kind, Duration pause) {
            return new Returned(Head.unexecuted(requestId, kind), pause);
        }
    }
}
