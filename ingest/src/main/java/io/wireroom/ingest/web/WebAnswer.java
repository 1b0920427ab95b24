package io.wireroom.ingest.web;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.work.StatedTerms;
import io.wireroom.contract.work.Validators;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one get turned out. */
public sealed interface WebAnswer {

    /**
     * A 2xx with its body.
     *
     * @param status 200, 203, 204 and the like
     * @param url that was asked for
     * @param finalUrl that answered, after redirects within the same scheme, host and port
     * @param contentType as served; null when absent
     * @param contentLocation as served (RFC 9110, section 8.7); null when absent
     * @param validators of this answer, byte for byte
     * @param freshFor how long the answer calls itself fresh; null if it does not
     * @param body decoded from its codings; shared, not to be changed
     * @param hops redirects followed so far, those of the asker included
     * @param movedTo where permanent redirects alone led; null when the first was a temporary one or there was none
     * @param links values of the {@code Link} header fields (RFC 8288), as served
     * @param terms what the header fields state about the use of the body
     * @param cut whether the body ended before its end: what came is here, and no validators
     */
    @SuppressWarnings("ArrayRecordComponent") // megabytes that are handed on once; never compared
    record Ok(
            int status,
            URI url,
            URI finalUrl,
            @Nullable String contentType,
            @Nullable String contentLocation,
            Validators validators,
            @Nullable Duration freshFor,
            byte[] body,
            int hops,
            @Nullable URI movedTo,
            List<String> links,
            StatedTerms terms,
            boolean cut)
            implements WebAnswer {

        public Ok {
            links = List.copyOf(links);
        }

        /** An answer with its whole body, about whose use nothing is stated. */
        public Ok(
                int status,
                URI url,
                URI finalUrl,
                @Nullable String contentType,
                @Nullable String contentLocation,
                Validators validators,
                @Nullable Duration freshFor,
                byte[] body,
                int hops,
                @Nullable URI movedTo,
                List<String> links) {
            this(
                    status,
                    url,
                    finalUrl,
                    contentType,
                    contentLocation,
                    validators,
                    freshFor,
                    body,
                    hops,
                    movedTo,
                    links,
                    StatedTerms.NONE,
                    false);
        }

        Ok movedTo(@Nullable URI target) {
            return new Ok(
                    status,
                    url,
                    finalUrl,
                    contentType,
                    contentLocation,
                    validators,
                    freshFor,
                    body,
                    hops,
                    target,
                    links,
                    terms,
                    cut);
        }
    }

    /**
     * 304 to a conditional request (RFC 9110, section 15.4.5).
     *
     * @param validators of this answer; where it names none, those that were sent
     * @param movedTo where permanent redirects alone led; null when the first was a temporary one or there was none
     */
    record NotModified(
            URI finalUrl,
            Validators validators,
            @Nullable Duration freshFor,
            @Nullable URI movedTo) implements WebAnswer {

        NotModified movedTo(@Nullable URI target) {
            return new NotModified(finalUrl, validators, freshFor, target);
        }
    }

    /**
     * A redirect out of scheme, host or port; not followed here.
     *
     * @param target absolute http or https address without fragment
     * @param status 300, 301, 302, 303, 307 or 308; 301 and 308 are permanent
     * @param hops redirects so far, this one included
     * @param permanent whether permanent redirects alone led from the address asked for to the target
     */
    record Moved(URI target, int status, int hops, boolean permanent) implements WebAnswer {

        Moved forNow() {
            return new Moved(target, status, hops, false);
        }
    }

    /**
     * No answer to use.
     *
     * @param status of the last answer; null when there was none
     * @param finalUrl that failed, after redirects
     * @param retryAfter that the answer asks for, at most a day; null when it does not
     * @param detail for people, one line
     */
    record Failed(
            FetchReason reason,
            @Nullable Integer status,
            URI finalUrl,
            @Nullable Duration retryAfter,
            String detail) implements WebAnswer {}
}
