package io.wireroom.enrich.lane;

import io.wireroom.contract.Topic;
import io.wireroom.runtime.KafkaGroup;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.Metric;
import io.wireroom.runtime.StreamsRunner;
import io.wireroom.runtime.Telemetry;
import io.wireroom.runtime.TopicSetup;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The step match as a Streams application of its own in every process of enrich; one of them has its only task. So a
 * restore of its state never holds up pages.
 */
public final class MatchLane {

    /** How often an idle lane looks for records. */
    private static final int POLL_MILLIS = 100;

    /** Nothing waits for a story. */
    private static final int COMMIT_MILLIS = 500;

    private MatchLane() {}

    /** Group, prefix of internal topics and of transactional ids: {@code news-match} under the prefix {@code news.}. */
    public static String applicationId(KafkaSettings kafka) {
        return kafka.group(KafkaGroup.MATCH);
    }

    /** The changelogs of its stores. */
    public static List<TopicSetup.Wanted> internalTopics(KafkaSettings kafka) {
        return MatchTopology.STORES.stream()
                .map(store -> TopicSetup.Wanted.changelog(applicationId(kafka), store, Topic.Partitions.ONE))
                .toList();
    }

    /** The topics that it reads and writes. */
    public static List<Topic<?>> topics(KafkaSettings kafka) {
        var topics = kafka.topics();
        return Stream.<Topic<?>>of(topics.fingerprint(), topics.group(), topics.story(), topics.enrichDeadLetter())
                .toList();
    }

    /** What it counts, for the documentation. */
    public static List<Metric> metrics() {
        return MatchMetrics.ALL;
    }

    /** The application, not started yet. */
    public static StreamsRunner runner(
            KafkaSettings kafka, MatchSettings settings, InstantSource clock, Telemetry telemetry) {
        var topics = kafka.topics();
        return new StreamsRunner(
                applicationId(kafka),
                MatchTopology.build(topics, settings, clock, new MatchMetrics(telemetry)),
                kafka,
                new MatchPoison(topics),
                properties(),
                telemetry);
    }

    /** Differences from the default Streams properties. */
    static Map<String, Object> properties() {
        return Map.of(
                StreamsConfig.POLL_MS_CONFIG, POLL_MILLIS,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
    }
}
