package io.wireroom.standalone.repartition;

import static org.apache.kafka.clients.admin.TransactionState.ONGOING;
import static org.apache.kafka.clients.admin.TransactionState.PREPARE_ABORT;
import static org.apache.kafka.clients.admin.TransactionState.PREPARE_COMMIT;

import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaGroup;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.TopicSetup.Wanted;
import io.wireroom.standalone.Installation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The installation that is copied, as Kafka knows it. */
final class Installed {

    private final AdminCalls calls;
    private final Admin admin;
    private final KafkaSettings kafka;
    private final List<KafkaGroup> readers;

    Installed(Admin admin, KafkaSettings kafka, List<KafkaGroup> readers) {
        this.admin = admin;
        this.kafka = kafka;
        this.readers = readers;
        calls = new AdminCalls();
    }

    /**
     * Returns when no group has members. A stopped process is a member until its session ends.
     *
     * @throws Failure (69) when that takes longer
     */
    void requireStopped(Duration limit) {
        calls.until(limit, () -> {
            var running = running();
            return running.isEmpty()
                    ? AdminCalls.Tried.done(running)
                    : AdminCalls.Tried.again("there are members of " + String.join(", ", running)
                            + ": stop all stages before (`docker compose stop ingest enrich sink`)");
        });
    }

    private List<String> running() {
        var running = new ArrayList<String>();
        for (var reader : readers) {
            var id = kafka.group(reader);
            try {
                var group = calls.get(admin.describeConsumerGroups(List.of(id)).all())
                        .get(id);
                if (group != null && group.groupState() != GroupState.EMPTY && group.groupState() != GroupState.DEAD) {
                    running.add(id);
                }
            } catch (GroupIdNotFoundException e) {
                // It never ran.
            }
        }
        return running;
    }

    /**
     * Where all topics begin and end, when no transaction is open any more.
     *
     * @throws Failure (69) when a transaction stays open, or a topic is missing
     */
    PartitionEnds ends(Duration limit) {
        var installed = Installation.topics(kafka);
        var topics = installed.stream().map(Wanted::name).toList();
        var expected = installed.stream()
                .mapToInt(topic -> topic.partitions().count(kafka.partitions()))
                .sum();
        return calls.until(limit, () -> {
            var partitions = new ArrayList<TopicPartition>();
            calls.get(admin.describeTopics(topics).allTopicNames())
                    .forEach((name, topic) -> topic.partitions()
                            .forEach(one -> partitions.add(new TopicPartition(name, one.partition()))));
            if (partitions.size() != expected) {
                throw Failure.usage("The topics under " + kafka.topicPrefix() + " do not have " + kafka.partitions()
                        + " partitions: set TOPIC_PARTITIONS to what the installation was made with");
            }
            var begins = offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
            var committed = offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
            var ends = offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
            return committed.equals(ends) && openTransactions().isEmpty()
                    ? AdminCalls.Tried.done(new PartitionEnds(begins, ends))
                    : AdminCalls.Tried.again("a transaction is open: is a stage or a command still running?");
        });
    }

    /**
     * Our transactions that have not ended yet. A killed stage may have added a partition to one without a record: no offset
     * shows that, and the end of the transaction is written to it nevertheless.
     */
    private List<String> openTransactions() {
        var open = new ListTransactionsOptions().filterStates(EnumSet.of(ONGOING, PREPARE_COMMIT, PREPARE_ABORT));
        return calls.get(admin.listTransactions(open).all()).stream()
                .map(TransactionListing::transactionalId)
                .filter(this::isOurs)
                .toList();
    }

    private boolean isOurs(String transactionalId) {
        return Arrays.stream(KafkaGroup.values())
                .map(kafka::group)
                .anyMatch(ours -> transactionalId.equals(ours) || transactionalId.startsWith(ours + '-'));
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec, IsolationLevel level) {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> asked.put(partition, spec));
        var found = new HashMap<TopicPartition, Long>();
        calls.get(admin.listOffsets(asked, new ListOffsetsOptions(level)).all())
                .forEach((partition, info) -> found.put(partition, info.offset()));
        return found;
    }

    /** The committed offsets of each group. */
    Map<KafkaGroup, Map<TopicPartition, Long>> positions() {
        var all = new EnumMap<KafkaGroup, Map<TopicPartition, Long>>(KafkaGroup.class);
        for (var reader : readers) {
            var positions = new HashMap<TopicPartition, Long>();
            try {
                calls.get(admin.listConsumerGroupOffsets(kafka.group(reader)).partitionsToOffsetAndMetadata())
                        .forEach((partition, offset) -> {
                            if (offset != null) {
                                positions.put(partition, offset.offset());
                            }
                        });
            } catch (GroupIdNotFoundException e) {
                // It never ran.
            }
            all.put(reader, positions);
        }
        return all;
    }
}
