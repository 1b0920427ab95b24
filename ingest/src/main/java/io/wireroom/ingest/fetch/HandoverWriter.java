package io.wireroom.ingest.fetch;

import io.wireroom.contract.Outcome;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.Topic;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.RawPage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Turns what a request brought into Kafka records, each placed by its site. Pure. */
final class HandoverWriter {

    private static final String CE_SOURCE = "/wireroom/ingest/fetcher";
    private static final String JSON = "application/json";

    private final PipelineTopics topics;
    private final int partitions;
    private final InstantSource clock;

    HandoverWriter(PipelineTopics topics, int partitions, InstantSource clock) {
        this.topics = topics;
        this.partitions = partitions;
        this.clock = clock;
    }

    /** All records of a hand-over. */
    List<ProducerRecord<String, byte[]>> records(Handover handover) {
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        var now = clock.instant();
        for (Link link : handover.links()) {
            records.add(record(
                    topics.link(),
                    link.site().name(),
                    link.id().value(),
                    link,
                    id(link, now),
                    link.url().toString(),
                    now));
        }
        if (handover.page() != null) {
            records.add(raw(handover.page()));
        }
        for (Outcome outcome : handover.outcomes()) {
            var key = outcome.item().value();
            var id = key + '/' + outcome.step().wireName() + '/' + outcome.attempt() + '/' + now.toEpochMilli();
            records.add(record(topics.outcome(), key, key, outcome, id, outcome.url(), now));
        }
        for (var answer : handover.answers()) {
            Fetched fetched = answer.fetched();
            var site = answer.site().name();
            var id = Fetched.recordId(fetched.requestId(), now.toEpochMilli());
            records.add(record(topics.fetched(), site, site, fetched, id, site, now));
        }
        return records;
    }

    /** An announced link comes again with each change of its entry. */
    private static String id(Link link, Instant now) {
        return link.id().value() + '/' + now.toEpochMilli();
    }

    private <T> ProducerRecord<String, byte[]> record(
            Topic<T> topic, String place, String key, T value, String id, String subject, Instant now) {
        var partition = Topic.partitionOfKey(place, partitions);
        var record =
                new ProducerRecord<>(topic.name(), partition, key, topic.codec().encode(value));
        var type = "io.wireroom." + topic.name().substring(topics.prefix().length());
        RecordHeaders.addCloudEvent(record.headers(), type, CE_SOURCE, id, subject, now, JSON);
        return record;
    }

    private ProducerRecord<String, byte[]> raw(RawPage page) {
        var partition = Topic.partitionOfSite(page.site(), partitions);
        var record =
                new ProducerRecord<>(topics.raw().name(), partition, page.key().value(), page.body());
        page.describe(record.headers(), CE_SOURCE);
        return record;
    }
}
