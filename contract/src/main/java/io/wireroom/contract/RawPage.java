package io.wireroom.contract;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A page as it was got ({@code news.raw.v1}): the value of the Kafka record is {@code body}, the {@link Capture}
 * travels as JSON in the header {@value #CAPTURE_HEADER}.
 *
 * @param capture how it was got
 * @param body bytes as served, decoded from gzip; shared, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes that are handed on once; equality of pages is not asked for
public record RawPage(Capture capture, byte[] body) {

    /** Name of the Kafka header that holds the capture. */
    public static final String CAPTURE_HEADER = "news.raw.capture";

    /** Content type of a record that holds a feed entry because its page is not to be had. */
    public static final String ENTRY_TYPE = "application/vnd.wireroom.entry+json";

    /**
     * How a page was got.
     *
     * @param item what it was fetched for
     * @param attempt of the fetch, from 1
     * @param url that was asked for
     * @param finalUrl that answered
     * @param httpStatus of the answer
     * @param contentType as served; null when absent
     * @param fetchedAt instant of the answer, by the fetcher's clock
     */
    public record Capture(
            Item item,
            int attempt,
            URI url,
            URI finalUrl,
            int httpStatus,
            @Nullable String contentType,
            Instant fetchedAt) {}
}
