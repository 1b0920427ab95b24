package io.wireroom.standalone.repartition;

import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.work.StoredPlace;
import io.wireroom.standalone.repartition.CopyWriter.Copy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Copies topics record by record: each to the partition where its writer would place it, in the order of its old
 * partition. All records of a key come from one old partition and go to one new one, so their order stays.
 */
final class TopicCopy {

    private static final String ORIGIN_TOPIC = RecordHeaders.STREAMS_ERRORS + "topic";
    private static final String ORIGIN_PARTITION = RecordHeaders.STREAMS_ERRORS + "partition";

    private final PartitionReader reader;
    private final CopyWriter writer;
    private final RecordPlaces places;
    private final String prefix;
    private final String newPrefix;
    private final PartitionEnds ends;

    TopicCopy(
            PartitionReader reader,
            CopyWriter writer,
            RecordPlaces places,
            String prefix,
            String newPrefix,
            PartitionEnds ends) {
        this.reader = reader;
        this.writer = writer;
        this.places = places;
        this.prefix = prefix;
        this.newPrefix = newPrefix;
        this.ends = ends;
    }

    /** Copies all records of a topic. */
    void all(String topic) {
        ends.partitions(topic).forEach(one -> copy(one, ends.begin(one), ends.end(one), record -> true));
    }

    /** Copies the records from these positions on; a partition without one has not been read at all. */
    void unread(String topic, Map<TopicPartition, Long> positions) {
        ends.partitions(topic).forEach(one -> copy(one, ends.position(one, positions), ends.end(one), record -> true));
    }

    /** Copies the newest value of each key, of the records before these positions. What was removed is left out. */
    void newest(String topic, Map<TopicPartition, Long> positions) {
        for (var one : ends.partitions(topic)) {
            var to = ends.position(one, positions);
            var newest = new HashMap<ByteBuffer, Long>();
            reader.read(one, ends.begin(one), to, record -> newest.put(key(record), record.offset()));
            copy(
                    one,
                    ends.begin(one),
                    to,
                    record -> record.value() != null && newest.getOrDefault(key(record), -1L) == record.offset());
        }
    }

    /** Copies the dead letters that were not replayed, as letters of the new topics. */
    void deadLetters(String topic) {
        for (var one : ends.partitions(topic)) {
            var done = new HashSet<Long>();
            reader.read(
                    one,
                    ends.begin(one),
                    ends.end(one),
                    record -> RecordHeaders.text(record.headers(), RecordHeaders.ERROR_REPLAYED)
                            .ifPresent(letter -> done.addAll(Set.of(Long.parseLong(letter), record.offset()))));
            reader.read(one, ends.begin(one), ends.end(one), record -> {
                if (!done.contains(record.offset())) {
                    letter(record);
                }
            });
        }
    }

    private void copy(TopicPartition partition, long from, long to, Predicate<ConsumerRecord<byte[], byte[]>> chosen) {
        reader.read(partition, from, to, record -> {
            if (chosen.test(record)) {
                var place = places.of(record.topic(), record.key(), record.value(), record.headers());
                write(record, place, record.headers());
            }
        });
    }

    /** Each goes to one partition, also where its place is not known: more would be more letters. */
    private void letter(ConsumerRecord<byte[], byte[]> record) {
        var origin = RecordHeaders.text(record.headers(), ORIGIN_TOPIC).orElse("");
        var place = places.of(origin, record.key(), record.value(), record.headers());
        var partition = writer.partitions(place, record.partition()).getFirst();
        var headers = new ArrayList<Header>();
        for (var header : record.headers()) {
            headers.add(
                    switch (header.key()) {
                        case ORIGIN_TOPIC -> text(ORIGIN_TOPIC, renamed(origin));
                        case ORIGIN_PARTITION -> text(ORIGIN_PARTITION, Integer.toString(partition));
                        default -> header;
                    });
        }
        writer.write(
                renamed(record.topic()),
                List.of(partition),
                new Copy(record.timestamp(), record.key(), record.value(), headers));
    }

    private void write(ConsumerRecord<byte[], byte[]> record, StoredPlace place, Iterable<Header> headers) {
        writer.write(
                renamed(record.topic()),
                writer.partitions(place, record.partition()),
                new Copy(record.timestamp(), record.key(), record.value(), headers));
    }

    private String renamed(String topic) {
        return topic.startsWith(prefix) ? newPrefix + topic.substring(prefix.length()) : topic;
    }

    private static Header text(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static ByteBuffer key(ConsumerRecord<byte[], byte[]> record) {
        return ByteBuffer.wrap(record.key() == null ? new byte[0] : record.key());
    }
}
