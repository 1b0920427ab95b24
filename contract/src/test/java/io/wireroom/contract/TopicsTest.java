package io.wireroom.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.PipelineTopics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {

    private static final PipelineTopics TOPICS = new PipelineTopics("news.");

    @ParameterizedTest
    @ValueSource(
            strings = {"pier.example", "localhost", "192.0.2.7", "[2001:db8::7]", "xn--bcher-kva.example", "a", ""})
    void aSiteIsPlacedWhereKafkasDefaultPartitionerWould(String site) {
        for (int partitions : new int[] {1, 4, 12, 97}) {
            assertThat(Topic.partitionOfSite(new Site(site), partitions))
                    .isEqualTo(BuiltInPartitioner.partitionForKey(site.getBytes(StandardCharsets.UTF_8), partitions));
        }
    }

    @Test
    void sitesSpreadOverAllPartitions() {
        var partitions = java.util.stream.IntStream.range(0, 500)
                .map(i -> Topic.partitionOfSite(new Site("paper-" + i + ".example"), 12))
                .distinct();

        assertThat(partitions).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @Test
    void allNamesCarryThePrefixAndAVersionAndAreDistinct() {
        assertThat(TOPICS.prefix()).isEqualTo("news.");
        assertThat(TOPICS.all())
                .extracting(Topic::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("news\\.[a-z.-]+\\.v1"));
        assertThat(new PipelineTopics("test-").article().name()).isEqualTo("test-article.v1");
        assertThat(TOPICS.all()).containsAll(TOPICS.deadLetters());
    }

    @Test
    void onlyWhatAllArticlesAreComparedByHasOnePartition() {
        assertThat(TOPICS.all())
                .filteredOn(topic -> topic.partitions().count(12) != 12)
                .containsExactly(TOPICS.fingerprint());
        assertThat(TOPICS.fingerprint().partitions().count(12)).isEqualTo(1);
    }

    @Test
    void theBrokersClockStampsEveryTopic() {
        assertThat(TOPICS.all())
                .allSatisfy(
                        topic -> assertThat(topic.config()).containsEntry("message.timestamp.type", "LogAppendTime"));
    }

    @Test
    void everySettingIsOneThatKafkaKnows() {
        assertThat(TOPICS.all())
                .allSatisfy(topic -> assertThat(topic.config().keySet())
                        .isSubsetOf(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.RETENTION_MS_CONFIG,
                                TopicConfig.DELETE_RETENTION_MS_CONFIG,
                                TopicConfig.RETENTION_BYTES_CONFIG,
                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                TopicConfig.SEGMENT_MS_CONFIG,
                                TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                                TopicConfig.COMPRESSION_TYPE_CONFIG,
                                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG));
    }

    @Test
    void whatABadHourCanFillHasACap() {
        assertThat(TOPICS.request().config()).containsEntry("retention.bytes", "1073741824");
        assertThat(TOPICS.deadLetters())
                .allSatisfy(topic -> assertThat(topic.config()).containsEntry("retention.bytes", "1073741824"));
    }

    @Test
    void retentionIsAsAgreed() {
        assertThat(TOPICS.source().config())
                .isEqualTo(Map.of(
                        "cleanup.policy",
                        "compact",
                        "message.timestamp.type",
                        "LogAppendTime",
                        "delete.retention.ms",
                        "31536000000"));
        assertThat(TOPICS.articleLatest().config())
                .isEqualTo(Map.of(
                        "cleanup.policy",
                        "compact,delete",
                        "retention.ms",
                        "7776000000",
                        "max.message.bytes",
                        "5242880",
                        "max.compaction.lag.ms",
                        "604800000",
                        "segment.ms",
                        "86400000",
                        "compression.type",
                        "gzip",
                        "message.timestamp.type",
                        "LogAppendTime"));
        assertThat(TOPICS.raw().config())
                .isEqualTo(Map.of(
                        "cleanup.policy",
                        "delete",
                        "retention.ms",
                        "259200000",
                        "retention.bytes",
                        "2147483648",
                        "max.message.bytes",
                        "5242880",
                        "segment.ms",
                        "86400000",
                        "message.timestamp.type",
                        "LogAppendTime"));
    }

    @Test
    void erasedTextLeavesTheArticleTopicsByCompactionAndTheOthersByRetention() {
        assertThat(TOPICS.article().config())
                .containsEntry("cleanup.policy", "compact,delete")
                // As long as the outcomes, so that a store that is filled again balances.
                .containsEntry(
                        "min.compaction.lag.ms", TOPICS.outcome().config().get("retention.ms"))
                .containsEntry("max.compaction.lag.ms", "1814400000");
        assertThat(TOPICS.all())
                .filteredOn(topic -> topic.config().containsKey("retention.ms"))
                .allSatisfy(topic -> assertThat(topic.config()).containsEntry("segment.ms", "86400000"));
        assertThat(TOPICS.erased().config())
                .containsEntry("cleanup.policy", "compact")
                .doesNotContainKey("retention.ms");
    }

    @Test
    void whatOthersReadIsCompressedForEveryClient() {
        assertThat(TOPICS.all())
                .filteredOn(topic -> "gzip".equals(topic.config().get("compression.type")))
                .containsExactly(
                        TOPICS.sourceStatus(),
                        TOPICS.article(),
                        TOPICS.articleLatest(),
                        TOPICS.ninjs(),
                        TOPICS.group(),
                        TOPICS.story(),
                        TOPICS.outcome(),
                        TOPICS.erased());
    }

    @Test
    void aDeadLetterOfTheLargestPageFitsItsTopicAndAProducersRequest() {
        assertThat(Topics.MAX_RAW_BYTES).isLessThan(Topics.MAX_DEAD_LETTER_BYTES);
        assertThat(Topics.MAX_DEAD_LETTER_BYTES).isLessThan(Topics.MAX_REQUEST_BYTES);
        assertThat(TOPICS.deadLetters())
                .allSatisfy(topic -> assertThat(topic.config())
                        .containsEntry("max.message.bytes", Integer.toString(Topics.MAX_DEAD_LETTER_BYTES)));
    }
}
