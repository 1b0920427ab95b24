package io.wireroom.ingest.schedule;

import static io.wireroom.ingest.schedule.DrivenScheduler.SETTINGS;
import static io.wireroom.ingest.schedule.DrivenScheduler.feed;
import static io.wireroom.ingest.schedule.DrivenScheduler.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.SourceStatus;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.AnswerTo;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId;
import io.wireroom.contract.work.Validators;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scheduler does with sources: when it polls, what answers teach, redirects, removal. */
class PollsTest {

    private static final Source FEED = feed("http://harbour.example/feed");
    private static final Duration PAUSE = SETTINGS.hostDelay();

    private DrivenScheduler scheduler;

    @BeforeEach
    void start(@TempDir Path directory) {
        scheduler = new DrivenScheduler(directory);
    }

    @AfterEach
    void stop() {
        scheduler.close();
    }

    private Request.Poll polled(Source source) {
        scheduler.watch(source);
        scheduler.tick();
        return scheduler.onlyPoll();
    }

    @Test
    void aNewSourceIsPolledAtOnceAndUnconditionally() {
        assertThat(polled(FEED))
                .isEqualTo(new Request.Poll(
                        Request.Head.once(new RequestId("r1"), FEED.url(), 0),
                        Source.Kind.FEED,
                        SourceRef.of(FEED),
                        Validators.NONE,
                        List.of(),
                        SETTINGS.horizon(),
                        null));
        assertThat(scheduler.statuses()).extracting(SourceStatus::state).containsExactly(SourceStatus.State.NEW);
    }

    @Test
    void theNextPollCarriesValidatorsAndKnownEntries() {
        scheduler.done(polled(FEED), 1, null);
        scheduler.pass(Duration.ofMinutes(6));

        var next = scheduler.onlyPoll();
        assertThat(next.validators()).isEqualTo(new Validators("\"r1\"", null));
        assertThat(next.known()).containsExactly(1L);
    }

    @Test
    void theIntervalGrowsWhileNothingIsNewAndShrinksWhenSomethingIs() {
        scheduler.done(polled(FEED), 0, null);
        var quiet = scheduler.source(FEED.id());
        scheduler.pass(Duration.ofMinutes(8));
        scheduler.done(scheduler.onlyRequest(), 0, null);
        var quieter = scheduler.source(FEED.id());
        scheduler.pass(Duration.ofMinutes(10));
        scheduler.done(scheduler.onlyRequest(), 3, null);
        var lively = scheduler.source(FEED.id());

        assertThat(List.of(quiet, quieter, lively))
                .extracting(state -> state.learned().interval())
                .containsExactly(SETTINGS.pollMin(), Duration.ofMinutes(7), SETTINGS.pollMin());
    }

    @Test
    void anAnswerIsNotAskedForAgainWhileItCallsItselfFresh() {
        scheduler.done(polled(FEED), 5, Duration.ofHours(2));
        scheduler.pass(Duration.ofMinutes(119));
        assertThat(scheduler.requests()).isEmpty();

        scheduler.pass(Duration.ofMinutes(14));
        assertThat(scheduler.requests()).hasSize(1);
    }

    @Test
    void aFailureBacksOffAndKeepsTheLearnedRhythm() {
        scheduler.done(polled(FEED), 0, null);
        scheduler.pass(Duration.ofMinutes(8));
        scheduler.statuses();
        scheduler.failed(scheduler.onlyRequest(), FetchReason.SERVER_ERROR);
        scheduler.pass(Duration.ofMinutes(8));
        assertThat(scheduler.requests()).isEmpty();
        scheduler.pass(Duration.ofMinutes(4));
        scheduler.failed(scheduler.onlyRequest(), FetchReason.SERVER_ERROR);
        scheduler.pass(Duration.ofMinutes(19));
        assertThat(scheduler.requests()).isEmpty();

        assertThat(scheduler.statuses())
                .extracting(SourceStatus::state, SourceStatus::lastError, SourceStatus::interval)
                .containsExactly(tuple(SourceStatus.State.FAILING, FetchReason.SERVER_ERROR, SETTINGS.pollMin()));
    }

    @Test
    void aFeedThatIsGoneIsNotAskedForAgain() {
        scheduler.failed(polled(FEED), FetchReason.GONE);
        scheduler.pass(Duration.ofDays(2));
        scheduler.restart();
        scheduler.pass(Duration.ofDays(2));

        assertThat(scheduler.requests()).isEmpty();
        assertThat(scheduler.statuses().getLast().state()).isEqualTo(SourceStatus.State.GONE);
        assertThat(scheduler.statuses()).isEmpty();
    }

    @Test
    void aFixedIntervalIsKept() {
        var fixed = source("http://harbour.example/feed", Duration.ofMinutes(1));
        scheduler.done(polled(fixed), 0, null);
        scheduler.pass(Duration.ofSeconds(50));
        assertThat(scheduler.requests()).isEmpty();

        scheduler.pass(Duration.ofSeconds(20));
        assertThat(scheduler.requests()).hasSize(1);
    }

    @Test
    void aRemovedSourceIsNotPolledAndItsStatusGoes() {
        scheduler.done(polled(FEED), 0, null);
        scheduler.statuses();
        scheduler.remove(FEED);
        scheduler.pass(Duration.ofDays(1));

        assertThat(scheduler.requests()).isEmpty();
        assertThat(scheduler.statusRecords())
                .extracting(record -> record.key(), record -> record.value())
                .containsExactly(tuple(FEED.id().value(), null));
        assertThat(scheduler.view.sources()).isZero();
    }

    @Test
    void theAnswerToARemovedSourceFreesItsHost() {
        var open = polled(FEED);
        scheduler.remove(FEED);
        scheduler.done(open);
        scheduler.watch(feed("http://harbour.example/other"));
        scheduler.pass(PAUSE.plusMillis(100));

        assertThat(scheduler.onlyRequest().url()).hasToString("http://harbour.example/other");
        assertThat(scheduler.storedKeys("sources")).containsExactly("http---harbour-example-other");
    }

    @Test
    void aSourceChangedWhileItsFirstPollIsOutIsNotPolledTwice() {
        var open = polled(FEED);
        scheduler.watch(new Source(
                FEED.id(), FEED.url(), FEED.kind(), "Another name", FEED.group(), FEED.interval(), FEED.origin()));
        scheduler.tick();
        scheduler.done(open);
        scheduler.pass(Duration.ofMinutes(4));

        assertThat(scheduler.requests()).isEmpty();
    }

    @Test
    void aSourceWithANewAddressIsAskedForAtItsNewHostOnly() {
        var other = polled(feed("http://harbour.example/other"));
        scheduler.watch(FEED);
        scheduler.tick();
        scheduler.watch(new Source(
                FEED.id(), URI.create("http://quay.harbour.example/feed"), FEED.kind(), "", null, null, null));
        scheduler.tick();
        assertThat(scheduler.onlyRequest().url()).hasToString("http://quay.harbour.example/feed");

        scheduler.done(other);
        scheduler.pass(PAUSE.plusMillis(100));
        assertThat(scheduler.requests()).isEmpty();
    }

    @Test
    void handBacksDoNotMakeASourceFail() {
        Request request = polled(FEED);
        for (var time = 0; time < 6; time++) {
            scheduler.returned(request);
            scheduler.pass(Duration.ofMinutes(2));
            request = scheduler.onlyRequest();
        }
        assertThat(scheduler.statuses()).extracting(SourceStatus::state).containsOnly(SourceStatus.State.NEW);

        for (var time = 0; time < SETTINGS.attempts(); time++) {
            scheduler.begun(request);
            scheduler.returned(request);
            scheduler.pass(Duration.ofMinutes(11));
            request = scheduler.requests().stream().findFirst().orElse(request);
        }
        assertThat(scheduler.statuses().getLast().lastError()).isEqualTo(FetchReason.CRASH);
    }

    @Test
    void aMovedFeedIsAnsweredByItsTarget() {
        var open = polled(FEED);
        scheduler.moved(open);
        scheduler.pass(Duration.ofMinutes(9));
        assertThat(scheduler.requests()).isEmpty();

        scheduler.done(open, 1, null);
        scheduler.pass(Duration.ofMinutes(6));

        assertThat(scheduler.onlyPoll().known()).containsExactly(1L);
        assertThat(scheduler.statuses().getLast().state()).isEqualTo(SourceStatus.State.OK);
    }

    @Test
    void aDelegatedFetchIsMadeAtItsHostOnBehalfOfItsOwner() {
        var delegated = delegated("http://quay.example/feed");
        scheduler.announce(delegated);
        scheduler.tick();

        var request = scheduler.onlyRequest();
        assertThat(request)
                .isEqualTo(new Request.Poll(
                        Request.Head.once(new RequestId("r1"), delegated.url(), 1),
                        Source.Kind.FEED,
                        SourceRef.of(FEED),
                        new Validators("\"e\"", null),
                        List.of(7L),
                        null,
                        new AnswerTo(new Site("harbour.example"), new RequestId("r0"))));

        scheduler.returned(request);
        scheduler.pass(PAUSE.plusMillis(100));
        var again = scheduler.onlyRequest();
        scheduler.restart();
        scheduler.done(again);
        scheduler.pass(Duration.ofHours(1));
        assertThat(scheduler.requests()).isEmpty();
        assertThat(scheduler.storedKeys("delegated")).isEmpty();
        assertThat(scheduler.view.waiting()).isZero();
    }

    private static Link delegated(String target) {
        var request = new Request.Poll(
                Request.Head.once(new RequestId("r0-1"), URI.create(target), 1),
                Source.Kind.FEED,
                SourceRef.of(FEED),
                new Validators("\"e\"", null),
                List.of(7L),
                null,
                new AnswerTo(new Site("harbour.example"), new RequestId("r0")));
        return new Link.Delegated(LinkId.of(Address.of(target).orElseThrow()), request);
    }

    @Test
    void anOwnerWaitsNoLongerThanItsDeadline() {
        var open = polled(FEED);
        scheduler.moved(open);
        scheduler.restart();
        scheduler.pass(Hosts.ANSWER_LIMIT.plusSeconds(1));
        assertThat(scheduler.statuses().getLast().lastError()).isEqualTo(FetchReason.NO_ANSWER);

        scheduler.done(open, 1, null);
        assertThat(scheduler.source(FEED.id()))
                .isNotNull()
                .extracting("health.lastError")
                .isEqualTo(FetchReason.NO_ANSWER);
    }

    @Test
    void aRestartPollsNothingTwice() {
        var open = polled(FEED);
        scheduler.restart();
        scheduler.pass(Duration.ofSeconds(10));
        assertThat(scheduler.requests()).isEmpty();

        scheduler.done(open, 0, null);
        scheduler.pass(Duration.ofMinutes(4));
        assertThat(scheduler.requests()).isEmpty();

        scheduler.pass(Duration.ofMinutes(4));
        assertThat(scheduler.requests()).hasSize(1);
    }

    @Test
    void aPollDueBetweenTwoMillisecondsIsNotForgottenAtTheFirst() {
        scheduler.done(polled(FEED), 0, null);
        var stored = Objects.requireNonNull(scheduler.source(FEED.id()));
        var tick = scheduler.now().plus(Duration.ofMinutes(1));

        scheduler.put(nextPolledAt(stored, tick.plusNanos(500_000)));
        scheduler.restart();
        scheduler.pass(Duration.ofMinutes(1).plusMillis(100));

        assertThat(scheduler.requests()).hasSize(1);
    }

    @Test
    void aPausedSourceIsNotPolledUntilItIsResumed() {
        scheduler.done(polled(FEED), 1, null);
        scheduler.statuses();

        scheduler.watch(FEED.paused(true));
        scheduler.pass(Duration.ofDays(2));

        assertThat(scheduler.requests()).isEmpty();
        assertThat(scheduler.statuses())
                .extracting(SourceStatus::state, SourceStatus::nextPollAt)
                .containsExactly(tuple(SourceStatus.State.PAUSED, null));
        assertThat(scheduler.view.paused()).isEqualTo(1);
        assertThat(scheduler.view.silent()).isZero();
        scheduler.restart();
        scheduler.pass(Duration.ofDays(1));
        assertThat(scheduler.requests()).isEmpty();

        scheduler.watch(FEED);
        scheduler.tick();

        // What was learned before is still known.
        assertThat(scheduler.onlyPoll().known()).containsExactly(1L);
        assertThat(scheduler.statuses()).extracting(SourceStatus::state).containsExactly(SourceStatus.State.OK);
        assertThat(scheduler.view.paused()).isZero();
    }

    @Test
    void aSourceThatIsPausedAtItsFirstImportIsNotPolled() {
        scheduler.watch(FEED.paused(true));
        scheduler.pass(Duration.ofDays(1));
        assertThat(scheduler.requests()).isEmpty();
        assertThat(scheduler.view.polled()).isEqualTo(1);

        scheduler.watch(FEED);
        scheduler.tick();
        assertThat(scheduler.onlyPoll().known()).isEmpty();
    }

    @Test
    void theAnswerToAPollThatWasOutAtThePauseIsTaken() {
        var out = polled(FEED);
        scheduler.watch(FEED.paused(true));

        scheduler.done(out, 1, null);
        scheduler.pass(Duration.ofDays(1));

        assertThat(scheduler.requests()).isEmpty();
        assertThat(Objects.requireNonNull(scheduler.source(FEED.id())).learned().known())
                .containsExactly(1L);
    }

    @Test
    void aSourceWithoutNewsForUnusuallyLongIsSilentUntilItHasSome() {
        var hourly = source("http://harbour.example/hourly", Duration.ofHours(1));
        scheduler.done(polled(hourly), 3, null);
        for (var hour = 0; hour < 23; hour++) {
            scheduler.pass(Duration.ofMinutes(67));
            scheduler.done(scheduler.onlyRequest(), 0, null);
        }
        assertThat(scheduler.view.silent()).isEqualTo(1);
        assertThat(scheduler.statuses()).last().extracting(SourceStatus::silent).isEqualTo(true);
        scheduler.restart();
        scheduler.tick();
        assertThat(scheduler.view.silent()).isEqualTo(1);

        scheduler.pass(Duration.ofMinutes(67));
        scheduler.done(scheduler.onlyRequest(), 1, null);

        assertThat(scheduler.view.silent()).isZero();
        assertThat(scheduler.statuses()).last().extracting(SourceStatus::silent).isNull();
    }

    @Test
    void theStatusHasTheRequestsOfADay() {
        scheduler.done(polled(FEED), 1, null);
        scheduler.pass(Duration.ofMinutes(8));
        scheduler.failed(scheduler.onlyRequest(), FetchReason.SERVER_ERROR);

        assertThat(scheduler.statuses())
                .last()
                .extracting(SourceStatus::requestsPerDay)
                .isEqualTo(2L);
    }

    private static SourceState nextPolledAt(SourceState stored, Instant instant) {
        var health = new SourceState.Health(stored.health().state(), 0, 0, 0, null, null, instant);
        return new SourceState(stored.source(), stored.learned(), health, null, null);
    }

    @Test
    void anInstantWrittenByAWrongClockDoesNotSilenceASource() {
        scheduler.done(polled(FEED), 0, null);
        var stored = Objects.requireNonNull(scheduler.source(FEED.id()));

        scheduler.put(nextPolledAt(stored, stored.health().nextPollAt().plus(Duration.ofDays(365))));
        scheduler.restart();
        scheduler.pass(PAUSE.plusMillis(100));

        assertThat(scheduler.requests()).hasSize(1);
    }

    @Test
    void pollingOnceIsOnceForEachSource(@TempDir Path directory) {
        try (var single = new DrivenScheduler(directory, DrivenScheduler.ONCE)) {
            single.watch(FEED);
            single.watch(feed("http://quay.example/feed"));
            single.tick();
            var requests = single.requests();
            assertThat(requests).hasSize(2);
            single.done(requests.getFirst());
            single.failed(requests.getLast(), FetchReason.SERVER_ERROR);
            single.pass(Duration.ofDays(1));
            assertThat(single.requests()).isEmpty();
            assertThat(single.view.polled()).isEqualTo(2);

            single.restart();
            single.pass(PAUSE.plusMillis(100));
            assertThat(single.requests()).hasSize(2);
        }
    }
}
