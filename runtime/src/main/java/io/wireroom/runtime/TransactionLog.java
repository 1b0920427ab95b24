package io.wireroom.runtime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/**
 * What the transaction coordinators decided, from their own log. Kafka's admin client shows the newest state of a
 * producer only, and a producer that went on hides what was decided before.
 */
final class TransactionLog {

    static final String TOPIC = "__transaction_state";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int FIRST_FLEXIBLE_VERSION = 1;
    private static final int KNOWN_VERSIONS = 1;

    /** States of a transaction, as they are written. */
    enum State {
        EMPTY,
        ONGOING,
        PREPARE_COMMIT,
        PREPARE_ABORT,
        COMPLETE_COMMIT,
        COMPLETE_ABORT,
        DEAD,
        PREPARE_EPOCH_FENCE;

        boolean isDecision() {
            return this == PREPARE_COMMIT || this == PREPARE_ABORT;
        }
    }

    /** A record of the log. */
    record Entry(String transactionalId, long producerId, int epoch, State state, List<TopicPartition> partitions) {

        Entry {
            partitions = List.copyOf(partitions);
        }
    }

    /** A transaction that is open in a partition. */
    record Open(TopicPartition partition, long producerId, int epoch) {}

    /** What became of a transaction. */
    sealed interface Decision {

        /** The coordinator decided, and all its markers count as written. */
        record Decided(String transactionalId, boolean commit) implements Decision {}

        /** The coordinator has not decided, or is still writing markers: it ends the transaction itself. */
        record Pending() implements Decision {}

        /** The coordinator does not work on it, and its log does not hold what it decided. */
        record Unknown() implements Decision {}
    }

    private TransactionLog() {}

    /**
     * The decisions about open transactions. Every ended transaction raises its producer's epoch by one where the
     * brokers use transaction version 2, and leaves it as it is where they do not.
     *
     * @param entries of the log in their order, at least from the last append of these transactions on
     */
    static Map<Open, Decision> decisions(List<Open> open, List<Entry> entries) {
        var decisions = new HashMap<Open, Decision>();
        for (var one : open) {
            decisions.put(one, decision(one, entries));
        }
        return decisions;
    }

    private static Decision decision(Open open, List<Entry> entries) {
        var own = entries.stream()
                .filter(entry -> entry.producerId() == open.producerId())
                .toList();
        if (own.isEmpty()) {
            return new Decision.Unknown();
        }
        var newest = own.getLast();
        var rise = rise(own);
        var decided = own.stream()
                .filter(entry -> entry.state().isDecision())
                .filter(entry -> rise == null
                        ? entry.epoch() == open.epoch() || entry.epoch() == open.epoch() + 1
                        : entry.epoch() == open.epoch() + rise)
                .filter(entry -> entry.partitions().contains(open.partition()))
                .reduce((before, entry) -> entry);
        var working = newest.epoch() <= open.epoch() + 1
                && (newest.state() == State.ONGOING || newest.state().isDecision())
                && newest.partitions().contains(open.partition());
        if (working) {
            return new Decision.Pending();
        }
        return decided.<Decision>map(
                        entry -> new Decision.Decided(entry.transactionalId(), entry.state() == State.PREPARE_COMMIT))
                .orElseGet(Decision.Unknown::new);
    }

    /** By how much a decision raises the epoch of its transaction; null when no transaction is seen from its begin on. */
    private static @Nullable Integer rise(List<Entry> own) {
        for (var index = own.size() - 1; index > 0; index--) {
            var before = own.get(index - 1);
            if (before.state() == State.ONGOING && own.get(index).state().isDecision()) {
                return own.get(index).epoch() - before.epoch();
            }
        }
        return null;
    }

    /**
     * All entries written since a time.
     *
     * @param consumer of raw bytes without a group, that reads records of all transactions; assigned by this call
     * @throws TimeoutException when the log cannot be read within the limit
     */
    static List<Entry> read(Consumer<byte[], byte[]> consumer, long sinceMillis, Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        var partitions = consumer.partitionsFor(TOPIC, limit).stream()
                .map(one -> new TopicPartition(one.topic(), one.partition()))
                .toList();
        consumer.assign(partitions);
        var times = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> times.put(partition, sinceMillis));
        var ends = consumer.endOffsets(partitions, limit);
        consumer.offsetsForTimes(times, limit).forEach((partition, found) -> {
            if (found == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, found.offset());
            }
        });
        var entries = new ArrayList<Entry>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey(), limit) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the log of transactions was not read within " + limit.toSeconds() + " s");
            }
            for (var one : consumer.poll(POLL)) {
                entry(one.key(), one.value()).ifPresent(entries::add);
            }
        }
        return entries;
    }

    /** One record; empty for a deleted transactional id, and for forms that are newer than this code. */
    static Optional<Entry> entry(byte @Nullable [] key, byte @Nullable [] value) {
        if (key == null || value == null) {
            return Optional.empty();
        }
        var keyBytes = ByteBuffer.wrap(key);
        if (keyBytes.getShort() != 0) {
            return Optional.empty();
        }
        var id = text(keyBytes, keyBytes.getShort());
        var bytes = ByteBuffer.wrap(value);
        var version = bytes.getShort();
        if (version > KNOWN_VERSIONS) {
            return Optional.empty();
        }
        var producerId = bytes.getLong();
        var epoch = bytes.getShort();
        bytes.getInt(); // time-out
        var state = bytes.get();
        if (state < 0 || state >= State.values().length) {
            return Optional.empty();
        }
        return Optional.of(new Entry(
                id, producerId, epoch, State.values()[state], partitions(bytes, version >= FIRST_FLEXIBLE_VERSION)));
    }

    private static List<TopicPartition> partitions(ByteBuffer bytes, boolean flexible) {
        var all = new ArrayList<TopicPartition>();
        var topics = flexible ? ByteUtils.readUnsignedVarint(bytes) - 1 : bytes.getInt();
        for (var topic = 0; topic < topics; topic++) {
            var name = text(bytes, flexible ? ByteUtils.readUnsignedVarint(bytes) - 1 : bytes.getShort());
            var count = flexible ? ByteUtils.readUnsignedVarint(bytes) - 1 : bytes.getInt();
            for (var index = 0; index < count; index++) {
                all.add(new TopicPartition(name, bytes.getInt()));
            }
            if (flexible) {
                skipTags(bytes);
            }
        }
        return all;
    }

    private static void skipTags(ByteBuffer bytes) {
        var tags = ByteUtils.readUnsignedVarint(bytes);
        for (var tag = 0; tag < tags; tag++) {
            ByteUtils.readUnsignedVarint(bytes);
            var size = ByteUtils.readUnsignedVarint(bytes);
            bytes.position(bytes.position() + size);
        }
    }

    private static String text(ByteBuffer bytes, int length) {
        var text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
