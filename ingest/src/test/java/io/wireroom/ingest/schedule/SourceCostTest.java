package io.wireroom.ingest.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SourceCostTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    private static final long DAY = MIDNIGHT.getEpochSecond() / 86_400;

    @Test
    void yesterdayCountsByTheShareThatIsWithin24Hours() {
        var cost = new SourceCost(DAY, 10, 1_000, 40, 4_000);

        assertThat(cost.requestsPerDay(MIDNIGHT.plusSeconds(6 * 3_600))).isEqualTo(10 + 30);
        assertThat(cost.bytesPerDay(MIDNIGHT.plusSeconds(18 * 3_600))).isEqualTo(1_000 + 1_000);
    }

    @Test
    void daysPassWithoutRequests() {
        var cost = new SourceCost(DAY, 10, 1_000, 40, 4_000);

        assertThat(cost.requestsPerDay(MIDNIGHT.plusSeconds(86_400))).isEqualTo(10);
        assertThat(cost.requestsPerDay(MIDNIGHT.plusSeconds(2 * 86_400))).isZero();
    }

    @Test
    void sumsByDay() {
        var yesterday = new SourceCost(DAY - 1, 5, 50, 7, 70);
        var today = new SourceCost(DAY, 1, 10, 0, 0);

        assertThat(today.plus(yesterday)).isEqualTo(new SourceCost(DAY, 1, 10, 5, 50));
        assertThat(yesterday.plus(today)).isEqualTo(new SourceCost(DAY, 1, 10, 5, 50));
        assertThat(SourceCost.NOTHING.plus(today)).isEqualTo(today);
        assertThat(today.plus(null)).isEqualTo(today);
    }
}
