package io.wireroom.contract;

import io.wireroom.contract.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * The headers of our records: CloudEvents 1.0 in the binary mode of its Kafka binding, and our own few beside them.
 */
public final class RecordHeaders {

    /** CloudEvents id: the request, item, link or article version that the record is. */
    public static final String ID = "ce_id";
    /** JSON of the {@link Item} that an article version was made for. */
    public static final String ITEM = "news.item";
    /** Decimal attempt of that item. */
    public static final String ATTEMPT = "news.attempt";
    /** JSON of the {@link Erased} that a tombstone of the article topics was written for. */
    public static final String ERASED = "news.erased";
    /** Stage that wrote a dead letter. */
    public static final String ERROR_STAGE = "news.errors.stage";
    /** Decimal attempt of the dead-lettered item. */
    public static final String ERROR_ATTEMPT = "news.errors.attempt";
    /** On a record that marks a replayed dead letter: the decimal offset of the letter, in the same partition. */
    public static final String ERROR_REPLAYED = "news.errors.replayed";
    /** Prefix of the headers that Kafka Streams gives dead letters: exception, message, stacktrace, topic, partition, offset. */
    public static final String STREAMS_ERRORS = "__streams.errors.";

    private static final String CONTENT_TYPE = "content-type";

    private RecordHeaders() {}

    /**
     * Adds the CloudEvents attributes.
     *
     * @param type of the record, such as {@code io.wireroom.article.v1}
     * @param source stage that writes it, such as {@code /wireroom/enrich}
     * @param id unique within the source
     * @param subject what the record is about
     * @param time when it happened
     * @param contentType of the value
     */
    public static void addCloudEvent(
            Headers headers, String type, String source, String id, String subject, Instant time, String contentType) {
        add(headers, "ce_specversion", "1.0");
        add(headers, ID, id);
        add(headers, "ce_type", type);
        add(headers, "ce_source", source);
        add(headers, "ce_subject", subject);
        add(headers, "ce_time", time.toString());
        add(headers, CONTENT_TYPE, contentType);
    }

    /**
     * Adds the headers of a tombstone on the article topics.
     *
     * @param source stage that writes it
     */
    public static void addErasure(Headers headers, String source, Erased erased, JsonCodec<Erased> codec) {
        var id = erased.id() + "/erased/" + erased.at().toEpochMilli();
        addCloudEvent(headers, "io.wireroom.erased.v1", source, id, erased.id(), erased.at(), "application/json");
        headers.add(ERASED, codec.encode(erased));
    }

    /** Adds the trace of the item that a record was made for, if it has one: {@link TraceParent#HEADER}. */
    public static void addTrace(Headers headers, Item item) {
        if (item.traceparent() != null) {
            add(headers, TraceParent.HEADER, item.traceparent().text());
        }
    }

    /** Adds a text header in UTF-8. */
    public static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** The last header of this name as UTF-8 text. */
    public static Optional<String> text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
