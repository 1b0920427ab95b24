package io.wireroom.standalone.sources;

import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.Topic;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.json.Decoded;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaGroup;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.standalone.topics.AtomicWriter;
import io.wireroom.standalone.topics.TopicScan;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All sources, as recorded in the compacted topic {@code news.source.v1}: keyed by source id, placed by the site of the
 * address, null for removed. It has no state, so every call sees the current topic. A change is written as a whole or
 * not at all. Of two changes at the same time, the one that began first fails with 69.
 */
public final class SourceCatalogue {

    private static final Logger LOG = LoggerFactory.getLogger(SourceCatalogue.class);
    private static final int RECORDS_AT_ONCE = 1_000;

    private final KafkaSettings settings;
    private final KafkaClients clients;
    private final InstantSource clock;
    private final Topic<Source> topic;

    /** The catalogue of this installation. Connections are opened on demand. */
    public SourceCatalogue(KafkaSettings settings, KafkaClients clients) {
        this(settings, clients, InstantSource.system());
    }

    SourceCatalogue(KafkaSettings settings, KafkaClients clients, InstantSource clock) {
        this.settings = settings;
        this.clients = clients;
        this.clock = clock;
        topic = settings.topics().source();
    }

    /**
     * Every source, by id. A record that cannot be read is logged and left out; importing or removing its id heals it.
     *
     * @throws Failure (69) when the topic is missing or Kafka does not answer for 30 s
     */
    public Map<SourceId, Source> all() {
        return read().sources();
    }

    /**
     * Adds these sources, and writes those again that differ from the catalogue. A source that is added by hand is
     * always written: this makes ingest poll a gone source (410) again.
     *
     * @param sources from one file or by hand; their own origin is ignored
     * @param origin their file, which becomes their origin; null if added by hand
     * @param sync whether sources of the same origin that are not among these are removed
     * @throws Failure (69) when Kafka refuses them; then nothing has changed
     */
    public ImportResult put(List<Source> sources, @Nullable String origin, boolean sync) {
        try (var writer = open()) {
            var before = read();
            var writes = new ArrayList<ProducerRecord<String, byte[]>>();
            var named = new HashSet<SourceId>();
            int added = 0;
            int updated = 0;
            for (var given : sources) {
                var known = before.sources().get(given.id());
                // No file says that a source is paused, and none ends a pause.
                var source = given.from(origin).paused(known != null && known.pausedByOperator());
                named.add(source.id());
                var partition = placeOf(source, before.partitions());
                var stray = before.placesOf(source.id());
                stray.remove(partition);
                var unchanged = source.equals(known) && stray.isEmpty();
                if (unchanged && origin != null) {
                    continue;
                }
                // When an address moved to another site, its old record is in another partition.
                stray.forEach(place -> writes.add(removal(source.id(), place)));
                writes.add(record(source, partition));
                if (known == null) {
                    added++;
                } else if (!unchanged) {
                    updated++;
                }
            }
            var gone = sync && origin != null ? before.broughtBy(origin) : new LinkedHashSet<SourceId>();
            gone.removeAll(named);
            gone.forEach(id -> writes.addAll(removals(id, before)));
            writer.write(writes);
            return new ImportResult(added, updated, named.size() - added - updated, gone.size());
        }
    }

    /**
     * Removes these sources.
     *
     * @return those that were there
     * @throws Failure (69) when Kafka refuses it; then nothing has changed
     */
    public Set<SourceId> remove(Collection<SourceId> ids) {
        try (var writer = open()) {
            var before = read();
            var writes = new ArrayList<ProducerRecord<String, byte[]>>();
            var removed = new LinkedHashSet<SourceId>();
            for (var id : ids) {
                if (!before.placesOf(id).isEmpty() && removed.add(id)) {
                    writes.addAll(removals(id, before));
                }
            }
            writer.write(writes);
            return removed;
        }
    }

    /**
     * Pauses these sources, or ends their pause.
     *
     * @return those that are there, also if they were paused or polled before
     * @throws Failure (69) when Kafka refuses it; then nothing has changed
     */
    public Set<SourceId> pause(Collection<SourceId> ids, boolean pause) {
        try (var writer = open()) {
            var before = read();
            var writes = new ArrayList<ProducerRecord<String, byte[]>>();
            var found = new LinkedHashSet<SourceId>();
            for (var id : ids) {
                var known = before.sources().get(id);
                if (known != null && found.add(id) && known.pausedByOperator() != pause) {
                    writes.add(record(known.paused(pause), placeOf(known, before.partitions())));
                }
            }
            writer.write(writes);
            return found;
        }
    }

    /** The content of the topic. An id is in several partitions only if another program wrote it. */
    private record Contents(int partitions, SortedMap<SourceId, Source> sources, Map<SourceId, Set<Integer>> places) {

        Set<Integer> placesOf(SourceId id) {
            return new LinkedHashSet<>(places.getOrDefault(id, Set.of()));
        }

        Set<SourceId> broughtBy(String origin) {
            var ids = new LinkedHashSet<SourceId>();
            sources.values().stream()
                    .filter(source -> origin.equals(source.origin()))
                    .forEach(source -> ids.add(source.id()));
            return ids;
        }
    }

    private AtomicWriter open() {
        // The writer is opened before reading, so the compared state cannot change until the write.
        return AtomicWriter.open(clients, settings.group(KafkaGroup.SOURCE_CATALOGUE), "sources");
    }

    private Contents read() {
        var found = new TreeMap<SourceId, Map<Integer, Optional<Source>>>();
        var read = new TopicScan(clients).read(List.of(topic.name()), RECORDS_AT_ONCE, record -> {
            var id = idOf(record);
            if (id.isPresent()) {
                take(id.get(), record, found);
            }
        });
        var partitions = read.size();
        var sources = new TreeMap<SourceId, Source>();
        var places = new TreeMap<SourceId, Set<Integer>>();
        found.forEach((id, byPlace) -> {
            places.put(id, byPlace.keySet());
            byPlace.forEach((place, source) -> {
                if (source.isPresent()) {
                    // Partitions have no common order, so of several records the one in the right partition counts.
                    if (placeOf(source.get(), partitions) == place) {
                        sources.put(id, source.get());
                    } else {
                        sources.putIfAbsent(id, source.get());
                    }
                }
            });
        });
        return new Contents(partitions, sources, places);
    }

    /**
     * Adds a record under its partition, because order exists only within a partition. Empty for a source that cannot
     * be read.
     */
    private void take(
            SourceId id, ConsumerRecord<String, byte[]> record, Map<SourceId, Map<Integer, Optional<Source>>> found) {
        byte @Nullable [] value = record.value();
        var byPlace = found.computeIfAbsent(id, key -> new TreeMap<>());
        if (value == null) {
            byPlace.remove(record.partition());
            return;
        }
        switch (topic.codec().decode(value)) {
            case Decoded.Value<Source>(var source) -> byPlace.put(record.partition(), Optional.of(source));
            case Decoded.Unreadable<Source>(var why) -> {
                byPlace.put(record.partition(), Optional.empty());
                LOG.atWarn()
                        .addKeyValue("source", id)
                        .addKeyValue("offset", record.offset())
                        .addKeyValue("partition", record.partition())
                        .addKeyValue("why", why)
                        .log("A source cannot be read");
            }
        }
    }

    private static Optional<SourceId> idOf(ConsumerRecord<String, byte[]> record) {
        @Nullable String key = record.key();
        if (key == null || key.isBlank() || key.length() > 64) {
            LOG.atWarn().addKeyValue("offset", record.offset()).log("A source record without a source id");
            return Optional.empty();
        }
        return Optional.of(new SourceId(key));
    }

    private static int placeOf(Source source, int partitions) {
        return Topic.partitionOfSite(Site.of(source.url()), partitions);
    }

    private List<ProducerRecord<String, byte[]>> removals(SourceId id, Contents before) {
        return before.placesOf(id).stream().map(place -> removal(id, place)).toList();
    }

    @SuppressWarnings("NullAway") // Kafka's own signature knows no null markers; null is how a compacted topic forgets
    private ProducerRecord<String, byte[]> removal(SourceId id, int partition) {
        var record = new ProducerRecord<String, byte[]>(topic.name(), partition, id.value(), null);
        addHeaders(record, id.value());
        return record;
    }

    private ProducerRecord<String, byte[]> record(Source source, int partition) {
        var record = new ProducerRecord<>(
                topic.name(), partition, source.id().value(), topic.codec().encode(source));
        addHeaders(record, source.url().toString());
        return record;
    }

    private void addHeaders(ProducerRecord<String, byte[]> record, String subject) {
        RecordHeaders.addCloudEvent(
                record.headers(),
                "io.wireroom.source.v1",
                "/wireroom/sources",
                record.key(),
                subject,
                clock.instant(),
                "application/json");
    }
}
