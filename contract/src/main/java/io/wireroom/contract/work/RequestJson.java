package io.wireroom.contract.work;

import com.fasterxml.jackson.databind.util.StdConverter;
import io.wireroom.contract.Item;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.address.Site;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The flat JSON form of a {@link Request}; {@code kind} decides which fields are present. */
record RequestJson(
        RequestId id,
        URI url,
        Source.Kind kind,
        Site site,
        @Nullable SourceRef source,
        @Nullable Item item,
        Validators validators,
        List<EntryHash> known,
        int attempt,
        boolean lastAttempt,
        int hops,
        @Nullable Boolean handedBack,
        @Nullable AnswerTo answerTo,
        @Nullable Duration horizon,
        @Nullable List<String> refusedAgents) {

    static final class Writer extends StdConverter<Request, RequestJson> {

        @Override
        public RequestJson convert(Request request) {
            if (request instanceof Request.Other) {
                throw new IllegalArgumentException("a request of an unknown kind is only read: " + request.id());
            }
            var poll = request instanceof Request.Poll of ? of : null;
            return new RequestJson(
                    request.id(),
                    request.url(),
                    request.kind(),
                    request.site(),
                    poll == null ? null : poll.source(),
                    request.item(),
                    request.validators(),
                    poll == null ? List.of() : EntryHash.all(poll.known()),
                    request.attempt(),
                    request.lastAttempt(),
                    request.hops(),
                    request.handedBack() ? true : null,
                    request.answerTo(),
                    poll == null ? null : poll.horizon(),
                    request instanceof Request.Page page ? page.refusedAgents() : null);
        }
    }

    static final class Reader extends StdConverter<RequestJson, Request> {

        @Override
        public Request convert(RequestJson json) {
            var head = new Request.Head(
                    json.id,
                    json.url,
                    json.site,
                    json.attempt,
                    json.lastAttempt,
                    json.hops,
                    Boolean.TRUE.equals(json.handedBack));
            return switch (json.kind) {
                case PAGE ->
                    new Request.Page(
                            head, Needed.by("a page request", "item", json.item), json.validators, json.refusedAgents);
                case ROBOTS -> new Request.Robots(head, json.answerTo);
                case OTHER -> new Request.Other(head, json.answerTo);
                case FEED, SITEMAP, SECTION ->
                    new Request.Poll(
                            head,
                            json.kind,
                            Needed.by("a poll", "source", json.source),
                            json.validators,
                            EntryHash.bits(json.known),
                            json.horizon,
                            json.answerTo);
            };
        }
    }
}
