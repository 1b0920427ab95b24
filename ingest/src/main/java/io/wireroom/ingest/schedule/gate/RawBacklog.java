package io.wireroom.ingest.schedule.gate;

import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaGroup;
import io.wireroom.runtime.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Back-pressure from the raw topic: a partition takes no more pages while enrich has not yet read what is older than
 * half the topic's retention, or while more than half of the topic's byte cap is unread, for such pages would be lost.
 * Asked of the broker every 10 s; unknown means the last answer, and closed after 5 minutes without one. Feeds,
 * robots.txt and sitemaps go on meanwhile.
 */
public final class RawBacklog implements PageGate, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RawBacklog.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration ASK_LIMIT = Duration.ofSeconds(8);

    private final KafkaSettings kafka;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("raw-backlog").daemon().factory());
    private volatile Set<Integer> closed = Set.of();
    private volatile long answeredNanos = System.nanoTime();
    private @Nullable Admin admin;

    /** A gate over the raw topic of this installation; open until the first answer. */
    public RawBacklog(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** Begins to ask. */
    public void start() {
        admin = new KafkaClients(kafka).admin();
        var unused = timer.scheduleWithFixedDelay(this::ask, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean open(int partition) {
        return !closed.contains(partition) && System.nanoTime() - answeredNanos < PATIENCE.toNanos();
    }

    private void ask() {
        var asked = admin;
        if (asked == null) {
            return;
        }
        try {
            var late = late(asked);
            if (late.isEmpty()) {
                LOG.atError()
                        .addKeyValue("group", kafka.group(KafkaGroup.ENRICH))
                        .log("Kafka does not know the group of enrich, and the raw topic holds old pages");
                return;
            }
            closed = late.get();
            answeredNanos = System.nanoTime();
            if (!closed.isEmpty()) {
                LOG.atWarn()
                        .addKeyValue("partitions", closed)
                        .log("Page requests are paused: enrich is behind by half of the retention of the raw topic");
            }
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.atWarn().addKeyValue("why", e.getMessage()).log("Cannot read the committed offsets of enrich");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Partitions whose committed offset lies before the first record that is younger than half the retention; empty if
     * that cannot be known, because the group is not known. Then it is as if nothing was read: while the topic is young,
     * nothing is lost yet.
     */
    private Optional<Set<Integer>> late(Admin asked) throws ExecutionException, InterruptedException, TimeoutException {
        var topic = kafka.topics().raw().name();
        var limits = limits(asked, topic);
        var border = System.currentTimeMillis() - limits.retentionMillis() / 2;
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        // As many as there are: somebody may have added some since the start.
        var partitions = partitions(asked, topic);
        for (var partition = 0; partition < partitions; partition++) {
            wanted.put(new TopicPartition(topic, partition), OffsetSpec.forTimestamp(border));
        }
        var committed = asked.listConsumerGroupOffsets(kafka.group(KafkaGroup.ENRICH))
                .partitionsToOffsetAndMetadata()
                .get(ms(), TimeUnit.MILLISECONDS);
        var young = asked.listOffsets(wanted).all().get(ms(), TimeUnit.MILLISECONDS);
        var begins = asked.listOffsets(all(wanted, OffsetSpec.earliest())).all().get(ms(), TimeUnit.MILLISECONDS);
        var ends = asked.listOffsets(all(wanted, OffsetSpec.latest())).all().get(ms(), TimeUnit.MILLISECONDS);
        var sizes = sizesIfReported(asked, topic);
        var late = new HashSet<Integer>();
        for (var partition : wanted.keySet()) {
            var begin = offset(begins, partition);
            var read = committed.get(partition);
            var position = read == null ? begin : read.offset();
            var unread = unreadBytes(begin, position, offset(ends, partition), sizes.getOrDefault(partition, 0L));
            if (isLate(position, offset(young, partition)) || unread > limits.bytes() / 2) {
                late.add(partition.partition());
            }
        }
        var known = wanted.keySet().stream().anyMatch(partition -> committed.get(partition) != null);
        return known || late.isEmpty() ? Optional.of(Set.copyOf(late)) : Optional.empty();
    }

    private static int partitions(Admin asked, String topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        var described = asked.describeTopics(List.of(topic)).allTopicNames().get(ms(), TimeUnit.MILLISECONDS);
        return Optional.ofNullable(described.get(topic))
                .orElseThrow(() -> new IllegalStateException("Kafka did not describe the topic " + topic))
                .partitions()
                .size();
    }

    /** What the topic really keeps, whatever we would create it with. */
    private static Limits limits(Admin asked, String topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var config = asked.describeConfigs(List.of(resource))
                .all()
                .get(ms(), TimeUnit.MILLISECONDS)
                .get(resource);
        if (config == null) {
            throw new IllegalStateException("Kafka did not describe the topic " + topic);
        }
        return Limits.of(
                config.get("retention.ms").value(),
                config.get("retention.bytes").value());
    }

    /**
     * What a topic keeps.
     *
     * @param bytes in a partition
     */
    record Limits(long retentionMillis, long bytes) {

        private static final long A_CENTURY = Duration.ofDays(36_500).toMillis();

        /** From the values of the topic's configuration, where -1 is no limit. */
        static Limits of(String retentionMillis, String bytes) {
            var millis = Long.parseLong(retentionMillis);
            var most = Long.parseLong(bytes);
            return new Limits(millis < 0 ? A_CENTURY : Math.min(millis, A_CENTURY), most < 0 ? Long.MAX_VALUE : most);
        }
    }

    /**
     * Whether old records are unread. Without a young one (-1) nothing presses, and no more than the next page can come
     * before it does; markers of transactions, one or many, then lie between the position and the end, unread for ever.
     */
    static boolean isLate(long position, long firstYoung) {
        return position + 1 < firstYoung;
    }

    /** The unread share of a partition's size on disk: as exactly as the broker reports it. */
    static long unreadBytes(long begin, long position, long end, long size) {
        var records = end - begin;
        var unread = end - Math.max(begin, position);
        return records <= 0 || unread <= 0 ? 0 : (long) ((double) size * unread / records);
    }

    private static Map<TopicPartition, OffsetSpec> all(Map<TopicPartition, OffsetSpec> partitions, OffsetSpec spec) {
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        partitions.keySet().forEach(partition -> wanted.put(partition, spec));
        return wanted;
    }

    /** Managed clusters may refuse the question: then age alone decides. */
    private static Map<TopicPartition, Long> sizesIfReported(Admin asked, String topic)
            throws InterruptedException, TimeoutException {
        try {
            return sizes(asked, topic);
        } catch (ExecutionException e) {
            LOG.atDebug().setCause(e).log("The brokers do not report the sizes of their logs");
            return Map.of();
        }
    }

    /** Bytes on disk of the topic's partitions, at the largest replica. */
    private static Map<TopicPartition, Long> sizes(Admin asked, String topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        var brokers = asked.describeCluster().nodes().get(ms(), TimeUnit.MILLISECONDS).stream()
                .map(Node::id)
                .toList();
        var sizes = new HashMap<TopicPartition, Long>();
        asked.describeLogDirs(brokers).allDescriptions().get(ms(), TimeUnit.MILLISECONDS).values().stream()
                .flatMap(directories -> directories.values().stream())
                .forEach(directory -> directory.replicaInfos().forEach((partition, replica) -> {
                    if (partition.topic().equals(topic)) {
                        sizes.merge(partition, replica.size(), Math::max);
                    }
                }));
        return sizes;
    }

    private static long offset(Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
        var found = offsets.get(partition);
        return found == null ? -1 : found.offset();
    }

    private static long ms() {
        return ASK_LIMIT.toMillis();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        var asked = admin;
        if (asked != null) {
            asked.close(Duration.ofSeconds(2));
        }
    }
}
