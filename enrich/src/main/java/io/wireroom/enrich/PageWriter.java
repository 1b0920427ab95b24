package io.wireroom.enrich;

import io.wireroom.contract.Article;
import io.wireroom.contract.Article.PubStatus;
import io.wireroom.contract.Item;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.RawPage.Capture;
import io.wireroom.enrich.match.FingerprintRecords;
import io.wireroom.enrich.ninjs.NinjsProjection;
import io.wireroom.runtime.DeadLetter;
import io.wireroom.runtime.StreamsRunner;
import io.wireroom.runtime.otel.Tracing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the processor sends on: records with their CloudEvents headers, each to the sink it belongs to. */
final class PageWriter {

    private static final Logger LOG = LoggerFactory.getLogger(PageWriter.class);
    private static final JsonCodec<Item> ITEMS = new JsonCodec<>(Item.class);

    private final ProcessorContext<byte[], byte[]> context;
    private final PipelineTopics topics;
    private final InstantSource clock;
    private final EnrichMetrics metrics;

    PageWriter(
            ProcessorContext<byte[], byte[]> context,
            PipelineTopics topics,
            InstantSource clock,
            EnrichMetrics metrics) {
        this.context = context;
        this.topics = topics;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** The record of a version, not sent yet. */
    Record<byte[], byte[]> article(Record<byte[], byte[]> raw, Article article, Capture capture) {
        var headers = headers("io.wireroom.article.v1", "/wireroom/enrich", article, capture);
        RecordHeaders.add(
                headers, RecordHeaders.ITEM, new String(ITEMS.encode(capture.item()), StandardCharsets.UTF_8));
        RecordHeaders.add(headers, RecordHeaders.ATTEMPT, Integer.toString(capture.attempt()));
        return new Record<>(
                utf8(article.id().value()), topics.article().codec().encode(article), raw.timestamp(), headers);
    }

    /** The record that the step match compares a version by, not sent yet; without a value for a retraction. */
    @SuppressWarnings("NullAway") // Kafka's Record knows no null markers; null is how the step match forgets
    Record<byte[], byte[]> fingerprint(Record<byte[], byte[]> written, Article article, Capture capture) {
        var headers = headers("io.wireroom.fingerprint.v1", "/wireroom/enrich/fingerprint", article, capture);
        var value = article.pubStatus() == PubStatus.CANCELED
                ? null
                : topics.fingerprint().codec().encode(FingerprintRecords.of(article));
        return new Record<>(written.key(), value, written.timestamp(), headers);
    }

    /** Sends a version to both of its topics, and what it is compared by to the step match. */
    void publish(Record<byte[], byte[]> article, Record<byte[], byte[]> fingerprint) {
        context.forward(article, EnrichTopology.WRITE_ARTICLE);
        context.forward(article, EnrichTopology.WRITE_ARTICLE_LATEST);
        context.forward(fingerprint, EnrichTopology.WRITE_FINGERPRINT);
    }

    /** Sends a version as ninjs; {@code written} is its record in our own form. */
    void publishNinjs(Record<byte[], byte[]> written, Article article, Capture capture) {
        var headers = headers("io.wireroom.ninjs.v1", "/wireroom/enrich/ninjs", article, capture);
        var value = topics.ninjs().codec().encode(NinjsProjection.of(article));
        context.forward(new Record<>(written.key(), value, written.timestamp(), headers), EnrichTopology.WRITE_NINJS);
    }

    /** The id is with the item: a forgotten article begins again at version 1. */
    private static org.apache.kafka.common.header.internals.RecordHeaders headers(
            String type, String source, Article article, Capture capture) {
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        RecordHeaders.addCloudEvent(
                headers,
                type,
                source,
                article.id().value()
                        + '/'
                        + article.version()
                        + '/'
                        + capture.item().id().value(),
                article.id().value(),
                article.observedAt(),
                "application/json");
        RecordHeaders.addTrace(headers, capture.item());
        return headers;
    }

    /** An outcome of this step at this moment, not sent yet. */
    Outcome outcome(Capture capture, Status status, @Nullable String reason) {
        return Outcome.of(capture.item(), Step.CLEAN, capture.attempt(), status, reason, clock.instant());
    }

    /** Sends an outcome. */
    void send(Record<byte[], byte[]> raw, Outcome outcome) {
        var value = topics.outcome().codec().encode(outcome);
        context.forward(
                new Record<>(utf8(outcome.item().value()), value, raw.timestamp(), headersOf(outcome)),
                EnrichTopology.WRITE_OUTCOME);
        metrics.page(outcome.status());
    }

    /** Records the work of this page as a span of its item's trace. */
    void span(Item item, int attempt, long startedNanos) {
        if (item.traceparent() == null) {
            return;
        }
        metrics.tracing()
                .step(
                        Tracing.Step.CLEAN_AND_TAG,
                        item.traceparent(),
                        Duration.ofNanos(System.nanoTime() - startedNanos),
                        Map.of("wireroom.attempt", Integer.toString(attempt)));
    }

    /** The headers of an outcome's record. */
    static Headers headersOf(Outcome outcome) {
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        RecordHeaders.addCloudEvent(
                headers,
                "io.wireroom.outcome.v1",
                "/wireroom/enrich",
                outcome.item().value() + '/' + outcome.step().wireName() + '/' + outcome.attempt(),
                outcome.item().value(),
                outcome.at(),
                "application/json");
        return headers;
    }

    /** Sends a record to the dead letters as it came, with the outcome of its item where that is known. */
    void setAside(Record<byte[], byte[]> raw, String why, @Nullable Item item, int attempt) {
        var origin = context.recordMetadata();
        var letter = DeadLetter.of(
                topics.enrichDeadLetter().name(),
                EnrichTopology.STAGE,
                origin.map(metadata -> metadata.topic()).orElse(topics.raw().name()),
                origin.map(metadata -> metadata.partition()).orElse(-1),
                origin.map(metadata -> metadata.offset()).orElse(-1L),
                raw.key(),
                raw.value(),
                raw.headers(),
                why,
                null);
        RecordHeaders.add(letter.headers(), RecordHeaders.ERROR_ATTEMPT, Integer.toString(attempt));
        context.forward(deadRecord(raw, letter.value(), letter.headers()), EnrichTopology.WRITE_DEAD_LETTER);
        if (item == null) {
            metrics.page(Status.DEAD_LETTERED);
        } else {
            send(
                    raw,
                    Outcome.of(item, Step.CLEAN, attempt, Status.DEAD_LETTERED, null, clock.instant())
                            .withDetail(why));
        }
    }

    /** Sends an entry of a state store that cannot be read to the dead letters. */
    void setAside(String store, byte[] key, byte[] value, String why) {
        var changelog = StreamsRunner.changelog(context.applicationId(), store);
        LOG.atError()
                .addKeyValue("store", store)
                .addKeyValue("task", context.taskId())
                .addKeyValue("key", HexFormat.of().formatHex(key))
                .addKeyValue("why", why)
                .log("A stored value cannot be read and went to the dead letters");
        metrics.damaged(store);
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        var letter = DeadLetter.of(
                topics.enrichDeadLetter().name(),
                EnrichTopology.STAGE,
                changelog,
                context.taskId().partition(),
                -1,
                key,
                value,
                headers,
                why,
                null);
        context.forward(
                new Record<>(key, value, context.currentSystemTimeMs(), letter.headers()),
                EnrichTopology.WRITE_DEAD_LETTER);
    }

    @SuppressWarnings("NullAway") // Kafka's Record knows no null markers; keys and values may be null
    private static Record<byte[], byte[]> deadRecord(
            Record<byte[], byte[]> raw, byte @Nullable [] value, Headers headers) {
        return new Record<>(raw.key(), value, raw.timestamp(), headers);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
