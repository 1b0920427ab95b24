package io.wireroom.ingest.schedule.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NewsGapsTest {

    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration SHORTEST = Duration.ofHours(24);

    @Test
    void nightsAndWeekendsAreNoSilence() {
        var gaps = NewsGaps.first(START);
        var silences = 0;
        for (var hour = 1; hour < 24 * 28; hour++) {
            var now = START.plus(Duration.ofHours(hour));
            var day = now.atOffset(java.time.ZoneOffset.UTC);
            var office = day.getDayOfWeek().getValue() <= 5 && day.getHour() >= 8 && day.getHour() < 18;
            gaps = gaps.after(now, office, SHORTEST);
            // The first weekend is longer than anything seen before.
            silences += gaps.silent() && hour > 24 * 7 ? 1 : 0;
        }
        assertThat(silences).isZero();
    }

    @Test
    void aLivelySourceIsSilentAfterTheShortestTimeAndARareOneLater() {
        var lively = NewsGaps.first(START).after(START.plusSeconds(600), true, SHORTEST);
        var rare = NewsGaps.first(START).after(START.plus(Duration.ofDays(3)), true, SHORTEST);

        assertThat(lively.after(lively.newsAt().plus(SHORTEST), false, SHORTEST).silent())
                .isFalse();
        assertThat(lively.after(lively.newsAt().plus(SHORTEST).plusSeconds(1), false, SHORTEST)
                        .silent())
                .isTrue();
        assertThat(rare.after(rare.newsAt().plus(Duration.ofDays(9)), false, SHORTEST)
                        .silent())
                .isFalse();
        assertThat(rare.after(rare.newsAt().plus(Duration.ofDays(9)).plusSeconds(1), false, SHORTEST)
                        .silent())
                .isTrue();
    }

    @Test
    void aLongGapFadesAndAClockThatIsSetBackIsNoGap() {
        var rare = NewsGaps.first(START).after(START.plus(Duration.ofDays(14)), true, SHORTEST);
        var later = rare;
        for (var hour = 1; hour <= 24 * 14; hour++) {
            later = later.after(rare.newsAt().plus(Duration.ofHours(hour)), true, SHORTEST);
        }
        assertThat(later.longest()).isBetween(Duration.ofDays(6), Duration.ofDays(8));
        assertThat(rare.after(START, true, SHORTEST).longest()).isEqualTo(Duration.ofDays(14));
        assertThat(rare.after(START, false, SHORTEST).silent()).isFalse();
    }
}
