package io.wireroom.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SinkLagTest {

    private static final TopicPartition ARTICLES_0 = new TopicPartition("news.article.v1", 0);
    private static final TopicPartition ARTICLES_1 = new TopicPartition("news.article.v1", 1);
    private static final TopicPartition OUTCOMES_0 = new TopicPartition("news.outcome.v1", 0);

    @Test
    void countsWhatIsNotStoredByTopic() {
        assertThat(SinkLag.byTopic(
                        Map.of(ARTICLES_0, 100L, ARTICLES_1, 50L, OUTCOMES_0, 9L),
                        Map.of(ARTICLES_0, 90L, ARTICLES_1, 50L)))
                .containsExactlyInAnyOrderEntriesOf(Map.of("news.article.v1", 10L, "news.outcome.v1", 9L));
    }

    @Test
    void aPositionBeyondAnEndThatWasReadEarlierIsNoLag() {
        assertThat(SinkLag.byTopic(Map.of(OUTCOMES_0, 9L), Map.of(OUTCOMES_0, 12L)))
                .containsEntry("news.outcome.v1", 0L);
    }
}
