package io.wireroom.runtime;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.runtime.TransactionLog.Decision;
import io.wireroom.runtime.TransactionLog.Entry;
import io.wireroom.runtime.TransactionLog.Open;
import io.wireroom.runtime.TransactionLog.State;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.ByteUtils;
import org.junit.jupiter.api.Test;

/** The rules of decisions, and the two forms of the log that Kafka writes. */
class TransactionLogTest {

    private static final TopicPartition RAW = new TopicPartition("news.raw.v1", 3);
    private static final TopicPartition LINK = new TopicPartition("news.link.v1", 1);
    private static final Open OPEN = new Open(RAW, 7, 4);

    @Test
    void whatWasPreparedIsTheDecision() {
        assertThat(decision(entry(4, State.ONGOING), entry(5, State.PREPARE_COMMIT), done(5, State.COMPLETE_COMMIT)))
                .isEqualTo(new Decision.Decided("news-enrich-1", true));
        assertThat(decision(entry(4, State.ONGOING), entry(5, State.PREPARE_ABORT), done(5, State.COMPLETE_ABORT)))
                .isEqualTo(new Decision.Decided("news-enrich-1", false));
    }

    @Test
    void theEpochMayStayTheSame() {
        assertThat(decision(entry(4, State.ONGOING), entry(4, State.PREPARE_COMMIT), done(4, State.COMPLETE_COMMIT)))
                .isEqualTo(new Decision.Decided("news-enrich-1", true));
    }

    @Test
    void laterTransactionsOfTheProducerDoNotHideIt() {
        assertThat(decision(
                        entry(5, State.PREPARE_COMMIT),
                        done(5, State.COMPLETE_COMMIT),
                        of(6, State.PREPARE_ABORT, LINK),
                        done(6, State.COMPLETE_ABORT),
                        done(7, State.EMPTY)))
                .isEqualTo(new Decision.Decided("news-enrich-1", true));
    }

    @Test
    void theDecisionOfTheTransactionBeforeIsNotTaken() {
        assertThat(decision(
                        entry(3, State.ONGOING),
                        entry(4, State.PREPARE_COMMIT),
                        done(4, State.COMPLETE_COMMIT),
                        entry(4, State.ONGOING),
                        entry(5, State.PREPARE_ABORT),
                        done(5, State.COMPLETE_ABORT)))
                .isEqualTo(new Decision.Decided("news-enrich-1", false));
        assertThat(decision(entry(3, State.ONGOING), entry(4, State.PREPARE_COMMIT), done(4, State.COMPLETE_COMMIT)))
                .isEqualTo(new Decision.Unknown());
    }

    @Test
    void aCoordinatorThatIsAtWorkIsLeftAlone() {
        assertThat(decision(entry(4, State.ONGOING))).isEqualTo(new Decision.Pending());
        assertThat(decision(entry(4, State.ONGOING), entry(5, State.PREPARE_COMMIT)))
                .isEqualTo(new Decision.Pending());
    }

    @Test
    void withoutADecisionNothingIsGuessed() {
        assertThat(decision()).isEqualTo(new Decision.Unknown());
        assertThat(decision(done(9, State.EMPTY))).isEqualTo(new Decision.Unknown());
        assertThat(decision(of(5, State.PREPARE_COMMIT, LINK), done(5, State.COMPLETE_COMMIT)))
                .isEqualTo(new Decision.Unknown());
    }

    @Test
    void bothFormsOfTheLogAreRead() {
        var expected = new Entry("news-enrich-1", 7, 4, State.PREPARE_COMMIT, List.of(RAW));

        assertThat(TransactionLog.entry(key(), plain())).contains(expected);
        assertThat(TransactionLog.entry(key(), flexible())).contains(expected);
        assertThat(TransactionLog.entry(key(), null)).isEmpty();
        assertThat(TransactionLog.entry(key(), new byte[] {0, 9})).isEmpty();
    }

    private static Decision decision(Entry... entries) {
        return requireNonNull(
                TransactionLog.decisions(List.of(OPEN), List.of(entries)).get(OPEN));
    }

    private static Entry entry(int epoch, State state) {
        return of(epoch, state, RAW);
    }

    private static Entry done(int epoch, State state) {
        return new Entry("news-enrich-1", 7, epoch, state, List.of());
    }

    private static Entry of(int epoch, State state, TopicPartition partition) {
        return new Entry("news-enrich-1", 7, epoch, state, List.of(partition));
    }

    private static byte[] key() {
        var id = "news-enrich-1".getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + id.length)
                .putShort((short) 0)
                .putShort((short) id.length)
                .put(id)
                .array();
    }

    private static byte[] plain() {
        var topic = RAW.topic().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(200)
                .putShort((short) 0)
                .putLong(7)
                .putShort((short) 4)
                .putInt(20_000)
                .put((byte) State.PREPARE_COMMIT.ordinal())
                .putInt(1)
                .putShort((short) topic.length)
                .put(topic)
                .putInt(1)
                .putInt(RAW.partition())
                .array();
    }

    private static byte[] flexible() {
        var topic = RAW.topic().getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(200)
                .putShort((short) 1)
                .putLong(7)
                .putShort((short) 4)
                .putInt(20_000)
                .put((byte) State.PREPARE_COMMIT.ordinal());
        ByteUtils.writeUnsignedVarint(2, bytes);
        ByteUtils.writeUnsignedVarint(topic.length + 1, bytes);
        bytes.put(topic);
        ByteUtils.writeUnsignedVarint(2, bytes);
        bytes.putInt(RAW.partition());
        ByteUtils.writeUnsignedVarint(0, bytes);
        return bytes.array();
    }
}
