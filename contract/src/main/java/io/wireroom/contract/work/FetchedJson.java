package io.wireroom.contract.work;

import com.fasterxml.jackson.databind.util.StdConverter;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Source;
import io.wireroom.contract.WireNamed;
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
        List<Long> seen,
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
        RETURNED
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
                    answer.seen(),
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

    static final class Reader extends StdConverter<FetchedJson, Fetched> {

        @Override
        public Fetched convert(FetchedJson json) {
            var head = new Fetched.Head(json.requestId, json.kind, json.took, json.poll);
            return switch (json.result) {
                case DONE -> new Fetched.Done(head, response(json), json.seen, json.announced, json.robots);
                case NOT_MODIFIED -> new Fetched.NotModified(head, response(json));
                case FAILED ->
                    new Fetched.Failed(
                            head,
                            Needed.by("a failed answer", "reason", json.reason),
                            json.detail,
                            json.httpStatus,
                            json.finalUrl,
                            json.retryAfter);
                case MOVED -> new Fetched.Moved(head);
                case RETURNED -> new Fetched.Returned(head, json.retryAfter);
            };
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
