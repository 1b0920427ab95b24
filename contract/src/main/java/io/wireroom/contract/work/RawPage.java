package io.wireroom.contract.work;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.wireroom.contract.FeedEntry;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Item;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.json.JsonCodec;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A page as it was fetched ({@code news.raw.v1}): the value of the Kafka record is {@code body}, the {@link Capture}
 * travels as JSON in the header {@value #CAPTURE_HEADER}.
 *
 * <p>Two kinds replace a page. If the page of an item cannot be fetched, its feed entry is used: content type
 * {@value #ENTRY_TYPE}, the {@link FeedEntry} as body, the announced address as final address and status 200. A known
 * article that is gone is an empty body with status 404 or 410.
 *
 * @param capture how it was fetched
 * @param body bytes as served, decoded from gzip; shared, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes that are handed on once and never compared
public record RawPage(Capture capture, byte[] body) {

    /** Name of the Kafka header that holds the capture. */
    public static final String CAPTURE_HEADER = "news.raw.capture";

    /** Content type of a record that holds a feed entry because its page cannot be fetched. */
    public static final String ENTRY_TYPE = "application/vnd.wireroom.entry+json";

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final byte[] NOTHING = {};
    private static final JsonCodec<FeedEntry> ENTRIES = new JsonCodec<>(FeedEntry.class);
    private static final JsonCodec<Capture> CAPTURES = new JsonCodec<>(Capture.class);

    /** The item's feed entry in place of its page; empty if the entry has no text. */
    public static Optional<RawPage> ofEntry(Item item, int attempt, Instant at) {
        var entry = item.entry();
        if (entry == null || !entry.hasText()) {
            return Optional.empty();
        }
        return Address.web(item.url())
                .map(url ->
                        new RawPage(new Capture(item, attempt, url, url, OK, ENTRY_TYPE, at), ENTRIES.encode(entry)));
    }

    /**
     * The record that a known article is gone.
     *
     * @param url that was requested
     * @param finalUrl that answered
     * @param reason {@link FetchReason#GONE} or {@link FetchReason#NOT_FOUND}
     */
    public static RawPage ofGone(Item item, int attempt, URI url, URI finalUrl, FetchReason reason, Instant at) {
        var status = reason == FetchReason.GONE ? GONE : NOT_FOUND;
        return new RawPage(new Capture(item, attempt, url, finalUrl, status, null, at), NOTHING);
    }

    /** The key of its record: the id of the address that answered, whatever was announced. */
    public LinkId key() {
        return Address.of(capture.finalUrl().toString())
                .map(LinkId::of)
                .orElse(capture.item().link());
    }

    /** The site that places its record. */
    public Site site() {
        return Site.of(capture.finalUrl());
    }

    /** Adds the headers of its record: those of the CloudEvent, from this stage, and the capture. */
    public void describe(Headers headers, String ceSource) {
        RecordHeaders.addCloudEvent(
                headers,
                "io.wireroom.raw.v1",
                ceSource,
                capture.item().id().value() + '/' + capture.attempt(),
                capture.finalUrl().toString(),
                capture.fetchedAt(),
                capture.contentType() == null ? "application/octet-stream" : capture.contentType());
        RecordHeaders.addTrace(headers, capture.item());
        headers.add(CAPTURE_HEADER, CAPTURES.encode(capture));
    }

    /**
     * How a page was fetched.
     *
     * @param item what it was fetched for
     * @param attempt of the fetch, from 1
     * @param url that was requested
     * @param finalUrl that answered
     * @param httpStatus of the answer
     * @param contentType as served; null when absent
     * @param fetchedAt instant of the answer, by the fetcher's clock
     * @param terms what the answer's header fields and robots.txt state about the use of the page; null if nothing
     */
    public record Capture(
            Item item,
            int attempt,
            URI url,
            URI finalUrl,
            int httpStatus,
            @Nullable String contentType,
            Instant fetchedAt,
            @Nullable StatedTerms terms) {

        /** Of a page about whose use nothing is stated. */
        public Capture(
                Item item,
                int attempt,
                URI url,
                URI finalUrl,
                int httpStatus,
                @Nullable String contentType,
                Instant fetchedAt) {
            this(item, attempt, url, finalUrl, httpStatus, contentType, fetchedAt, null);
        }

        /** The same, of another instant. */
        public Capture fetchedAt(Instant at) {
            return new Capture(item, attempt, url, finalUrl, httpStatus, contentType, at, terms);
        }

        /** Whether the body is a feed entry in place of its page. */
        @JsonIgnore
        public boolean isEntry() {
            return ENTRY_TYPE.equals(contentType);
        }

        /** Whether, with an empty body, it states that a known article is gone. */
        public boolean statesGone() {
            return httpStatus == NOT_FOUND || httpStatus == GONE;
        }
    }
}
