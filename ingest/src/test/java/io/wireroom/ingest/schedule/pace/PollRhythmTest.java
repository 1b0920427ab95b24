package io.wireroom.ingest.schedule.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.work.Pacing;
import io.wireroom.runtime.Env;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The learned interval on simulated sources, and what a source may ask for. */
class PollRhythmTest {

    private static final Source SOURCE = source(null);
    private static final Duration MIN = Duration.ofMinutes(5);
    private static final Duration MAX = Duration.ofHours(6);
    private static final Instant SUNDAY_NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final SplittableRandom random = new SplittableRandom(7);
    private final PollRhythm rhythm = new PollRhythm(ScheduleSettings.from(new Env(Map.of())), random);

    private static Source source(@Nullable Duration interval) {
        var url = URI.create("http://harbour.example/feed");
        return new Source(new SourceId("harbour"), url, Source.Kind.FEED, "", null, interval, null);
    }

    @Test
    void aHandBackIsFollowedByAGrowingPauseThatIsBounded() {
        assertThat(rhythm.returnPause(1)).hasSeconds(2);
        assertThat(rhythm.returnPause(3)).hasSeconds(8);
        assertThat(rhythm.returnPause(100)).hasMinutes(10);
    }

    /** What a simulation showed. */
    private record Run(List<Duration> intervals, int polls, int news, Duration meanDelay) {}

    /** Polls a source whose gap between two publications is that of the hour of the simulation. */
    private Run simulate(Duration length, Function<Duration, Duration> meanGap) {
        var intervals = new ArrayList<Duration>();
        var interval = MIN;
        var delays = Duration.ZERO;
        var news = 0;
        var waiting = new ArrayList<Duration>();
        var lastPoll = Duration.ZERO;
        var published = Duration.ZERO;
        for (var now = MIN; now.compareTo(length) < 0; now = now.plus(pause(interval))) {
            while (published.compareTo(now) <= 0) {
                var gap = meanGap.apply(published).toMillis();
                published = published.plusMillis(1 + Math.round(-gap * Math.log(1 - random.nextDouble())));
                waiting.add(published);
            }
            var seen = 0;
            for (var one : List.copyOf(waiting)) {
                if (one.compareTo(now) <= 0) {
                    waiting.remove(one);
                    delays = delays.plus(now.minus(one));
                    seen++;
                }
            }
            news += seen;
            interval = rhythm.afterAnswer(SOURCE, interval, now.minus(lastPoll), seen);
            lastPoll = now;
            intervals.add(interval);
        }
        return new Run(intervals, intervals.size(), news, news == 0 ? Duration.ZERO : delays.dividedBy(news));
    }

    private Duration pause(Duration interval) {
        return Duration.between(Instant.EPOCH, rhythm.next(Instant.EPOCH, interval, null, null));
    }

    @ParameterizedTest
    @CsvSource({"30m", "1h", "3h", "6h"})
    void twoPollsForEachPublicationAndNewsWaitAFractionOfTheGap(String meanGap) {
        var gap = Duration.parse("PT" + meanGap);

        var run = simulate(gap.multipliedBy(2_000), at -> gap);

        assertThat((double) run.polls() / run.news()).isBetween(1.5, 3.5);
        assertThat(run.meanDelay()).isLessThan(gap.dividedBy(2));
    }

    @Test
    void aBusySourceIsPolledAtTheFloorAndASilentOneAtTheCeiling() {
        var busy = simulate(Duration.ofDays(2), at -> Duration.ofSeconds(10));
        var silent = simulate(Duration.ofDays(20), at -> Duration.ofDays(10_000));

        assertThat(busy.intervals()).containsOnly(MIN);
        assertThat(silent.intervals().getLast()).isEqualTo(MAX);
        assertThat(silent.intervals()).isSortedAccordingTo(Duration::compareTo);
        assertThat(silent.intervals().indexOf(MAX)).isLessThan(25);
    }

    @Test
    void aSourceThatWakesUpIsPolledOftenAgainSoon() {
        var interval = MAX;
        var polls = 0;
        while (interval.compareTo(MIN) > 0) {
            interval = rhythm.afterAnswer(SOURCE, interval, interval, (int) interval.toMinutes());
            polls++;
        }
        assertThat(polls).isLessThanOrEqualTo(4);
    }

    @Test
    void itIsNeverOutsideItsBounds() {
        for (var number = 0; number < 10_000; number++) {
            var interval = MIN.plusSeconds(random.nextInt((int) MAX.minus(MIN).toSeconds()));
            var passed = Duration.ofSeconds(random.nextInt(10_000_000));
            assertThat(rhythm.afterAnswer(SOURCE, interval, passed, random.nextInt(3_000)))
                    .isBetween(MIN, MAX);
        }
    }

    @Test
    void theFirstIntervalComesFromTheDatesOfTheEntries() {
        assertThat(rhythm.afterFirst(SOURCE, Duration.ofHours(4))).isEqualTo(Duration.ofHours(2));
        assertThat(rhythm.afterFirst(SOURCE, Duration.ofDays(400))).isEqualTo(MAX);
        assertThat(rhythm.afterFirst(SOURCE, Duration.ofSeconds(1))).isEqualTo(MIN);
        assertThat(rhythm.afterFirst(SOURCE, null)).isEqualTo(MIN);
    }

    @Test
    void chanceSpreadsPollsAndNeverMakesOneEarly() {
        var pauses = new ArrayList<Duration>();
        for (var number = 0; number < 1_000; number++) {
            pauses.add(pause(Duration.ofHours(1)));
        }

        assertThat(pauses)
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofHours(1), Duration.ofMinutes(66)));
        assertThat(pauses.stream().map(Duration::toMinutes).distinct()).hasSizeGreaterThanOrEqualTo(6);
    }

    @Test
    void theLongestWishIsTheFloorAndTheCeilingCapsIt() {
        var hourly = new Pacing(Duration.ofHours(1), List.of(), List.of());
        var yearly = new Pacing(Duration.ofDays(365), List.of(), List.of());

        assertThat(after(MIN, Duration.ofMinutes(30), hourly)).isBetween(Duration.ofHours(1), Duration.ofMinutes(66));
        assertThat(after(MIN, Duration.ofHours(2), hourly)).isBetween(Duration.ofHours(2), Duration.ofMinutes(132));
        assertThat(after(Duration.ofHours(3), null, hourly)).isBetween(Duration.ofHours(3), Duration.ofMinutes(198));
        assertThat(after(MIN, null, yearly)).isBetween(MAX, MAX.plusMinutes(36));
        assertThat(after(MIN, Duration.ofDays(365), null)).isBetween(MAX, MAX.plusMinutes(36));
    }

    private Duration after(Duration interval, @Nullable Duration freshFor, @Nullable Pacing pacing) {
        return Duration.between(SUNDAY_NOON, rhythm.next(SUNDAY_NOON, interval, freshFor, pacing));
    }

    @Test
    void hoursAndDaysToSkipAreSkippedInUtc() {
        var afternoon = new Pacing(null, List.of(12, 13, 14), List.of());
        var sunday = new Pacing(null, List.of(), List.of(7));
        var sundayAndNight = new Pacing(null, List.of(0, 1, 2), List.of(7));

        assertThat(rhythm.next(SUNDAY_NOON, MIN, null, afternoon))
                .isBetween(Instant.parse("2026-03-01T15:00:00Z"), Instant.parse("2026-03-01T15:10:00Z"));
        assertThat(rhythm.next(SUNDAY_NOON, MIN, null, sunday))
                .isBetween(Instant.parse("2026-03-02T00:00:00Z"), Instant.parse("2026-03-02T00:10:00Z"));
        assertThat(rhythm.next(SUNDAY_NOON, MIN, null, sundayAndNight))
                .isBetween(Instant.parse("2026-03-02T03:00:00Z"), Instant.parse("2026-03-02T03:10:00Z"));
    }

    @Test
    void whoSkipsEverythingIsNotBelieved() {
        var always = new Pacing(null, List.of(), List.of(1, 2, 3, 4, 5, 6, 7));
        var sixDays = new Pacing(null, List.of(), List.of(7, 1, 2, 3, 4, 5));

        assertThat(after(MIN, null, always)).isBetween(MIN, MIN.plusSeconds(30));
        assertThat(after(MIN, null, sixDays)).isLessThan(PollRhythm.LONGEST_SKIP.plusHours(2));
    }

    @Test
    void failuresDoubleThePauseUpToADayAndNeverEndIt() {
        var pauses = new ArrayList<Duration>();
        for (var failures = 1; failures <= 400; failures++) {
            pauses.add(Duration.between(SUNDAY_NOON, rhythm.nextAfterFailure(SUNDAY_NOON, failures, null)));
        }

        assertThat(pauses.get(0))
                .isBetween(MIN.multipliedBy(2), MIN.multipliedBy(2).plusMinutes(1));
        assertThat(pauses.get(1))
                .isBetween(MIN.multipliedBy(4), MIN.multipliedBy(4).plusMinutes(2));
        assertThat(pauses).allSatisfy(pause -> assertThat(pause).isLessThanOrEqualTo(Duration.ofMinutes(24 * 66)));
        assertThat(pauses.getLast()).isGreaterThanOrEqualTo(PollRhythm.LONGEST_BACK_OFF);
    }

    @Test
    void retryAfterIsHeededInFull() {
        var asked = Duration.ofHours(20);

        assertThat(Duration.between(SUNDAY_NOON, rhythm.nextAfterFailure(SUNDAY_NOON, 1, asked)))
                .isBetween(asked, Duration.ofHours(22));
    }
}
