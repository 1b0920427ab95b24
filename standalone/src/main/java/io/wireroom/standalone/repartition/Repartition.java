package io.wireroom.standalone.repartition;

import io.wireroom.contract.Topic;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaGroup;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.standalone.Installation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Copies an installation whose stages are stopped to topics with more partitions, under another prefix: the public topics
 * whole, of the topics between our parts what is not read yet, the state of the stages, and the positions of their
 * groups. The old topics stay as they are.
 */
public final class Repartition {

    /** A topic that was filled. */
    public record Copied(String topic, long records) {}

    private static final Pattern NUMBERED = Pattern.compile("(?<before>(.*\\.)?)v(?<number>\\d{1,6})\\.");

    /** The groups whose positions are in Kafka, and what they read. The sink has its own in the database. */
    private static final List<KafkaGroup> READERS =
            List.of(KafkaGroup.SCHEDULER, KafkaGroup.FETCHER, KafkaGroup.ENRICH, KafkaGroup.MATCH, KafkaGroup.SINK);

    private final KafkaSettings from;
    private final KafkaSettings to;
    private final KafkaClients clients;

    /**
     * A copy that is not begun.
     *
     * @throws Failure (64) when there are not more partitions, or the prefix is not another one
     */
    public Repartition(KafkaSettings from, String newPrefix, int newPartitions) {
        if (newPartitions <= from.partitions()) {
            throw Failure.usage("--repartition " + newPartitions + ": must be more than the " + from.partitions()
                    + " partitions of TOPIC_PARTITIONS");
        }
        if (newPrefix.equals(from.topicPrefix())) {
            throw Failure.usage("--to " + newPrefix + ": must be another prefix than TOPIC_PREFIX");
        }
        this.from = from;
        try {
            to = from.of(newPrefix, newPartitions);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--to " + newPrefix + ": " + e.getMessage());
        }
        clients = new KafkaClients(from);
    }

    /** The prefix after this one: {@code news.} is followed by {@code news.v2.}, and this by {@code news.v3.}. */
    public static String prefixAfter(String prefix) {
        var numbered = NUMBERED.matcher(prefix);
        return numbered.matches()
                ? numbered.group("before") + 'v' + (Integer.parseInt(numbered.group("number")) + 1) + '.'
                : prefix + "v2.";
    }

    /**
     * Copies everything. What an earlier run left unfinished is removed first.
     *
     * @param limit how long to wait for the end of the stages, and for Kafka to make the topics ready
     * @return the new topics, in the order of the flow, and what was written to them
     * @throws Failure (69) when a stage still runs, something was written meanwhile, or Kafka does not answer; (64) when
     *     the new topics are in use
     */
    public List<Copied> run(Duration limit) {
        try (var admin = clients.admin()) {
            var old = new Installed(admin, from, READERS);
            old.requireStopped(limit);
            var ends = old.ends(limit);
            var positions = old.positions();
            var target = new Target(admin, from, to);
            target.prepare(limit);
            var copied = copy(ends, positions, target);
            if (!old.ends(limit).equals(ends)) {
                throw Failure.unavailable(
                        "Something was written under " + from.topicPrefix() + " during the copy: stop all stages and"
                                + " commands, and run this again",
                        null);
            }
            target.finish();
            return copied;
        }
    }

    private List<Copied> copy(PartitionEnds ends, Map<KafkaGroup, Map<TopicPartition, Long>> positions, Target target) {
        try (var reader = new PartitionReader(clients);
                var writer = new CopyWriter(clients, from.partitions(), to.partitions())) {
            var topics = from.topics();
            var copy =
                    new TopicCopy(reader, writer, new RecordPlaces(topics), from.topicPrefix(), to.topicPrefix(), ends);
            var scheduler = positions.getOrDefault(KafkaGroup.SCHEDULER, Map.of());
            copy.newest(topics.source().name(), scheduler);
            target.read(KafkaGroup.SCHEDULER, writtenTo(writer, to.topics().source()));
            copy.unread(topics.source().name(), scheduler);
            copy.newest(topics.sourceStatus().name(), ends.ends());
            copy.unread(topics.request().name(), positions.getOrDefault(KafkaGroup.FETCHER, Map.of()));
            copy.unread(topics.fetched().name(), scheduler);
            copy.unread(topics.link().name(), scheduler);
            copy.unread(topics.raw().name(), positions.getOrDefault(KafkaGroup.ENRICH, Map.of()));
            var erased = topics.erased().name();
            var readByBoth = earlier(ends, erased, scheduler, positions.getOrDefault(KafkaGroup.ENRICH, Map.of()));
            copy.newest(erased, readByBoth);
            target.read(KafkaGroup.SCHEDULER, writtenTo(writer, to.topics().erased()));
            target.read(KafkaGroup.ENRICH, writtenTo(writer, to.topics().erased()));
            copy.unread(erased, readByBoth);
            copy.all(topics.article().name());
            copy.all(topics.articleLatest().name());
            copy.all(topics.ninjs().name());
            copy.unread(topics.fingerprint().name(), positions.getOrDefault(KafkaGroup.MATCH, Map.of()));
            copy.all(topics.group().name());
            copy.all(topics.story().name());
            copy.all(topics.outcome().name());
            topics.deadLetters().forEach(letters -> copy.deadLetters(letters.name()));
            new StoreCopy(from, to, reader, writer, ends).all();
            writer.flush();
            unread(KafkaGroup.SCHEDULER, to.topics().fetched(), target);
            unread(KafkaGroup.SCHEDULER, to.topics().link(), target);
            unread(KafkaGroup.FETCHER, to.topics().request(), target);
            unread(KafkaGroup.ENRICH, to.topics().raw(), target);
            unread(KafkaGroup.MATCH, to.topics().fingerprint(), target);
            var copied = new ArrayList<Copied>();
            for (var topic : Installation.topics(to)) {
                copied.add(new Copied(topic.name(), writer.written(topic.name())));
            }
            target.requireWritten(copied);
            return List.copyOf(copied);
        }
    }

    /** The positions up to which both have read; to read an erasure twice changes nothing. */
    private static Map<TopicPartition, Long> earlier(
            PartitionEnds ends, String topic, Map<TopicPartition, Long> one, Map<TopicPartition, Long> other) {
        return ends.partitions(topic).stream()
                .collect(Collectors.toMap(
                        partition -> partition,
                        partition -> Math.min(ends.position(partition, one), ends.position(partition, other))));
    }

    private Map<TopicPartition, Long> writtenTo(CopyWriter writer, Topic<?> topic) {
        var next = new HashMap<TopicPartition, Long>();
        for (var partition = 0; partition < to.partitions(); partition++) {
            var one = new TopicPartition(topic.name(), partition);
            next.put(one, writer.written(one));
        }
        return next;
    }

    private void unread(KafkaGroup group, Topic<?> topic, Target target) {
        var next = new HashMap<TopicPartition, Long>();
        for (var partition = 0; partition < topic.partitions().count(to.partitions()); partition++) {
            next.put(new TopicPartition(topic.name(), partition), 0L);
        }
        target.read(group, next);
    }
}
