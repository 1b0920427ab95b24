package io.wireroom.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a topic differs from what the flow relies on. Retentions are the operator's to change and never count
 * as a difference.
 *
 * @param property the topic's setting, or {@code partitions} or {@code replicas}
 * @param found its value at the broker
 * @param expected what it must be, or at least be
 * @param effect what the difference leads to, a clause that follows the sentence
 */
public record TopicDeviation(
        String topic, String property, String found, String expected, Severity severity, String effect) {

    /** Whether a stage may start in spite of the difference. */
    public enum Severity {
        /** Records or order would be lost. */
        REFUSED,
        /** Less safe than it should be. */
        WARNED
    }

    static final String PARTITIONS = "partitions";
    static final String REPLICAS = "replicas";
    private static final String COMPARED_IN_PARTS = "articles would be compared only with some of the others";
    static final String MIN_INSYNC = "min.insync.replicas";
    private static final String CLEANUP = "cleanup.policy";
    private static final String TIMESTAMP_TYPE = "message.timestamp.type";
    private static final String REMOVALS = "delete.retention.ms";
    private static final String MIN_LAG = "min.compaction.lag.ms";
    private static final String COMPRESSION = "compression.type";

    /** What Kafka sets by itself: each batch stays as its producer has compressed it. */
    private static final String AS_PRODUCED = "producer";

    /** The longest that text may stay after it was erased or its retention has ended, with what Kafka sets by itself. */
    private static final Map<String, String> UPPER_BOUNDS = Map.of(
            "max.compaction.lag.ms", Long.toString(Long.MAX_VALUE),
            "segment.ms", Long.toString(Duration.ofDays(7).toMillis()));

    private static final List<String> LOWER_BOUNDS = List.of("max.message.bytes", "message.timestamp.after.max.ms");

    /** How a topic is kept now. */
    record Found(int partitions, int replicas, Map<String, String> config) {}

    /** Whether {@code wireroom topics --repair} can mend it: settings can be altered, partitions and replicas cannot. */
    public boolean isAlterable() {
        return !property.equals(PARTITIONS) && !property.equals(REPLICAS);
    }

    /** Whether the topic is as an older version has created it, so that {@code wireroom topics} alters it by itself. */
    boolean isOfOlderVersion() {
        return found.equals(UPPER_BOUNDS.get(property))
                || property.equals(COMPRESSION)
                || (property.equals(CLEANUP)
                        && words(found).equals(Set.of("delete"))
                        && words(expected).equals(Set.of("compact", "delete")));
    }

    /**
     * What to set so that it fits. A topic that is compacted from now on gets its lag in the same step: otherwise versions
     * that consumers have not read could be compacted away in between.
     */
    Map<String, String> repairs(TopicSetup.Wanted wanted) {
        var lag = wanted.config().get(MIN_LAG);
        return property.equals(CLEANUP) && lag != null
                ? Map.of(property, repaired(), MIN_LAG, lag)
                : Map.of(property, repaired());
    }

    /** One sentence for operators. */
    public String sentence() {
        var now = topic + " has " + property + " " + found + ", but " + expected + " is needed: " + effect;
        return switch (property) {
            case PARTITIONS ->
                effect.equals(COMPARED_IN_PARTS)
                        ? now + "; stop the stages, delete the topic, and run `wireroom topics`"
                        : now
                                + "; set TOPIC_PARTITIONS to what the installation was made with (`wireroom topics --repartition` makes more)";
            case REPLICAS -> now + "; add replicas with kafka-reassign-partitions.sh or correct TOPIC_REPLICATION";
            default -> now + "; `wireroom topics --repair` sets it";
        };
    }

    /**
     * All differences of a topic, the most important first. Pure.
     *
     * @param ofInstallation partitions that the installation was made with
     */
    static List<TopicDeviation> of(TopicSetup.Wanted wanted, Found found, int ofInstallation, int replication) {
        var all = new ArrayList<TopicDeviation>();
        var partitions = wanted.partitions().count(ofInstallation);
        if (found.partitions() != partitions) {
            all.add(new TopicDeviation(
                    wanted.name(),
                    PARTITIONS,
                    Integer.toString(found.partitions()),
                    Integer.toString(partitions),
                    Severity.REFUSED,
                    switch (wanted.partitions()) {
                        case OF_INSTALLATION -> "records of one site would be spread over several tasks";
                        case ONE -> COMPARED_IN_PARTS;
                    }));
        }
        if (found.replicas() < replication) {
            all.add(new TopicDeviation(
                    wanted.name(),
                    REPLICAS,
                    Integer.toString(found.replicas()),
                    Integer.toString(replication),
                    Severity.WARNED,
                    "fewer brokers may be lost than TOPIC_REPLICATION promises"));
        }
        if (!found.config().isEmpty()) {
            compareConfig(wanted, found, all);
        }
        return List.copyOf(all);
    }

    private static void compareUpperBounds(TopicSetup.Wanted wanted, Found found, List<TopicDeviation> all) {
        for (var property : new TreeSet<>(UPPER_BOUNDS.keySet())) {
            var most = wanted.config().get(property);
            var is = found.config().get(property);
            if (most != null && is != null && isBelow(most, is)) {
                all.add(new TopicDeviation(
                        wanted.name(),
                        property,
                        is,
                        "at most " + most,
                        Severity.WARNED,
                        "text that was erased, or whose retention has ended, stays longer"));
            }
        }
    }

    /** Another compression than Kafka's own setting is an operator's choice. */
    private static void compareCompression(TopicSetup.Wanted wanted, Found found, List<TopicDeviation> all) {
        var compression = wanted.config().get(COMPRESSION);
        if (compression != null && AS_PRODUCED.equals(found.config().get(COMPRESSION))) {
            all.add(new TopicDeviation(
                    wanted.name(),
                    COMPRESSION,
                    AS_PRODUCED,
                    compression,
                    Severity.WARNED,
                    "its records come in zstd, which some clients of Kafka cannot read"));
        }
    }

    private static void compareConfig(TopicSetup.Wanted wanted, Found found, List<TopicDeviation> all) {
        var policy = wanted.config().get(CLEANUP);
        var foundPolicy = found.config().getOrDefault(CLEANUP, "");
        if (policy != null && !words(policy).equals(words(foundPolicy))) {
            all.add(new TopicDeviation(
                    wanted.name(),
                    CLEANUP,
                    foundPolicy,
                    policy,
                    Severity.REFUSED,
                    "state or records would be deleted"));
        }
        var type = wanted.config().get(TIMESTAMP_TYPE);
        var foundType = found.config().getOrDefault(TIMESTAMP_TYPE, "");
        if (type != null && !type.equals(foundType)) {
            all.add(new TopicDeviation(
                    wanted.name(),
                    TIMESTAMP_TYPE,
                    foundType,
                    type,
                    Severity.REFUSED,
                    "one wrong clock could delete records early or keep them for ever"));
        }
        for (var property : LOWER_BOUNDS) {
            var least = wanted.config().get(property);
            if (least != null && isBelow(found.config().get(property), least)) {
                all.add(new TopicDeviation(
                        wanted.name(),
                        property,
                        found.config().getOrDefault(property, ""),
                        "at least " + least,
                        Severity.REFUSED,
                        "the broker would refuse records of ours"));
            }
        }
        compareUpperBounds(wanted, found, all);
        compareCompression(wanted, found, all);
        var removals = wanted.config().get(REMOVALS);
        if (removals != null && isBelow(found.config().get(REMOVALS), removals)) {
            all.add(new TopicDeviation(
                    wanted.name(),
                    REMOVALS,
                    found.config().getOrDefault(REMOVALS, ""),
                    "at least " + removals,
                    Severity.WARNED,
                    "a stage that is stopped for longer keeps what was removed meanwhile"));
        }
        var insync = Integer.toString(minInsync(found.replicas()));
        if (isBelow(found.config().get(MIN_INSYNC), insync)) {
            all.add(new TopicDeviation(
                    wanted.name(),
                    MIN_INSYNC,
                    found.config().getOrDefault(MIN_INSYNC, ""),
                    "at least " + insync,
                    Severity.WARNED,
                    "records that were acknowledged can be lost with one broker"));
        }
    }

    /** What to set in order to mend it; only for one that is alterable. */
    String repaired() {
        return expected.replaceFirst("^at (least|most) ", "");
    }

    /** Copies that must have a record before it is acknowledged: all but one, so that one broker may be away. */
    static int minInsync(int replicas) {
        return Math.max(1, replicas - 1);
    }

    private static Set<String> words(String list) {
        return Set.of(list.replace(" ", "").split(","));
    }

    private static boolean isBelow(@Nullable String found, String least) {
        return found != null && Long.parseLong(found) < Long.parseLong(least);
    }
}
