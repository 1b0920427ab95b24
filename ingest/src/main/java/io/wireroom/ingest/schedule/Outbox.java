package io.wireroom.ingest.schedule;

import io.wireroom.contract.Item;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.SourceStatus;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.RawPage;
import io.wireroom.contract.work.Request;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

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
    private static final String CE_SOURCE = "/wireroom/ingest/scheduler";
    private static final String JSON = "application/json";

    private final ProcessorContext<String, PlacedRecord> context;
    private final PipelineTopics topics;
    private final InstantSource clock;

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
        send(LINK, "io.wireroom.link.v1", key, value, key, link.url().toString());
    }

    void status(Site site, SourceStatus status) {
        var value = PlacedRecord.bySite(site, topics.sourceStatus().codec().encode(status));
        var id = status.id().value();
        send(SOURCE_STATUS, "io.wireroom.source-status.v1", id, value, id, status.url());
    }

    void removed(Site site, String sourceId) {
        send(
                SOURCE_STATUS,
                "io.wireroom.source-status.v1",
                sourceId,
                PlacedRecord.bySite(site, null),
                sourceId,
                sourceId);
    }

    void outcome(Item item, int attempt, Status status, @Nullable String reason, @Nullable String detail) {
        var outcome =
                Outcome.of(item, Step.SCHEDULE, attempt, status, reason, now()).withDetail(detail);
        var key = item.id().value();
        var value = PlacedRecord.byKey(topics.outcome().codec().encode(outcome));
        send(OUTCOME, "io.wireroom.outcome.v1", key, value, key + "/schedule/" + attempt, item.url());
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

    private void send(String sink, String type, String key, PlacedRecord value, String id, String subject) {
        var record = new Record<>(key, value, context.currentSystemTimeMs());
        RecordHeaders.addCloudEvent(record.headers(), type, CE_SOURCE, id, subject, now(), JSON);
        context.forward(record, sink);
    }
}
