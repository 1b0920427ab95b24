package io.wireroom.sink.store;

import static io.wireroom.sink.Samples.ARTICLES;
import static io.wireroom.sink.Samples.OUTCOMES;
import static io.wireroom.sink.Samples.TOPICS;

import io.wireroom.sink.TestStore;
import io.wireroom.sink.store.BatchWriter.Result;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A writer with its claims and a box that keeps the dead letters. */
public final class Desk {

    /** The store's clock: a little after everything happened. */
    public static final Instant NOW = Instant.parse("2024-03-05T10:30:00Z");

    public static final PartitionLog LOG = new PartitionLog("cluster-a", "topic-a", 0, 1_000);

    final List<ProducerRecord<byte @Nullable [], byte @Nullable []>> letters = new ArrayList<>();
    final Map<TopicPartition, Claim> claims = new HashMap<>();
    final BatchWriter writer;
    private final TestStore store;

    public Desk(TestStore store) {
        this.store = store;
        writer = new BatchWriter(store.pool(), TOPICS, letters::addAll, InstantSource.fixed(NOW), counts -> {});
        claimAll();
    }

    /** Claims both partitions. */
    public void claimAll() {
        var desk = new PartitionClaims(store.pool(), partitions -> Map.of(ARTICLES, LOG, OUTCOMES, LOG));
        if (desk.claim(Set.of(ARTICLES, OUTCOMES)) instanceof PartitionClaims.Claimed(var granted, var skipped)) {
            claims.clear();
            claims.putAll(granted);
        } else {
            throw new IllegalStateException("not claimed");
        }
    }

    /** Writes these records. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public final Result write(ConsumerRecord<String, byte[]>... records) {
        return writer.write(List.of(records), claims);
    }

    /** Writes outcomes and articles; offsets go on from what is stored. */
    public Result writeAll(List<ConsumerRecord<String, byte[]>> records) {
        return writer.write(records, claims);
    }

    /** Notes that the outcome topic was read to its end. */
    public Result caughtUp() {
        return writer.caughtUp(
                Map.of(OUTCOMES, next(OUTCOMES)), writer.databaseTime().orElseThrow(), claims);
    }

    /** The next offset of a partition. */
    public long next(TopicPartition partition) {
        var claim = claims.get(partition);
        if (claim == null) {
            throw new IllegalStateException("not claimed: " + partition);
        }
        return claim.nextOffset();
    }
}
