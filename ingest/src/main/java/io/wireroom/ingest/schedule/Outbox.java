package io.wireroom.ingest.schedule;

import io.wireroom.contract.Item;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.SourceStatus;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.RawPage;
import io.wireroom.contract.work.Request;
import io.wireroom.runtime.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the scheduler's records: requests, links to other sites, source statuses, its own outcomes, and what enrich
 * gets without a page: feed entries and the notice that an article is gone.
 */
final class Outbox {

    static final String REQUEST = "write-request";
    static final String LINK = "write-link";
    static final String SOURCE_STATUS = "write-source-status";
    static final String OUTCOME = "write-outcome";
    static final String RAW = "write-raw";
    static final String FETCHED = "write-fetched";
    static final String DEAD_LETTER = "write-dead-letter";
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final String STAGE = "ingest";
    private static final String CE_SOURCE = "/wireroom/ingest/scheduler";
    private static final String JSON = "application/json";

    private final ProcessorContext<String, PlacedRecord> context;
    private final PipelineTopics topics;
    private final InstantSource clock;
    private long sequence;
    private final List<Record<String, PlacedRecord>> held = new ArrayList<>();
    private boolean started;

    Outbox(ProcessorContext<String, PlacedRecord> context, PipelineTopics topics, InstantSource clock) {
        this.context = context;
        this.topics = topics;
        this.clock = clock;
    }

    void request(Request request) {
        var value = PlacedRecord.bySite(request.site(), topics.request().codec().encode(request));
        send(
                REQUEST,
                "io.wireroom.request.v1",
                request.site().name(),
                value,
                request.id().value(),
                request.url().toString());
    }

    void link(Link link) {
        var value = PlacedRecord.bySite(link.site(), topics.link().codec().encode(link));
        var key = link.id().value();
        send(LINK, "io.wireroom.link.v1", key, value, unique(key), link.url().toString());
    }

    void status(Site site, SourceStatus status) {
        var value = PlacedRecord.bySite(site, topics.sourceStatus().codec().encode(status));
        var id = status.id().value();
        send(SOURCE_STATUS, "io.wireroom.source-status.v1", id, value, unique(id), status.url());
    }

    void removed(Site site, String sourceId) {
        send(
                SOURCE_STATUS,
                "io.wireroom.source-status.v1",
                sourceId,
                PlacedRecord.bySite(site, null),
                unique(sourceId),
                sourceId);
    }

    /** The answer to a request on behalf of another site that is not made. */
    void answer(Site asker, Fetched answer) {
        var value = PlacedRecord.bySite(asker, topics.fetched().codec().encode(answer));
        var id = Fetched.recordId(answer.requestId(), now().toEpochMilli());
        send(FETCHED, "io.wireroom.fetched.v1", asker.name(), value, id, asker.name());
    }

    void outcome(Item item, int attempt, Status status, @Nullable String reason, @Nullable String detail) {
        outcome(Outcome.of(item, Step.SCHEDULE, attempt, status, reason, now()).withDetail(detail));
    }

    /** The item of this link ends, because its announcement could not be read. */
    void lost(LinkId link, LinkState state) {
        outcome(new Outcome(
                state.item(),
                Step.SCHEDULE,
                state.attempt().number(),
                Status.DEAD_LETTERED,
                null,
                true,
                now(),
                link,
                "",
                state.source(),
                state.touchedAt(),
                null,
                null,
                "its stored announcement could not be read"));
    }

    private void outcome(Outcome outcome) {
        var key = outcome.item().value();
        var value = PlacedRecord.byKey(topics.outcome().codec().encode(outcome));
        var id = unique(key + "/schedule/" + outcome.attempt());
        send(OUTCOME, "io.wireroom.outcome.v1", key, value, id, outcome.url());
    }

    /** Writes a dead letter with the bytes of a store, and an ERROR to the log. */
    void setAside(String store, String key, byte @Nullable [] bytes, String why, @Nullable Throwable error) {
        LOG.atError()
                .setCause(error)
                .addKeyValue("store", store)
                .addKeyValue("key", key)
                .addKeyValue("why", why)
                .log("Something stored was set aside");
        var letter = DeadLetter.of(
                topics.ingestDeadLetter().name(),
                STAGE,
                context.applicationId() + '-' + store + "-changelog",
                context.taskId().partition(),
                0,
                key.getBytes(StandardCharsets.UTF_8),
                bytes,
                new RecordHeaders(),
                why,
                error);
        var value = PlacedRecord.byKey(bytes);
        held.add(new Record<>(key, value, context.currentSystemTimeMs(), letter.headers()));
        if (started) {
            releaseHeld();
        }
    }

    /** The task takes records from now on. Streams has no sinks before that, while the task reads its stores. */
    void start() {
        started = true;
        releaseHeld();
    }

    private void releaseHeld() {
        held.forEach(letter -> context.forward(letter, DEAD_LETTER));
        held.clear();
    }

    void page(RawPage page) {
        var value = PlacedRecord.bySite(page.site(), page.body());
        var record = new Record<>(page.key().value(), value, context.currentSystemTimeMs());
        page.describe(record.headers(), CE_SOURCE);
        context.forward(record, RAW);
    }

    /**
     * The current time. That of Streams alone stands still while it processes a batch of records: a host's pause would
     * begin before its answer came.
     */
    Instant now() {
        return Instant.ofEpochMilli(Math.max(context.currentSystemTimeMs(), clock.millis()));
    }

    /** An id that no other record of this topic has: the same thing can be written several times in a millisecond. */
    private String unique(String id) {
        sequence++;
        return id + '/' + now().toEpochMilli() + '-' + sequence;
    }

    private void send(String sink, String type, String key, PlacedRecord value, String id, String subject) {
        var record = new Record<>(key, value, context.currentSystemTimeMs());
        io.wireroom.contract.RecordHeaders.addCloudEvent(record.headers(), type, CE_SOURCE, id, subject, now(), JSON);
        context.forward(record, sink);
    }
}
