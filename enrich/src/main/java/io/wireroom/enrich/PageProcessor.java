package io.wireroom.enrich;

import io.wireroom.contract.Article;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Item;
import io.wireroom.contract.JsonCodec;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.RawPage;
import io.wireroom.contract.RawPage.Capture;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.RejectReason;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.contract.Topics;
import io.wireroom.enrich.ArticleVersions.Decision;
import io.wireroom.runtime.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * One page in, one article version at most and one outcome out. It computes everything first and writes its store and
 * its records last, so that a page whose code throws leaves nothing behind but its dead letter.
 */
final class PageProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    /** What the article topics take, less room for the headers. */
    private static final int MAX_RECORD_BYTES = Topics.MAX_ARTICLE_BYTES - 256 * 1024;

    private static final int GONE = 410;

    private static final JsonCodec<Item> ITEMS = new JsonCodec<>(Item.class);

    private final Function<RawPage, Enriched> enricher;
    private final Topics topics;
    private final InstantSource clock;
    private final EnrichMetrics metrics;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private ProcessorContext<byte[], byte[]> context;

    @SuppressWarnings("NullAway.Init") // as above
    private KeyValueStore<String, VersionState> versions;

    @SuppressWarnings("NullAway.Init") // as above
    private KnownArticles known;

    PageProcessor(Function<RawPage, Enriched> enricher, Topics topics, InstantSource clock, EnrichMetrics metrics) {
        this.enricher = enricher;
        this.topics = topics;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        versions = processorContext.getStateStore(EnrichTopology.VERSIONS);
        known = new KnownArticles(versions, processorContext.getStateStore(EnrichTopology.ADDRESSES));
    }

    @Override
    public void process(Record<byte[], byte[]> raw) {
        switch (CaptureHeader.read(raw.headers())) {
            case CaptureHeader.Unreadable(var why, var item, var attempt) -> setAside(raw, why, item, attempt);
            case CaptureHeader.Readable(var capture) -> {
                var body = bodyOf(raw);
                if (body != null && body.length == 0 && capture.saysGone()) {
                    retract(raw, notAhead(capture, raw.timestamp()));
                } else if (body == null) {
                    setAside(raw, "a raw page without a body", capture.item(), capture.attempt());
                } else {
                    enrich(raw, notAhead(capture, raw.timestamp()));
                }
            }
        }
    }

    /** A fetcher's clock that is ahead must not make later looks look older: the broker's clock is the bound. */
    private static Capture notAhead(Capture capture, long appendedMillis) {
        var appended = Instant.ofEpochMilli(appendedMillis);
        return capture.fetchedAt().isAfter(appended) && appendedMillis > 0
                ? new Capture(
                        capture.item(),
                        capture.attempt(),
                        capture.url(),
                        capture.finalUrl(),
                        capture.httpStatus(),
                        capture.contentType(),
                        appended)
                : capture;
    }

    private void enrich(Record<byte[], byte[]> raw, Capture capture) {
        var started = System.nanoTime();
        var enriched = compute(new RawPage(capture, raw.value()));
        metrics.took(Duration.ofNanos(System.nanoTime() - started));
        switch (enriched) {
            case Enriched.Rejected(var reason, var detail) -> {
                metrics.rejected(reason);
                tell(raw, outcome(capture, Status.REJECTED, reason).withDetail(detail));
            }
            case Enriched.Draft draft -> version(raw, capture, draft);
        }
    }

    /** The one boundary where an error of the machine becomes a value: Streams' handler only sees exceptions. */
    private Enriched compute(RawPage page) {
        try {
            return enricher.apply(page);
        } catch (StackOverflowError e) {
            return new Enriched.Rejected(RejectReason.TOO_COMPLEX, "nested too deeply for the stack");
        }
    }

    private void version(Record<byte[], byte[]> raw, Capture capture, Enriched.Draft draft) {
        // An entry does not know its page's canonical address; where the page was seen before, that is known here.
        var own = draft.article().id();
        var id = capture.isEntry() ? known.of(capture).orElse(own) : own;
        var article = id.equals(own) ? draft : draft.as(id);
        var link = capture.item().link();
        decided(raw, capture, id, ArticleVersions.decide(versions.get(id.value()), article, link, capture.isEntry()));
    }

    /** A page of a known article is gone; of any other, that is the end. */
    private void retract(Record<byte[], byte[]> raw, Capture capture) {
        var id = known.of(capture);
        var state = id.map(article -> versions.get(article.value())).orElse(null);
        if (id.isEmpty() || state == null) {
            var reason = capture.httpStatus() == GONE ? FetchReason.GONE : FetchReason.NOT_FOUND;
            tell(
                    raw,
                    Outcome.of(
                                    capture.item(),
                                    Step.CLEAN,
                                    capture.attempt(),
                                    Status.NOT_FETCHED,
                                    reason.wireName(),
                                    clock.instant())
                            .withDetail("gone, and no article here"));
            return;
        }
        var decision = ArticleVersions.retract(
                state, capture.item().link(), capture.fetchedAt(), next -> Retraction.of(id.get(), next, capture));
        decided(raw, capture, id.get(), decision);
    }

    private void decided(Record<byte[], byte[]> raw, Capture capture, ArticleId id, Decision decision) {
        switch (decision) {
            case Decision.Unchanged(var state, var why) -> {
                var outcome = outcome(capture, Status.UNCHANGED, null)
                        .about(id, state.version())
                        .withDetail(why);
                versions.put(id.value(), state);
                known.remember(capture, id);
                tell(raw, outcome);
            }
            case Decision.Publish(var article, var state) -> {
                var outcome = outcome(capture, Status.PUBLISHED, null).about(id, article.version());
                var written = record(raw, article, capture);
                if (written.value().length > MAX_RECORD_BYTES) {
                    metrics.rejected(RejectReason.TOO_COMPLEX);
                    tell(
                            raw,
                            outcome(capture, Status.REJECTED, RejectReason.TOO_COMPLEX)
                                    .withDetail("a record of " + written.value().length + " bytes"));
                    return;
                }
                versions.put(id.value(), state);
                known.remember(capture, id);
                context.forward(written, EnrichTopology.WRITE_ARTICLE);
                context.forward(written, EnrichTopology.WRITE_ARTICLE_LATEST);
                tell(raw, outcome);
            }
        }
    }

    private Record<byte[], byte[]> record(Record<byte[], byte[]> raw, Article article, Capture capture) {
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        RecordHeaders.addCloudEvent(
                headers,
                "io.wireroom.article.v1",
                "/wireroom/enrich",
                article.id().value() + '/' + article.version(),
                article.id().value(),
                article.observedAt(),
                "application/json");
        RecordHeaders.add(
                headers, RecordHeaders.ITEM, new String(ITEMS.encode(capture.item()), StandardCharsets.UTF_8));
        RecordHeaders.add(headers, RecordHeaders.ATTEMPT, Integer.toString(capture.attempt()));
        return new Record<>(
                utf8(article.id().value()), topics.article().codec().encode(article), raw.timestamp(), headers);
    }

    private Outcome outcome(Capture capture, Status status, @Nullable RejectReason reason) {
        return Outcome.of(
                capture.item(),
                Step.CLEAN,
                capture.attempt(),
                status,
                reason == null ? null : reason.wireName(),
                clock.instant());
    }

    private void tell(Record<byte[], byte[]> raw, Outcome outcome) {
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        RecordHeaders.addCloudEvent(
                headers,
                "io.wireroom.outcome.v1",
                "/wireroom/enrich",
                outcome.item().value() + '/' + outcome.step().wireName() + '/' + outcome.attempt(),
                outcome.item().value(),
                outcome.at(),
                "application/json");
        var value = topics.outcome().codec().encode(outcome);
        context.forward(
                new Record<>(utf8(outcome.item().value()), value, raw.timestamp(), headers),
                EnrichTopology.WRITE_OUTCOME);
        metrics.page(outcome.status());
    }

    private void setAside(Record<byte[], byte[]> raw, String why, @Nullable Item item, int attempt) {
        var origin = context.recordMetadata();
        var letter = DeadLetter.of(
                topics.enrichDeadLetter().name(),
                EnrichTopology.STAGE,
                origin.map(metadata -> metadata.topic()).orElse(topics.raw().name()),
                origin.map(metadata -> metadata.partition()).orElse(-1),
                origin.map(metadata -> metadata.offset()).orElse(-1L),
                raw.key(),
                bodyOf(raw),
                raw.headers(),
                why,
                null);
        RecordHeaders.add(letter.headers(), RecordHeaders.ERROR_ATTEMPT, Integer.toString(attempt));
        context.forward(deadRecord(raw, letter.value(), letter.headers()), EnrichTopology.WRITE_DEAD_LETTER);
        if (item == null) {
            metrics.page(Status.DEAD_LETTERED);
        } else {
            tell(
                    raw,
                    Outcome.of(item, Step.CLEAN, attempt, Status.DEAD_LETTERED, null, clock.instant())
                            .withDetail(why));
        }
    }

    @SuppressWarnings("NullAway") // Kafka's Record knows no null markers; keys and values may be null
    private static Record<byte[], byte[]> deadRecord(
            Record<byte[], byte[]> raw, byte @Nullable [] value, Headers headers) {
        return new Record<>(raw.key(), value, raw.timestamp(), headers);
    }

    private static byte @Nullable [] bodyOf(Record<byte[], byte[]> raw) {
        return raw.value();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
