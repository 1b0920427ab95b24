package io.wireroom.ingest.schedule;

import io.wireroom.contract.Topic;
import io.wireroom.contract.address.Site;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * A value on its way to a topic, with what places it.
 *
 * @param by name of the site that decides the partition; null for the record's key
 * @param value null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record PlacedRecord(@Nullable String by, byte @Nullable [] value) {

    static final Serializer<PlacedRecord> SERIALIZER = (topic, placed) -> placed.value();

    static final StreamPartitioner<String, PlacedRecord> PARTITIONER = (topic, key, placed, partitions) ->
            Optional.of(Set.of(Topic.partitionOfKey(placed.by() == null ? key : placed.by(), partitions)));

    static PlacedRecord bySite(Site site, byte @Nullable [] value) {
        return new PlacedRecord(site.name(), value);
    }

    static PlacedRecord byKey(byte @Nullable [] value) {
        return new PlacedRecord(null, value);
    }

    @Override
    public String toString() {
        return by + ": " + (value == null ? "null" : new String(value, StandardCharsets.UTF_8));
    }
}
