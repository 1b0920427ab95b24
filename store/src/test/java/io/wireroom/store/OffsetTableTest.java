package io.wireroom.store;

import static io.wireroom.testkit.Samples.ARTICLES;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.testkit.TestDatabase;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class OffsetTableTest {

    private final TestDatabase store = StoreFixture.emptyStore();

    @Test
    void aPartitionThatWasNeverReadBeginsAtTheStartOfItsLog() {
        assertThat(claim(new PartitionLog("cluster", "topic", 7, 9)))
                .isEqualTo(new PartitionClaims.Claimed(Map.of(ARTICLES, new Claim(1, 7)), Map.of()));
    }

    @Test
    void everyClaimRaisesTheEpoch() {
        claim(new PartitionLog("cluster", "topic", 0, 9));

        assertThat(claim(new PartitionLog("cluster", "topic", 0, 9)))
                .isEqualTo(new PartitionClaims.Claimed(Map.of(ARTICLES, new Claim(2, 0)), Map.of()));
    }

    @Test
    void anotherClusterIsRefusedAndNothingIsClaimed() {
        claim(new PartitionLog("old", "topic", 0, 9));

        assertThat(claim(new PartitionLog("new", "topic", 0, 9)))
                .isEqualTo(new PartitionClaims.Refused(
                        "the store was filled from Kafka cluster old, this is cluster new"));
        assertThat(store.rows("select epoch from sink_offset")).containsExactly("1");
    }

    @Test
    void aTopicCreatedAgainIsRefused() {
        claim(new PartitionLog("cluster", "old", 0, 9));

        assertThat(claim(new PartitionLog("cluster", "new", 0, 9)))
                .isEqualTo(new PartitionClaims.Refused(
                        "topic news.article.v1 was created again (id new, the store has old)"));
    }

    @Test
    void aLogThatEndsBeforeTheStoredOffsetIsRefused() {
        claim(new PartitionLog("cluster", "topic", 5, 9));

        assertThat(claim(new PartitionLog("cluster", "topic", 0, 4)))
                .isEqualTo(
                        new PartitionClaims.Refused(
                                "the store has read news.article.v1-0 up to 5, but its log ends at 4: the log has lost records"));
    }

    @Test
    void skipsAndReportsWhatRetentionRemoved() {
        claim(new PartitionLog("cluster", "topic", 0, 9));

        assertThat(claim(new PartitionLog("cluster", "topic", 6, 9)))
                .isEqualTo(new PartitionClaims.Claimed(Map.of(ARTICLES, new Claim(2, 6)), Map.of(ARTICLES, 6L)));
    }

    @Test
    void aBrokerThatDoesNotAnswerIsWaitedFor() {
        var claims = new PartitionClaims(store.pool(), partitions -> {
            throw new TimeoutException("no broker");
        });

        assertThat(claims.claim(Set.of(ARTICLES))).isInstanceOf(PartitionClaims.Away.class);
    }

    private PartitionClaims.Result claim(PartitionLog log) {
        return new PartitionClaims(store.pool(), partitions -> Map.of(ARTICLES, log)).claim(Set.of(ARTICLES));
    }
}
