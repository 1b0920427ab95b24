package io.wireroom.contract.work;

import com.fasterxml.jackson.databind.util.StdConverter;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Source;
import io.wireroom.contract.json.WireNamed;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The flat JSON form of a {@link Fetched}; {@code result} decides which fields are present. */
record FetchedJson(
        RequestId requestId,
        Source.Kind kind,
        Result result,
        @Nullable FetchReason reason,
        @Nullable String detail,
        @Nullable Integer httpStatus,
        @Nullable URI finalUrl,
        Validators validators,
        List<EntryHash> seen,
        int announced,
        @Nullable Duration freshFor,
        @Nullable Duration retryAfter,
        long bodyBytes,
        Duration took,
        @Nullable RobotsRules robots,
        @Nullable PollReport poll) {

    enum Result implements WireNamed {
        DONE,
        NOT_MODIFIED,
        FAILED,
        MOVED,
        RETURNED,
        BEGUN,
        /** A result that this version does not know. */
        OTHER
    }

    static final class Writer extends StdConverter<Fetched, FetchedJson> {

        @Override
        public FetchedJson convert(Fetched answer) {
            return switch (answer) {
                case Fetched.Done done -> useful(Result.DONE, done, done.robots());
                case Fetched.NotModified same -> useful(Result.NOT_MODIFIED, same, null);
                case Fetched.Failed failed -> failed(failed);
                case Fetched.Moved moved -> bare(Result.MOVED, moved.head(), null);
                case Fetched.Returned returned -> bare(Result.RETURNED, returned.head(), returned.pause());
                case Fetched.Begun begun -> bare(Result.BEGUN, begun.head(), null);
            };
        }

        private static FetchedJson useful(Result result, Fetched.Useful answer, @Nullable RobotsRules robots) {
            var head = answer.head();
            var response = answer.response();
            return new FetchedJson(
                    head.requestId(),
                    head.kind(),
                    result,
                    null,
                    null,
                    response.httpStatus(),
                    response.finalUrl(),
                    response.validators(),
                    EntryHash.all(answer.seen()),
                    answer.announced(),
                    response.freshFor(),
                    null,
                    response.bodyBytes(),
                    head.took(),
                    robots,
                    head.poll());
        }

        private static FetchedJson failed(Fetched.Failed answer) {
            var head = answer.head();
            return new FetchedJson(
                    head.requestId(),
                    head.kind(),
                    Result.FAILED,
                    answer.reason(),
                    answer.detail(),
                    answer.httpStatus(),
                    answer.finalUrl(),
                    Validators.NONE,
                    List.of(),
                    0,
                    null,
                    answer.retryAfter(),
                    0,
                    head.took(),
                    null,
                    head.poll());
        }

        private static FetchedJson bare(Result result, Fetched.Head head, @Nullable Duration retryAfter) {
            return new FetchedJson(
                    head.requestId(),
                    head.kind(),
                    result,
                    null,
                    null,
                    null,
                    null,
                    Validators.NONE,
                    List.of(),
                    0,
                    null,
                    retryAfter,
                    0,
                    head.took(),
                    null,
                    head.poll());
        }
    }

    /** A result or reason that this version does not know, from a fetcher of another version, lets the request be repeated. */
    static final class Reader extends StdConverter<FetchedJson, Fetched> {

        /** Until the request is repeated: by then both may be of one version. */
        private static final Duration UNKNOWN_RESULT_PAUSE = Duration.ofMinutes(1);

        @Override
        public Fetched convert(FetchedJson json) {
            var head = new Fetched.Head(json.requestId, json.kind, json.took, json.poll);
            return switch (json.result) {
                case DONE ->
                    new Fetched.Done(head, response(json), EntryHash.bits(json.seen), json.announced, json.robots);
                case NOT_MODIFIED -> new Fetched.NotModified(head, response(json));
                case FAILED -> failed(head, json);
                case MOVED -> new Fetched.Moved(head);
                case RETURNED -> new Fetched.Returned(head, json.retryAfter);
                case BEGUN -> new Fetched.Begun(head);
                case OTHER -> new Fetched.Returned(head, UNKNOWN_RESULT_PAUSE);
            };
        }

        private static Fetched.Failed failed(Fetched.Head head, FetchedJson json) {
            var reason = Needed.by("a failed answer", "reason", json.reason);
            var known = reason != FetchReason.OTHER;
            return new Fetched.Failed(
                    head,
                    known ? reason : FetchReason.BAD_ANSWER,
                    known ? json.detail : "failed for a reason that this version does not know: " + json.detail,
                    json.httpStatus,
                    json.finalUrl,
                    json.retryAfter);
        }

        private static Fetched.Response response(FetchedJson json) {
            return new Fetched.Response(
                    json.httpStatus,
                    Needed.by("a useful answer", "finalUrl", json.finalUrl),
                    json.validators,
                    json.freshFor,
                    json.bodyBytes);
        }
    }
}
