package io.wireroom.ingest.schedule.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawBacklogTest {

    @ParameterizedTest(name = "committed {0}, first young record {1}: late {2}")
    @CsvSource({
        "0, 0, false", // nothing is old
        "50, 40, false", // all that is old was read
        "39, 40, false", // one marker of a transaction may stand between
        "30, 40, true", // old pages are unread
        "30, -1, false" // nothing is young: what is unread may be markers only, for ever
    })
    void aPartitionIsLateWhileOldPagesAreUnread(long committed, long firstYoung, boolean late) {
        assertThat(RawBacklog.isLate(committed, firstYoung)).isEqualTo(late);
    }

    @ParameterizedTest(name = "log {0} to {2}, committed {1}, {3} bytes: {4} unread")
    @CsvSource({
        "0, 0, 0, 0, 0", // nothing was ever written
        "0, 100, 100, 5000, 0", // all was read
        "0, 50, 100, 5000, 2500",
        "40, 10, 100, 6000, 6000" // retention removed what was not read
    })
    void theUnreadShareOfAPartitionFollowsFromItsOffsets(long begin, long committed, long end, long size, long unread) {
        assertThat(RawBacklog.unreadBytes(begin, committed, end, size)).isEqualTo(unread);
    }

    @ParameterizedTest(name = "retention.ms {0}, retention.bytes {1}")
    @CsvSource({
        "259200000, 2147483648, 259200000, 2147483648",
        "3600000, 1000, 3600000, 1000", // lowered by the operator
        "-1, -1, 3153600000000, 9223372036854775807"
    })
    void whatTheTopicKeepsIsReadFromItsConfiguration(String millis, String bytes, long keptMillis, long keptBytes) {
        assertThat(RawBacklog.Limits.of(millis, bytes)).isEqualTo(new RawBacklog.Limits(keptMillis, keptBytes));
    }
}
