package io.wireroom.store;

import static io.wireroom.testkit.Samples.ARTICLES;
import static io.wireroom.testkit.Samples.GROUPS;
import static io.wireroom.testkit.Samples.OUTCOMES;
import static io.wireroom.testkit.Samples.STORIES;
import static io.wireroom.testkit.Samples.TOPICS;

import io.wireroom.store.BatchWriter.Result;
import io.wireroom.testkit.Samples;
import io.wireroom.testkit.TestDatabase;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A writer with its claims; keeps the dead letters. */
public final class StoreFixture {

    public static final PartitionLog LOG = new PartitionLog("cluster-a", "topic-a", 0, 1_000);

    final List<ProducerRecord<byte @Nullable [], byte @Nullable []>> letters = new ArrayList<>();
    final Map<TopicPartition, Claim> claims = new HashMap<>();
    final AtomicInteger expired = new AtomicInteger();
    final BatchWriter writer;
    private final TestDatabase store;

    /** The store's tables in a real database, without any row. */
    public static TestDatabase emptyStore() {
        return TestDatabase.empty(url -> {
            var pool = Database.pool(url, "postgres", "", 6);
            Database.migrate(pool);
            return pool;
        });
    }

    public StoreFixture(TestDatabase store) {
        this.store = store;
        writer = new BatchWriter(
                store.pool(),
                TOPICS,
                letters::addAll,
                InstantSource.fixed(Samples.NOW),
                counts -> expired.addAndGet(counts.expired()));
        claimAll();
    }

    /** Claims a partition of each topic. */
    public void claimAll() {
        var all = Set.of(ARTICLES, OUTCOMES, GROUPS, STORIES);
        var logs = all.stream().collect(Collectors.toUnmodifiableMap(partition -> partition, partition -> LOG));
        if (new PartitionClaims(store.pool(), partitions -> logs).claim(all)
                instanceof PartitionClaims.Claimed(var granted, var skipped)) {
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
