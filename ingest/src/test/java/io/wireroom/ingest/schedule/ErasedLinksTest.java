package io.wireroom.ingest.schedule;

import static io.wireroom.ingest.schedule.DrivenScheduler.START;
import static io.wireroom.ingest.schedule.DrivenScheduler.feed;
import static io.wireroom.ingest.schedule.DrivenScheduler.link;
import static io.wireroom.ingest.schedule.DrivenScheduler.redirect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wireroom.contract.Erased;
import io.wireroom.contract.Erased.Kind;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.Source;
import io.wireroom.contract.Status;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.PollReport;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RobotsRules;
import io.wireroom.contract.work.Validators;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scheduler does with links whose article was erased. */
class ErasedLinksTest {

    private static final Source FEED = feed("http://harbour.example/feed");
    private static final Source OTHER_FEED = feed("http://harbour.example/other-feed");
    private static final String URL = "http://harbour.example/a";
    private static final LinkId LINK = link(FEED, URL, 1).id();
    private static final Duration LONG = Duration.ofDays(3);

    private DrivenScheduler scheduler;

    @BeforeEach
    void start(@TempDir Path directory) {
        scheduler = new DrivenScheduler(directory, DrivenScheduler.settings(Map.of("INGEST_REVISITS", "1h,6h")));
    }

    @AfterEach
    void stop() {
        scheduler.close();
    }

    private static Erased erased(Kind kind, String id, boolean again) {
        return new Erased(id, kind, new Site("harbour.example"), START, "editor", null, again);
    }

    private void erase(boolean again) {
        scheduler.erase(erased(Kind.ARTICLE, LINK.value(), again));
    }

    /** The released request of the link. */
    private Request released() {
        scheduler.announce(link(FEED, URL, 1));
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);
        scheduler.outcomes();
        return scheduler.onlyRequest();
    }

    @Test
    void aFetchedLinkIsNeitherRevisitedNorFetchedWhenItIsAnnouncedWithChanges() {
        scheduler.done(released());

        erase(false);
        scheduler.announce(link(FEED, URL, 2));
        scheduler.pass(LONG);

        assertThat(scheduler.requests()).isEmpty();
        assertThat(scheduler.outcomes()).isEmpty();
        assertThat(scheduler.storedKeys("pending")).isEmpty();
        assertThat(scheduler.view.erasedCount()).isEqualTo(1);
    }

    @Test
    void theItemOfAnotherSourceEndsAsErased() {
        scheduler.done(released());
        erase(false);

        var other = link(OTHER_FEED, URL, 1);
        scheduler.announce(other);
        scheduler.pass(LONG);

        assertThat(scheduler.requests()).isEmpty();
        assertThat(scheduler.outcomes())
                .extracting(Outcome::item, Outcome::status, Outcome::end)
                .containsExactly(tuple(ItemId.ofAnnouncement(OTHER_FEED.id(), other.id()), Status.ERASED, true));
    }

    @Test
    void aWaitingLinkEndsAtOnceAndItsTextIsGone() {
        scheduler.announce(DrivenScheduler.withText(link(FEED, URL, 1), "The ferry sank at the pier."));
        scheduler.tick();
        scheduler.outcomes();

        erase(false);
        scheduler.robots(scheduler.onlyRequest(), RobotsRules.ALLOW_ALL);
        scheduler.pass(LONG);

        assertThat(scheduler.requests()).isEmpty();
        assertThat(scheduler.outcomes())
                .extracting(Outcome::status, Outcome::attempt, Outcome::end)
                .containsExactly(tuple(Status.ERASED, 1, true));
        assertThat(scheduler.storedKeys("pending")).isEmpty();
    }

    @Test
    void aPageThatIsOutAndFailsIsNotTriedAgain() {
        var request = released();
        erase(false);

        scheduler.failed(request, FetchReason.TIMEOUT);
        scheduler.pass(LONG);

        assertThat(scheduler.requests()).isEmpty();
        assertThat(scheduler.outcomes())
                .extracting(Outcome::status, Outcome::attempt, Outcome::end)
                .containsExactly(tuple(Status.ERASED, 2, true));
    }

    @Test
    void aPageThatIsOutAndComesBackEndsInEnrich() {
        var request = released();
        erase(false);

        scheduler.done(request);
        scheduler.pass(LONG);

        assertThat(scheduler.requests()).isEmpty();
        assertThat(scheduler.outcomes()).isEmpty();
        assertThat(scheduler.storedKeys("pending")).isEmpty();
    }

    @Test
    void aRedirectToAnErasedLinkEndsItsItem() {
        scheduler.announce(link(FEED, "http://harbour.example/short", 1));
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);
        var request = scheduler.onlyRequest();
        scheduler.announce(link(OTHER_FEED, URL, 1));
        erase(false);
        scheduler.outcomes();

        scheduler.moved(request);
        scheduler.announce(redirect(request, URL));
        scheduler.pass(LONG);

        assertThat(scheduler.requests()).isEmpty();
        assertThat(scheduler.outcomes())
                .extracting(Outcome::status, Outcome::attempt, Outcome::end)
                .containsExactly(tuple(Status.ERASED, 2, true));
    }

    @Test
    void anArticleThatMayReturnIsFetchedAsANewItemWithoutAConditionWhenItsSourceAnnouncesIt() {
        scheduler.done(released());
        erase(true);
        scheduler.pass(LONG);
        assertThat(scheduler.requests()).isEmpty();
        scheduler.outcomes();

        scheduler.announce(link(FEED, URL, 1));
        scheduler.pass(Duration.ofSeconds(10));

        // robots.txt is older than a day by now.
        scheduler.robots(scheduler.onlyRequest(), RobotsRules.ALLOW_ALL);
        scheduler.pass(Duration.ofSeconds(10));
        var request = (Request.Page) scheduler.onlyRequest();
        assertThat(request.validators()).isEqualTo(Validators.NONE);
        assertThat(request.item().id()).isEqualTo(ItemId.ofRevisit(ItemId.ofAnnouncement(FEED.id(), LINK), LINK, 1));
        assertThat(scheduler.outcomes()).extracting(Outcome::status).containsExactly(Status.REVISIT, Status.RELEASED);
    }

    @Test
    void anErasureIsLiftedByOneThatAllowsTheReturn() {
        scheduler.done(released());
        erase(false);
        erase(true);

        scheduler.announce(link(FEED, URL, 1));
        scheduler.pass(Duration.ofSeconds(10));

        assertThat(scheduler.requests()).hasSize(1);
    }

    @Test
    void aSourceWhoseArticleMayReturnIsReadAsIfForTheFirstTime() {
        scheduler.watch(FEED);
        scheduler.tick();
        var poll = scheduler.onlyPoll();
        scheduler.read(poll, new Validators("\"one\"", null), List.of(7L), PollReport.of(poll.url(), null));

        scheduler.erase(erased(Kind.SOURCE, FEED.id().value(), true));
        scheduler.pass(Duration.ofDays(1));

        var next = scheduler.onlyPoll();
        assertThat(next.known()).isEmpty();
        assertThat(next.validators()).isEqualTo(Validators.NONE);
    }

    @Test
    void theAnswerToAPollFromBeforeIsNotRemembered() {
        scheduler.watch(FEED);
        scheduler.tick();
        var poll = scheduler.onlyPoll();
        scheduler.read(poll, new Validators("\"one\"", null), List.of(7L), PollReport.of(poll.url(), null));
        scheduler.pass(Duration.ofDays(1));
        var out = scheduler.onlyPoll();

        scheduler.erase(erased(Kind.SOURCE, FEED.id().value(), true));
        scheduler.read(out, new Validators("\"two\"", null), List.of(7L), PollReport.of(out.url(), null));
        scheduler.pass(Duration.ofDays(1));

        var next = scheduler.onlyPoll();
        assertThat(next.known()).isEmpty();
        assertThat(next.validators()).isEqualTo(Validators.NONE);

        scheduler.read(next, new Validators("\"two\"", null), List.of(7L), PollReport.of(next.url(), null));
        scheduler.pass(Duration.ofDays(1));
        assertThat(scheduler.onlyPoll().known()).containsExactly(7L);
    }

    @Test
    void aStateOfAnOlderVersionIsReadOn() {
        var request = released();
        var json = new String(scheduler.bytes("frontier", LINK.value()), StandardCharsets.UTF_8);

        assertThat(json).doesNotContain("erased");
        scheduler.done(request);
        assertThat(scheduler.stored("frontier", LINK.value(), LinkState.class))
                .extracting(LinkState::isErased)
                .isEqualTo(false);
    }

    @Test
    void anErasureOfAnUnknownLinkChangesNothingAndOneOfAnUnknownKindIsADeadLetter() {
        erase(false);
        scheduler.erase(erased(Kind.OTHER, LINK.value(), false));

        assertThat(scheduler.storedKeys("frontier")).isEmpty();
        assertThat(scheduler.deadLetters()).hasSize(1);
    }
}
