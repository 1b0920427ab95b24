package io.wireroom.conformance.etiquette.faults;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.web.WebAnswer;
import io.wireroom.ingest.web.WebAnswer.Failed;
import io.wireroom.ingest.web.WebAnswer.Moved;
import io.wireroom.ingest.web.WebAnswer.NotModified;
import io.wireroom.ingest.web.WebAnswer.Ok;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies of answers with one part changed. */
public final class Answers {

    private Answers() {}

    static Validators validators(WebAnswer answer) {
        return switch (answer) {
            case Ok ok -> ok.validators();
            case NotModified same -> same.validators();
            case Moved moved -> Validators.NONE;
            case Failed failed -> Validators.NONE;
        };
    }

    static WebAnswer withValidators(WebAnswer answer, Validators validators) {
        return switch (answer) {
            case Ok ok -> copy(ok, ok.contentType(), validators, ok.freshFor(), ok.body());
            case NotModified same -> new NotModified(same.finalUrl(), validators, same.freshFor(), same.movedTo());
            case Moved moved -> moved;
            case Failed failed -> failed;
        };
    }

    public static WebAnswer withFreshness(WebAnswer answer, @Nullable Duration freshFor) {
        return switch (answer) {
            case Ok ok -> copy(ok, ok.contentType(), ok.validators(), freshFor, ok.body());
            case NotModified same -> new NotModified(same.finalUrl(), same.validators(), freshFor, same.movedTo());
            case Moved moved -> moved;
            case Failed failed -> failed;
        };
    }

    static Ok withBody(Ok ok, @Nullable String contentType, byte[] body) {
        return copy(ok, contentType, ok.validators(), ok.freshFor(), body);
    }

    private static Ok copy(
            Ok ok, @Nullable String contentType, Validators validators, @Nullable Duration freshFor, byte[] body) {
        return new Ok(
                ok.status(),
                ok.url(),
                ok.finalUrl(),
                contentType,
                ok.contentLocation(),
                validators,
                freshFor,
                body,
                ok.hops(),
                ok.movedTo(),
                ok.links());
    }

    /** An answer without validators, freshness and redirects. */
    static Ok ok(URI url, int status, @Nullable String contentType, byte[] body) {
        return new Ok(status, url, url, contentType, null, Validators.NONE, null, body, 0, null, List.of());
    }

    static NotModified notModified(URI url, Validators validators) {
        return new NotModified(url, validators, null, null);
    }

    static Moved moved(Moved moved, URI target, int status) {
        return new Moved(target, status, moved.hops(), status == 301 || status == 308);
    }

    static Moved withHops(Moved moved, int hops) {
        return new Moved(moved.target(), moved.status(), hops, moved.permanent());
    }

    static Failed failed(FetchReason reason, @Nullable Integer status, URI url) {
        return new Failed(reason, status, url, null, "planted");
    }

    static WebAnswer withReason(WebAnswer answer, FetchReason reason, int status) {
        return answer instanceof Failed failed
                ? new Failed(reason, status, failed.finalUrl(), failed.retryAfter(), failed.detail())
                : answer;
    }

    static WebAnswer withRetryAfter(WebAnswer answer, @Nullable Duration retryAfter) {
        return answer instanceof Failed failed
                ? new Failed(failed.reason(), failed.status(), failed.finalUrl(), retryAfter, failed.detail())
                : answer;
    }
}
