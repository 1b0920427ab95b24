package io.wireroom.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.runtime.TopicDeviation.Found;
import io.wireroom.runtime.TopicDeviation.Severity;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicDeviationTest {

    private static final TopicSetup.Wanted SOURCE = TopicSetup.Wanted.of(new PipelineTopics("news.").source());
    private static final TopicSetup.Wanted ARTICLE = TopicSetup.Wanted.of(new PipelineTopics("news.").article());
    private static final TopicSetup.Wanted FINGERPRINT =
            TopicSetup.Wanted.of(new PipelineTopics("news.").fingerprint());
    private static final TopicSetup.Wanted RAW = TopicSetup.Wanted.of(new PipelineTopics("news.").raw());

    @Test
    void aTopicAsCreatedHasNone() {
        assertThat(TopicDeviation.of(SOURCE, new Found(12, 3, config(SOURCE, 2)), 12, 3))
                .isEmpty();
        assertThat(TopicDeviation.of(RAW, new Found(12, 1, config(RAW, 1)), 12, 1))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 48})
    void anotherNumberOfPartitionsIsRefusedBothWays(int found) {
        assertThat(TopicDeviation.of(SOURCE, new Found(found, 1, config(SOURCE, 1)), 12, 1))
                .singleElement()
                .satisfies(deviation -> {
                    assertThat(deviation.severity()).isEqualTo(Severity.REFUSED);
                    assertThat(deviation.isAlterable()).isFalse();
                    assertThat(deviation.sentence())
                            .isEqualTo("news.source.v1 has partitions " + found
                                    + ", but 12 is needed: records of one site would be spread over several tasks; set"
                                    + " TOPIC_PARTITIONS to what the installation was made with (`wireroom topics"
                                    + " --repartition` makes more)");
                });
    }

    @Test
    void aTopicOfOnePartitionHasOneWhateverTheInstallationHas() {
        assertThat(TopicDeviation.of(FINGERPRINT, new Found(1, 1, config(FINGERPRINT, 1)), 12, 1))
                .isEmpty();
        assertThat(TopicDeviation.of(FINGERPRINT, new Found(12, 1, config(FINGERPRINT, 1)), 12, 1))
                .singleElement()
                .satisfies(deviation -> {
                    assertThat(deviation.severity()).isEqualTo(Severity.REFUSED);
                    assertThat(deviation.sentence())
                            .isEqualTo(
                                    "news.fingerprint.v1 has partitions 12, but 1 is needed: articles would be compared"
                                            + " only with some of the others; stop the stages, delete the topic, and run `wireroom"
                                            + " topics`");
                });
    }

    @ParameterizedTest
    @CsvSource({"cleanup.policy,            delete", "message.timestamp.type,    CreateTime"})
    void aSettingThatWouldLoseRecordsIsRefusedAndCanBeRepaired(String property, String value) {
        var config = new HashMap<>(config(SOURCE, 1));
        config.put(property, value);

        assertThat(TopicDeviation.of(SOURCE, new Found(12, 1, config), 12, 1))
                .singleElement()
                .satisfies(deviation -> {
                    assertThat(deviation.severity()).isEqualTo(Severity.REFUSED);
                    assertThat(deviation.isAlterable()).isTrue();
                    assertThat(deviation.repaired()).isEqualTo(SOURCE.config().get(property));
                    assertThat(deviation.sentence()).contains(property + " " + value);
                });
    }

    @Test
    void anArticleTopicOfAnOlderVersionIsCompactedWithItsLagFromTheFirstMomentOn() {
        var config = new HashMap<>(config(ARTICLE, 1));
        config.put("cleanup.policy", "delete");
        config.put("min.compaction.lag.ms", "0");
        config.put("max.compaction.lag.ms", Long.toString(Long.MAX_VALUE));
        config.put("segment.ms", "604800000");

        var deviations = TopicDeviation.of(ARTICLE, new Found(12, 1, config), 12, 1);

        assertThat(deviations).hasSize(3).allMatch(TopicDeviation::isOfOlderVersion);
        var repairs = new HashMap<String, String>();
        deviations.forEach(deviation -> repairs.putAll(deviation.repairs(ARTICLE)));
        assertThat(repairs)
                .isEqualTo(Map.of(
                        "cleanup.policy", "compact,delete",
                        "min.compaction.lag.ms", "1209600000",
                        "max.compaction.lag.ms", "1814400000",
                        "segment.ms", "86400000"));
    }

    @Test
    void aPublicTopicOfAnOlderVersionIsCompressedForAllClientsFromNowOn() {
        var config = new HashMap<>(config(ARTICLE, 1));
        config.put("compression.type", "producer");
        var chosen = new HashMap<>(config(ARTICLE, 1));
        chosen.put("compression.type", "lz4");

        assertThat(TopicDeviation.of(ARTICLE, new Found(12, 1, config), 12, 1))
                .singleElement()
                .satisfies(deviation -> {
                    assertThat(deviation.isOfOlderVersion()).isTrue();
                    assertThat(deviation.repairs(ARTICLE)).isEqualTo(Map.of("compression.type", "gzip"));
                    assertThat(deviation.severity()).isEqualTo(Severity.WARNED);
                });
        assertThat(TopicDeviation.of(ARTICLE, new Found(12, 1, chosen), 12, 1)).isEmpty();
        assertThat(TopicDeviation.of(RAW, new Found(12, 1, config(RAW, 1)), 12, 1))
                .isEmpty();
    }

    @Test
    void whatAnOperatorHasSetIsNotReplacedWithoutBeingAsked() {
        var config = new HashMap<>(config(ARTICLE, 1));
        config.put("max.compaction.lag.ms", "2592000000");
        var compacted = new HashMap<>(config(RAW, 1));
        compacted.put("cleanup.policy", "compact");

        assertThat(TopicDeviation.of(ARTICLE, new Found(12, 1, config), 12, 1))
                .singleElement()
                .satisfies(deviation -> {
                    assertThat(deviation.isOfOlderVersion()).isFalse();
                    assertThat(deviation.severity()).isEqualTo(Severity.WARNED);
                    assertThat(deviation.sentence())
                            .isEqualTo("news.article.v1 has max.compaction.lag.ms 2592000000, but at most 1814400000 is"
                                    + " needed: text that was erased, or whose retention has ended, stays longer;"
                                    + " `wireroom topics --repair` sets it");
                });
        assertThat(TopicDeviation.of(RAW, new Found(12, 1, compacted), 12, 1))
                .singleElement()
                .satisfies(deviation -> assertThat(deviation.isOfOlderVersion()).isFalse());
    }

    @Test
    void aTopicTooSmallForOurRecordsIsRefused() {
        var config = new HashMap<>(config(RAW, 1));
        config.put("max.message.bytes", "1048588");

        assertThat(TopicDeviation.of(RAW, new Found(12, 1, config), 12, 1))
                .singleElement()
                .satisfies(deviation -> {
                    assertThat(deviation.severity()).isEqualTo(Severity.REFUSED);
                    assertThat(deviation.repaired()).isEqualTo(RAW.config().get("max.message.bytes"));
                });
    }

    @ParameterizedTest
    @CsvSource({"3, 1", "5, 3"})
    void tooFewCopiesBeforeAnAcknowledgementAreWarnedOf(int replicas, int minInsync) {
        assertThat(TopicDeviation.of(SOURCE, new Found(12, replicas, config(SOURCE, minInsync)), 12, 3))
                .singleElement()
                .satisfies(deviation -> {
                    assertThat(deviation.severity()).isEqualTo(Severity.WARNED);
                    assertThat(deviation.repaired()).isEqualTo(Integer.toString(replicas - 1));
                });
    }

    @Test
    void removalsThatAreForgottenSoonAreWarnedOf() {
        var config = new HashMap<>(config(SOURCE, 1));
        config.put("delete.retention.ms", "86400000");

        assertThat(TopicDeviation.of(SOURCE, new Found(12, 1, config), 12, 1))
                .singleElement()
                .satisfies(deviation -> {
                    assertThat(deviation.severity()).isEqualTo(Severity.WARNED);
                    assertThat(deviation.repaired()).isEqualTo("31536000000");
                });
    }

    @Test
    void fewerReplicasThanSetAreWarnedOf() {
        assertThat(TopicDeviation.of(SOURCE, new Found(12, 1, config(SOURCE, 1)), 12, 3))
                .singleElement()
                .satisfies(deviation -> {
                    assertThat(deviation.severity()).isEqualTo(Severity.WARNED);
                    assertThat(deviation.isAlterable()).isFalse();
                    assertThat(deviation.sentence()).contains("replicas 1, but 3 is needed");
                });
    }

    @Test
    void theOperatorMayChangeRetentions() {
        var config = new HashMap<>(config(RAW, 1));
        config.put("retention.ms", "3600000");
        config.put("retention.bytes", "-1");

        assertThat(TopicDeviation.of(RAW, new Found(12, 1, config), 12, 1)).isEmpty();
    }

    @Test
    void withoutTheRightToReadSettingsOnlyPartitionsAndReplicasCount() {
        assertThat(TopicDeviation.of(RAW, new Found(12, 1, Map.of()), 12, 1)).isEmpty();
    }

    private static Map<String, String> config(TopicSetup.Wanted topic, int minInsync) {
        var config = new HashMap<>(topic.config());
        config.put("min.insync.replicas", Integer.toString(minInsync));
        return config;
    }
}
