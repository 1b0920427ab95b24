package io.wireroom.ingest.web;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.subscriptions.Secrets;
import java.net.URI;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps credentials out of everything that is handed on: an answer that repeats one becomes a failure without its content. */
final class SafeAnswer {

    private SafeAnswer() {}

    /** The answer, or in its place the failure of a get of {@code url} because it repeats a credential. */
    static WebAnswer of(WebAnswer answer, Secrets secrets, URI url) {
        return switch (answer) {
            case WebAnswer.Ok ok ->
                secrets.isIn(ok.body()) || holds(secrets, texts(ok)) ? refused(ok.status(), url) : ok;
            case WebAnswer.NotModified same ->
                holds(
                                secrets,
                                Stream.concat(
                                        Stream.of(text(same.finalUrl()), text(same.movedTo())),
                                        texts(same.validators())))
                        ? refused(304, url)
                        : same;
            case WebAnswer.Moved moved ->
                secrets.isIn(moved.target().toString()) ? refused(moved.status(), url) : moved;
            case WebAnswer.Failed failed ->
                holds(secrets, Stream.of(failed.finalUrl().toString(), failed.detail()))
                        ? refused(failed.status(), url)
                        : failed;
        };
    }

    private static Stream<@Nullable String> texts(WebAnswer.Ok ok) {
        var terms = ok.terms();
        return Stream.of(
                        Stream.of(
                                text(ok.finalUrl()),
                                text(ok.movedTo()),
                                ok.contentType(),
                                ok.contentLocation(),
                                terms.tdmReservation(),
                                terms.tdmPolicy()),
                        texts(ok.validators()),
                        ok.links().stream(),
                        terms.robots() == null ? Stream.<String>of() : terms.robots().stream())
                .flatMap(all -> all);
    }

    private static Stream<@Nullable String> texts(Validators validators) {
        return Stream.of(validators.etag(), validators.lastModified());
    }

    private static @Nullable String text(@Nullable URI address) {
        return address == null ? null : address.toString();
    }

    private static boolean holds(Secrets secrets, Stream<@Nullable String> texts) {
        return texts.filter(Objects::nonNull).anyMatch(secrets::isIn);
    }

    private static WebAnswer refused(@Nullable Integer status, URI url) {
        return new WebAnswer.Failed(
                FetchReason.BAD_ANSWER, status, url, null, "the answer repeats a credential of the subscription");
    }
}
