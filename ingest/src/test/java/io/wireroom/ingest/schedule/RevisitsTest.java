package io.wireroom.ingest.schedule;

import static io.wireroom.ingest.schedule.DrivenScheduler.SETTINGS;
import static io.wireroom.ingest.schedule.DrivenScheduler.feed;
import static io.wireroom.ingest.schedule.DrivenScheduler.link;
import static io.wireroom.ingest.schedule.DrivenScheduler.redirect;
import static io.wireroom.ingest.schedule.DrivenScheduler.withText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Item;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.Source;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RobotsRules;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.schedule.pace.ScheduleSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Revisits of live articles at growing distance, and what they find. */
class RevisitsTest {

    private static final Source FEED = feed("http://harbour.example/feed");
    private static final String URL = "http://harbour.example/a";
    private static final Duration PAUSE = SETTINGS.hostDelay().plusMillis(100);
    private static final Duration HOUR = Duration.ofHours(1);
    private DrivenScheduler scheduler;

    @BeforeEach
    void start(@TempDir Path directory) {
        scheduler = new DrivenScheduler(directory, revisiting(false, "1h,6h"));
    }

    @AfterEach
    void stop() {
        scheduler.close();
    }

    static ScheduleSettings revisiting(boolean once, String revisits) {
        return DrivenScheduler.settings(Map.of("INGEST_ONCE", String.valueOf(once), "INGEST_REVISITS", revisits));
    }

    /** A request for this link that was answered with its page. */
    private Request got(Link link) {
        scheduler.announce(link);
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);
        var request = scheduler.onlyRequest();
        scheduler.done(request);
        scheduler.outcomes();
        return request;
    }

    /** The request of the revisit that is due after this time. */
    private Request revisitAfter(Duration time) {
        scheduler.pass(time.minus(Duration.ofMinutes(1)));
        assertThat(scheduler.requests()).isEmpty();
        scheduler.pass(Duration.ofMinutes(2));
        return scheduler.onlyRequest();
    }

    private List<String> emitted() {
        return scheduler.outcomes().stream().map(RevisitsTest::emitted).toList();
    }

    private static String emitted(Outcome outcome) {
        var reason = outcome.reason() == null ? "" : "(" + outcome.reason() + ")";
        return outcome.status().wireName() + reason + " " + outcome.attempt() + (outcome.end() ? " end" : "");
    }

    @Test
    void anArticleIsRevisitedAtGrowingDistanceAndThenNoMore() {
        var link = link(FEED, URL, 1);
        got(link);

        var first = revisitAfter(HOUR);
        scheduler.notModified(first);
        var second = revisitAfter(Duration.ofHours(6));
        scheduler.done(second);
        scheduler.pass(Duration.ofDays(3));

        assertThat(scheduler.requests()).isEmpty();
        assertThat(emitted()).containsExactly("revisit 0", "released 1", "revisit 0", "released 1");
        var announced = Objects.requireNonNull(link.item());
        assertThat(List.of(first, second))
                .extracting(request -> Objects.requireNonNull(request.item()))
                .extracting(Item::id, Item::revisit, Item::link)
                .containsExactly(
                        tuple(ItemId.ofRevisit(announced.id(), link.id(), 1), 1, link.id()),
                        tuple(ItemId.ofRevisit(announced.id(), link.id(), 2), 2, link.id()));
    }

    @Test
    void aRevisitIsConditionalAndKeepsTheValidatorsWhenNothingChanged() {
        var first = got(link(FEED, URL, 1));
        var etag = new Validators("\"" + first.id() + "\"", null);
        assertThat(first.validators()).isEqualTo(Validators.NONE);

        var revisit = revisitAfter(HOUR);

        assertThat(revisit.validators()).isEqualTo(etag);
    }

    @Test
    void aRevisitWaitsForNothingAndNothingWaitsForIt() {
        got(link(FEED, URL, 1));
        scheduler.tick();

        assertThat(scheduler.view.waiting()).isZero();
        assertThat(scheduler.view.open()).isZero();
        assertThat(emitted()).isEmpty();
    }

    @Test
    void whenEachSourceIsPolledOnceNothingIsRevisited(@TempDir Path directory) {
        scheduler.close();
        scheduler = new DrivenScheduler(directory, revisiting(true, "1h"));
        got(link(FEED, URL, 1));

        scheduler.pass(Duration.ofHours(2));

        assertThat(scheduler.requests()).isEmpty();
        assertThat(scheduler.storedKeys("pending")).isEmpty();
    }

    @Test
    void plannedRevisitsOutliveARestart() {
        got(link(FEED, URL, 1));
        scheduler.restart();

        assertThat(revisitAfter(HOUR).url()).hasToString(URL);
    }

    @Test
    void looksFarAheadAreFoundByTheSweep() {
        got(link(FEED, URL, 1));
        scheduler.notModified(revisitAfter(HOUR));
        scheduler.restart();

        assertThat(revisitAfter(Duration.ofHours(6)).item()).isNotNull();
    }

    @Test
    void newsGoesBeforeRevisits() {
        got(link(FEED, URL, 1));
        scheduler.pass(HOUR.minusSeconds(30));
        scheduler.pagesMayFlow = false;
        scheduler.pass(Duration.ofMinutes(1));
        scheduler.announce(link(FEED, "http://harbour.example/news", 1));
        scheduler.pagesMayFlow = true;
        scheduler.pass(PAUSE);

        assertThat(scheduler.onlyRequest().url().getPath()).isEqualTo("/news");
    }

    @Test
    void aPageThatWasNotFetchedIsNotRevisited() {
        scheduler.announce(link(FEED, URL, 1));
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);
        scheduler.failed(scheduler.onlyRequest(), FetchReason.FORBIDDEN);

        scheduler.pass(Duration.ofDays(1));

        assertThat(scheduler.requests()).isEmpty();
    }

    @Test
    void whatRobotsTxtForbidsByNowIsNoItem(@TempDir Path directory) {
        scheduler.close();
        scheduler = new DrivenScheduler(directory, revisiting(false, "25h"));
        got(link(FEED, URL, 1));
        var robots = revisitAfter(Duration.ofHours(25));
        assertThat(robots.kind()).isEqualTo(Source.Kind.ROBOTS);

        scheduler.robots(robots, RobotsRules.DISALLOW_ALL);
        scheduler.pass(Duration.ofDays(1));

        assertThat(scheduler.requests()).isEmpty();
        assertThat(emitted()).isEmpty();
        assertThat(scheduler.storedKeys("pending")).isEmpty();
    }

    @Test
    void aChangedAnnouncementComesBetweenAndTheTimedRevisitsContinue() {
        got(link(FEED, URL, 1));
        scheduler.announce(link(FEED, URL, 2));
        scheduler.pass(PAUSE);
        var changed = scheduler.onlyRequest();
        assertThat(Objects.requireNonNull(changed.item()).revisit()).isEqualTo(1);
        scheduler.done(changed);

        var timed = revisitAfter(HOUR);

        assertThat(Objects.requireNonNull(timed.item()).revisit()).isEqualTo(2);
    }

    @Test
    void aTimedRevisitCarriesTheEntryWithoutItsText() {
        got(withText(link(FEED, URL, 1), "The ferry is late."));

        var entry = Objects.requireNonNull(
                Objects.requireNonNull(revisitAfter(HOUR).item()).entry());

        assertThat(entry.title()).isEqualTo("Ferry late again");
        assertThat(entry.hasText()).isFalse();
    }

    @Test
    void aKnownPageThatIsGoneIsHandedOnAsGone() {
        got(link(FEED, URL, 1));
        var revisit = revisitAfter(HOUR);
        scheduler.outcomes();

        scheduler.failed(revisit, FetchReason.GONE);
        scheduler.pass(Duration.ofDays(1));

        assertThat(emitted()).containsExactly("fetched(gone) 1");
        var handed = scheduler.handedOn();
        assertThat(handed).hasSize(1);
        assertThat(handed.getFirst().body()).isEmpty();
        assertThat(handed.getFirst().capture().httpStatus()).isEqualTo(410);
        assertThat(handed.getFirst().capture().item()).isEqualTo(revisit.item());
        assertThat(scheduler.requests()).isEmpty();
    }

    @Test
    void aMissingPageIsGoneWhenASecondRevisitMissesItToo() {
        got(link(FEED, URL, 1));
        scheduler.failed(revisitAfter(HOUR), FetchReason.NOT_FOUND);
        assertThat(emitted()).containsExactly("revisit 0", "released 1", "not-fetched(not-found) 1 end");
        assertThat(scheduler.handedOn()).isEmpty();

        scheduler.failed(revisitAfter(Duration.ofHours(6)), FetchReason.NOT_FOUND);

        assertThat(emitted()).containsExactly("revisit 0", "released 1", "fetched(not-found) 1");
        assertThat(scheduler.handedOn())
                .extracting(one -> one.capture().httpStatus())
                .containsExactly(404);
    }

    @Test
    void aPageMissedAtItsLastRevisitIsRevisitedOnceMore() {
        got(link(FEED, URL, 1));
        scheduler.notModified(revisitAfter(HOUR));
        scheduler.failed(revisitAfter(Duration.ofHours(6)), FetchReason.NOT_FOUND);
        scheduler.failed(revisitAfter(Duration.ofHours(6)), FetchReason.NOT_FOUND);

        assertThat(scheduler.handedOn()).hasSize(1);
    }

    @Test
    void aPageThatIsThereAgainWasNotMissing() {
        got(link(FEED, URL, 1));
        scheduler.failed(revisitAfter(HOUR), FetchReason.NOT_FOUND);
        scheduler.done(revisitAfter(Duration.ofHours(6)));
        scheduler.announce(link(FEED, URL, 2));
        scheduler.pass(PAUSE);
        scheduler.failed(scheduler.onlyRequest(), FetchReason.NOT_FOUND);

        assertThat(scheduler.handedOn()).isEmpty();
        assertThat(emitted()).last().isEqualTo("not-fetched(not-found) 1 end");
    }

    @Test
    void afterARedirectTheTargetIsRevisited() {
        scheduler.announce(link(FEED, URL, 1));
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);
        var asked = scheduler.onlyRequest();
        scheduler.announce(redirect(asked, "http://harbour.example/b"));
        scheduler.moved(asked);
        scheduler.pass(PAUSE);
        scheduler.done(scheduler.onlyRequest());

        assertThat(revisitAfter(HOUR).url()).hasToString("http://harbour.example/b");
    }
}
