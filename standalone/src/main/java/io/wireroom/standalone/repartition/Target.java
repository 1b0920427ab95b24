package io.wireroom.standalone.repartition;

import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaGroup;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.TopicSetup;
import io.wireroom.runtime.TopicSetup.Wanted;
import io.wireroom.standalone.Installation;
import io.wireroom.standalone.repartition.Repartition.Copied;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The topics that are filled. A note in Kafka, as the offset of a group, states whether a copy has begun or is finished. */
final class Target {

    private static final long BEGUN = 1;
    private static final long FINISHED = 2;

    private final Admin admin;
    private final KafkaSettings from;
    private final KafkaSettings to;
    private final AdminCalls calls = new AdminCalls();
    private final TopicPartition note;
    private final Map<KafkaGroup, Map<TopicPartition, OffsetAndMetadata>> positions = new EnumMap<>(KafkaGroup.class);

    Target(Admin admin, KafkaSettings from, KafkaSettings to) {
        this.admin = admin;
        this.from = from;
        this.to = to;
        note = new TopicPartition(to.topics().source().name(), 0);
    }

    /**
     * Makes the topics, empty, with the retentions of the old ones.
     *
     * @throws Failure (64) when they are in use
     */
    void prepare(Duration limit) {
        var wanted = Installation.topics(to);
        var names = wanted.stream().map(Wanted::name).toList();
        var noted = noted();
        if (noted == FINISHED) {
            throw inUse("were filled by an earlier copy");
        }
        if (noted == BEGUN) {
            remove(names, limit);
        } else if (hasRecords(names)) {
            throw inUse("hold records that no copy wrote");
        }
        new TopicSetup(admin, to.partitions(), to.replication()).ensure(wanted, limit);
        alterAsBefore(wanted);
        noteIt(BEGUN);
    }

    private Failure inUse(String why) {
        return Failure.usage("The topics under " + to.topicPrefix() + " " + why + ": choose another prefix with --to");
    }

    private long noted() {
        try {
            var offset = calls.get(admin.listConsumerGroupOffsets(to.group(KafkaGroup.REPARTITION))
                            .partitionsToOffsetAndMetadata())
                    .get(note);
            return offset == null ? 0 : offset.offset();
        } catch (GroupIdNotFoundException e) {
            return 0;
        }
    }

    private void noteIt(long value) {
        var offset = Map.of(note, new OffsetAndMetadata(value));
        calls.get(admin.alterConsumerGroupOffsets(to.group(KafkaGroup.REPARTITION), offset)
                .all());
    }

    private List<String> existing(Collection<String> names) {
        var all = calls.get(admin.listTopics().names());
        return names.stream().filter(all::contains).toList();
    }

    private void remove(List<String> names, Duration limit) {
        calls.get(admin.deleteTopics(existing(names)).all());
        calls.until(
                limit,
                () -> existing(names).isEmpty()
                        ? AdminCalls.Tried.done(names)
                        : AdminCalls.Tried.again("Kafka has not yet removed the topics of an unfinished copy"));
    }

    private boolean hasRecords(List<String> names) {
        return ends(existing(names)).values().stream().anyMatch(end -> end > 0);
    }

    private Map<TopicPartition, Long> ends(List<String> names) {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        calls.get(admin.describeTopics(names).allTopicNames())
                .forEach((name, topic) -> topic.partitions()
                        .forEach(one -> latest.put(new TopicPartition(name, one.partition()), OffsetSpec.latest())));
        var ends = new HashMap<TopicPartition, Long>();
        calls.get(admin.listOffsets(latest).all()).forEach((one, info) -> ends.put(one, info.offset()));
        return ends;
    }

    /** What an operator has changed at the old topics counts for the new ones, too. */
    private void alterAsBefore(List<Wanted> wanted) {
        var old = Installation.topics(from).stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
                .toList();
        var described = calls.get(admin.describeConfigs(old).all());
        var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        for (var number = 0; number < old.size(); number++) {
            var alter = new ArrayList<AlterConfigOp>();
            var config = described.get(old.get(number));
            for (var entry : config == null ? List.<ConfigEntry>of() : config.entries()) {
                if (entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG) {
                    alter.add(
                            new AlterConfigOp(new ConfigEntry(entry.name(), entry.value()), AlterConfigOp.OpType.SET));
                }
            }
            changes.put(
                    new ConfigResource(
                            ConfigResource.Type.TOPIC, wanted.get(number).name()),
                    alter);
        }
        calls.get(admin.incrementalAlterConfigs(changes).all());
    }

    /** Where a group is to continue, once everything is there. */
    void read(KafkaGroup group, Map<TopicPartition, Long> next) {
        next.forEach((partition, offset) -> positions
                .computeIfAbsent(group, unknown -> new HashMap<>())
                .put(partition, new OffsetAndMetadata(offset)));
    }

    /**
     * Compares the ends of the topics with what was written.
     *
     * @throws Failure (69) when something is missing, or somebody else wrote
     */
    void requireWritten(List<Copied> copied) {
        var found = new HashMap<String, Long>();
        ends(copied.stream().map(Copied::topic).toList())
                .forEach((one, end) -> found.merge(one.topic(), end, Long::sum));
        var wrong = new HashSet<String>();
        copied.stream()
                .filter(topic -> found.getOrDefault(topic.topic(), 0L) != topic.records())
                .forEach(topic -> wrong.add(topic.topic()));
        if (!wrong.isEmpty()) {
            throw Failure.unavailable(
                    "The copies in " + String.join(", ", wrong) + " are not what was written: run this again", null);
        }
    }

    /** Sets the positions of the groups. */
    void finish() {
        positions.forEach((group, next) ->
                calls.get(admin.alterConsumerGroupOffsets(to.group(group), next).all()));
        noteIt(FINISHED);
    }
}
