package io.wireroom.standalone.erase;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.work.PipelineTopics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextRemainsTest {

    private static final PipelineTopics TOPICS = new PipelineTopics("news.");

    @Test
    void aCompactedTopicCountsToItsCompactionAndAnotherToItsRetention() {
        assertThat(of(TOPICS.article().config())).isEqualTo(Duration.ofDays(22));
        assertThat(of(TOPICS.articleLatest().config())).isEqualTo(Duration.ofDays(8));
        assertThat(of(TOPICS.raw().config())).isEqualTo(Duration.ofDays(4));
        assertThat(of(TOPICS.enrichDeadLetter().config())).isEqualTo(Duration.ofDays(31));
    }

    @Test
    void aTopicThatAnOperatorKeepsForEverHasNoLimit() {
        var forEver = new HashMap<>(TOPICS.raw().config());
        forEver.put("retention.ms", "-1");
        var uncompacted = new HashMap<>(TOPICS.article().config());
        uncompacted.put("max.compaction.lag.ms", Long.toString(Long.MAX_VALUE));

        assertThat(of(forEver)).isNull();
        assertThat(of(uncompacted)).isNull();
    }

    private static @Nullable Duration of(Map<String, String> config) {
        return TextRemains.of("topic", config).most();
    }
}
