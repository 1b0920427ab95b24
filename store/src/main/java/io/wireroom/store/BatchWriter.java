package io.wireroom.store;

import io.wireroom.contract.Item;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.contract.TraceParent;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.runtime.DeadLetter;
import io.wireroom.store.StoreRow.ArticleRow;
import io.wireroom.store.StoreRow.ErasedRow;
import io.wireroom.store.StoreRow.GroupRow;
import io.wireroom.store.StoreRow.Nothing;
import io.wireroom.store.StoreRow.OutcomeRow;
import io.wireroom.store.StoreRow.Poison;
import io.wireroom.store.StoreRow.StoryRow;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches of records: rows, the store's own outcomes and the next offsets in one transaction. Finds a record that
 * the database refuses by halving the batch, and sends it to the dead letters. Not thread-safe.
 */
public final class BatchWriter {

    /** Sends dead letters. Returns when all are acknowledged, otherwise throws. */
    @FunctionalInterface
    public interface DeadLetterSender {

        /** Sends all and waits. */
        void send(List<ProducerRecord<byte @Nullable [], byte @Nullable []>> letters);
    }

    /** The result of a write. */
    public sealed interface Result {

        /** Everything is in the store. */
        record Written() implements Result {}

        /** Another writer claimed these partitions: nothing of the last transaction was written. */
        record Fenced(Set<TopicPartition> partitions) implements Result {}

        /** The database or the broker is away: the same call again continues where this one stopped. */
        record Away(Exception cause) implements Result {}
    }

    /**
     * Rows that one transaction made or changed.
     *
     * @param expired outcomes that were left out, because the day of their discovery was dropped
     * @param refused versions that were left out, because their article was erased
     * @param traces of the items whose versions were stored
     * @param took from the first statement to the commit
     */
    public record Counts(
            int articles,
            int versions,
            int outcomes,
            int groups,
            int stories,
            int deadLetters,
            int expired,
            int refused,
            List<TraceParent> traces,
            Duration took) {

        public Counts {
            traces = List.copyOf(traces);
        }
    }

    private static final String STAGE = "sink";
    private static final int MAX_WHY = 280;

    /** So often a record alone may cost the database too much before it is set aside; the pauses between them grow. */
    private static final int EXHAUSTED_TRIES = 10;

    private final DataSource database;
    private final PipelineTopics topics;
    private final DeadLetterSender deadLetters;
    private final InstantSource clock;
    private final Consumer<Counts> committed;
    private final RecordReader reader;
    private String exhaustedAt = "";
    private int exhaustedTries;
    private final ArticleTable articles = new ArticleTable();
    private final OutcomeTable outcomes = new OutcomeTable();
    private final OffsetTable offsets = new OffsetTable();

    /**
     * A writer into this database.
     *
     * @param database whose connections do not commit by themselves
     * @param committed receives the counts of every transaction after its commit
     */
    public BatchWriter(
            DataSource database,
            PipelineTopics topics,
            DeadLetterSender deadLetters,
            InstantSource clock,
            Consumer<Counts> committed) {
        this.database = database;
        this.topics = topics;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.committed = committed;
        this.reader = new RecordReader(topics);
    }

    /**
     * Writes these records, which are in offset order for each partition.
     *
     * @param claims by partition; advanced with every commit, so that records below them are not written again
     * @throws IllegalStateException when neither waiting nor a dead letter would help
     */
    public Result write(List<ConsumerRecord<String, byte[]>> records, Map<TopicPartition, Claim> claims) {
        var rows = new ArrayList<StoreRow>(records.size());
        for (var record : records) {
            var claim = claims.get(partitionOf(record));
            if (claim == null || record.offset() >= claim.nextOffset()) {
                rows.add(reader.read(record));
            }
        }
        return writeRows(rows, claims);
    }

    private Result writeRows(List<StoreRow> rows, Map<TopicPartition, Claim> claims) {
        if (rows.isEmpty()) {
            return new Result.Written();
        }
        try {
            return transactionOnceMore(rows, claims);
        } catch (SQLException | RuntimeException e) {
            return switch (SqlFailure.of(e)) {
                case AWAY -> new Result.Away(e);
                case EXHAUSTED -> rows.size() == 1 ? waitOrSetAside(rows.getFirst(), e, claims) : halve(rows, claims);
                case BROKEN -> throw broken(rows, e);
                case DATA -> rows.size() == 1 ? setAside(rows.getFirst(), e, claims) : halve(rows, claims);
            };
        }
    }

    private static IllegalStateException broken(List<StoreRow> rows, Exception error) {
        var offsets = new TreeMap<TopicPartition, LongSummaryStatistics>(OffsetTable.ORDER);
        rows.forEach(row -> offsets.computeIfAbsent(partitionOf(row.origin()), key -> new LongSummaryStatistics())
                .accept(row.origin().offset()));
        var records = offsets.entrySet().stream()
                .map(one -> one.getKey() + " from offset " + one.getValue().getMin() + " to "
                        + one.getValue().getMax())
                .collect(Collectors.joining(", "));
        return new IllegalStateException(
                "cannot write to the store, and neither waiting nor a dead letter would help: " + error
                        + "; records of " + records,
                error);
    }

    /** A partition may be dropped after it was found. */
    private Result transactionOnceMore(List<StoreRow> rows, Map<TopicPartition, Claim> claims) throws SQLException {
        try {
            return transaction(rows, claims);
        } catch (SQLException e) {
            if (outcomes.lackedDay(e)) {
                return transaction(rows, claims);
            }
            throw e;
        }
    }

    private Result halve(List<StoreRow> rows, Map<TopicPartition, Claim> claims) {
        var middle = rows.size() / 2;
        var first = writeRows(rows.subList(0, middle), claims);
        return first instanceof Result.Written ? writeRows(rows.subList(middle, rows.size()), claims) : first;
    }

    /** Whether the record or the database is the reason shows only in time. */
    private Result waitOrSetAside(StoreRow row, Exception error, Map<TopicPartition, Claim> claims) {
        var place = partitionOf(row.origin()) + ":" + row.origin().offset();
        exhaustedTries = place.equals(exhaustedAt) ? exhaustedTries + 1 : 1;
        exhaustedAt = place;
        return exhaustedTries < EXHAUSTED_TRIES || row instanceof Poison
                ? new Result.Away(error)
                : setAside(row, error, claims);
    }

    private Result setAside(StoreRow row, Exception error, Map<TopicPartition, Claim> claims) {
        var poison = switch (row) {
            case ArticleRow it -> new Poison(it.origin(), why(error), error, it.item(), it.attempt());
            case OutcomeRow it -> new Poison(it.origin(), why(error), error, null, 0);
            case ErasedRow it -> new Poison(it.origin(), why(error), error, null, 0);
            case GroupRow it -> new Poison(it.origin(), why(error), error, null, 0);
            case StoryRow it -> new Poison(it.origin(), why(error), error, null, 0);
            case Nothing it -> throw new IllegalStateException("an empty record failed", error);
            // The database refuses its outcome too, so only the dead letter remains.
            case Poison it when it.item() != null -> new Poison(it.origin(), it.why(), it.error(), null, 0);
            case Poison it -> throw new IllegalStateException("a dead letter failed", error);
        };
        return writeRows(List.of(poison), claims);
    }

    private Result transaction(List<StoreRow> rows, Map<TopicPartition, Claim> claims) throws SQLException {
        var next = new HashMap<TopicPartition, Long>();
        var versions = new UnerasedVersions();
        var reported = new ArrayList<Outcome>();
        var groups = new GroupTable();
        var stories = new StoryTable();
        var letters = new ArrayList<ProducerRecord<byte @Nullable [], byte @Nullable []>>();
        var now = clock.instant();
        var started = System.nanoTime();
        for (var row : rows) {
            next.merge(partitionOf(row.origin()), row.origin().offset() + 1, Math::max);
            switch (row) {
                case ArticleRow it -> versions.add(it);
                case ErasedRow it -> versions.erase(it.erased());
                case OutcomeRow it -> reported.add(it.outcome());
                case GroupRow it -> groups.add(it);
                case StoryRow it -> stories.add(it);
                case Poison it -> {
                    letters.add(letter(it));
                    var item = it.item();
                    if (item != null) {
                        reported.add(own(item, it.attempt(), Status.DEAD_LETTERED, "poison", now)
                                .withDetail(it.why()));
                    }
                }
                case Nothing it -> {}
            }
        }
        try (var connection = database.getConnection()) {
            try {
                var lost = offsets.advance(connection, claims, next, null);
                if (!lost.isEmpty()) {
                    connection.rollback();
                    return new Result.Fenced(lost);
                }
                var kept = versions.kept(connection);
                versions.refused()
                        .forEach(it -> reported.add(
                                own(it.version().item(), it.version().attempt(), Status.ERASED, null, now)
                                        .about(
                                                it.version().article().id(),
                                                it.version().article().version())
                                        .withDetail(it.why())));
                var discovered = FirstDiscoveries.of(connection, items(kept, reported), reported);
                var written = articles.write(connection, kept, discovered);
                for (var number = 0; number < kept.size(); number++) {
                    var it = kept.get(number);
                    reported.add(own(it.item(), it.attempt(), Status.STORED, null, now)
                            .about(it.article().id(), written.numbers().get(number)));
                }
                var added = outcomes.write(connection, reported, discovered);
                var grouped = groups.write(connection);
                var told = stories.write(connection);
                // Acknowledged before the commit, so a letter may be sent twice but is never lost.
                if (!letters.isEmpty()) {
                    deadLetters.send(letters);
                }
                connection.commit();
                next.forEach((partition, offset) ->
                        claims.computeIfPresent(partition, (key, claim) -> new Claim(claim.epoch(), offset)));
                committed.accept(new Counts(
                        written.articles(),
                        written.versions(),
                        added.changed(),
                        grouped,
                        told,
                        letters.size(),
                        added.expired(),
                        versions.refused().size(),
                        kept.stream()
                                .flatMap(it -> Stream.ofNullable(it.item().traceparent()))
                                .toList(),
                        Duration.ofNanos(System.nanoTime() - started)));
                return new Result.Written();
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    /**
     * Records that everything up to these positions is in the store, as of this moment by the database's clock (read
     * before the logs' ends). Positions may be after transaction markers, which have no record.
     */
    public Result caughtUp(Map<TopicPartition, Long> positions, Instant at, Map<TopicPartition, Claim> claims) {
        try (var connection = database.getConnection()) {
            try {
                var lost = offsets.advance(connection, claims, positions, at);
                if (!lost.isEmpty()) {
                    connection.rollback();
                    return new Result.Fenced(lost);
                }
                connection.commit();
                positions.forEach((partition, offset) ->
                        claims.computeIfPresent(partition, (key, claim) -> new Claim(claim.epoch(), offset)));
                return new Result.Written();
            } catch (SQLException e) {
                rollback(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            return awayOrBroken(e);
        }
    }

    /** The time by the database's clock; empty when it is away. */
    public Optional<Instant> databaseTime() {
        try (var connection = database.getConnection()) {
            var now = offsets.now(connection);
            connection.rollback();
            return Optional.of(now);
        } catch (SQLException e) {
            awayOrBroken(e);
            return Optional.empty();
        }
    }

    private static Result awayOrBroken(SQLException e) {
        if (SqlFailure.of(e).mayPass()) {
            return new Result.Away(e);
        }
        throw new IllegalStateException("cannot write to the store: " + e.getMessage(), e);
    }

    private static Set<ItemId> items(List<ArticleRow> versions, List<Outcome> reported) {
        var items = new TreeSet<ItemId>();
        versions.forEach(version -> items.add(version.item().id()));
        reported.forEach(outcome -> items.add(outcome.item()));
        return items;
    }

    private Outcome own(Item item, int attempt, Status status, @Nullable String reason, Instant now) {
        return Outcome.of(item, Step.STORE, attempt, status, reason, now);
    }

    private ProducerRecord<byte @Nullable [], byte @Nullable []> letter(Poison poison) {
        var origin = poison.origin();
        return DeadLetter.of(
                topics.sinkDeadLetter().name(),
                STAGE,
                origin.topic(),
                origin.partition(),
                origin.offset(),
                keyOf(origin),
                origin.value(),
                origin.headers(),
                poison.why(),
                poison.error());
    }

    // Kafka's own signature knows no null markers; a record need not have a key.
    private static byte @Nullable [] keyOf(ConsumerRecord<String, byte[]> record) {
        @Nullable String key = record.key();
        return key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    }

    private static TopicPartition partitionOf(ConsumerRecord<String, byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private static String why(Exception error) {
        var line = String.valueOf(error.getMessage()).lines().findFirst().orElse("");
        return line.length() > MAX_WHY ? line.substring(0, MAX_WHY) : line;
    }

    private static void rollback(Connection connection, Exception because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    /** The partitions of these records. */
    public static Set<TopicPartition> partitionsOf(List<ConsumerRecord<String, byte[]>> records) {
        var all = new TreeSet<>(OffsetTable.ORDER);
        records.forEach(record -> all.add(partitionOf(record)));
        return all;
    }
}
