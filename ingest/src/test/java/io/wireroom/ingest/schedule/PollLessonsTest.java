package io.wireroom.ingest.schedule;

import static io.wireroom.ingest.schedule.DrivenScheduler.SETTINGS;
import static io.wireroom.ingest.schedule.DrivenScheduler.feed;
import static io.wireroom.ingest.schedule.DrivenScheduler.link;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wireroom.contract.FeedEntry;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Item;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.SourceStatus;
import io.wireroom.contract.Status;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.AnswerTo;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.Pacing;
import io.wireroom.contract.work.PollReport;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId;
import io.wireroom.contract.work.RobotsRules;
import io.wireroom.contract.work.Validators;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What polls teach: validators, redirects that last, ends and comebacks, robots.txt, large imports. */
class PollLessonsTest {

    private static final Source FEED = feed("http://harbour.example/feed");
    private static final Duration PAUSE = SETTINGS.hostDelay().plusMillis(100);
    private static final Validators OLD = new Validators("\"1\"", "Mon, 02 Feb 2026 10:00:00 GMT");

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

    /** The next poll, whenever it is due. */
    private Request.Poll next() {
        for (var hours = 0; hours < 60; hours++) {
            scheduler.pass(Duration.ofHours(1));
            var requests = scheduler.requests();
            if (!requests.isEmpty()) {
                assertThat(requests).hasSize(1);
                return (Request.Poll) requests.getFirst();
            }
        }
        throw new AssertionError("no poll for 60 hours");
    }

    private static PollReport report(Request request, @Nullable URI movedTo) {
        return PollReport.of(request.url(), movedTo);
    }

    private void read(Request request, Validators validators) {
        scheduler.read(request, validators, List.of(1L), report(request, null));
    }

    private void readBy(Request request, @Nullable URI movedTo) {
        scheduler.read(request, Validators.NONE, List.of(1L), report(request, movedTo));
    }

    @Test
    void bothValidatorsOfTheLastAnswerAreSentBackWhateverElseWasNew() {
        var first = polled(FEED);
        read(first, OLD);
        var second = next();
        assertThat(second.validators()).isEqualTo(OLD);

        // Not modified, and yet with another ETag and an equal Last-Modified.
        var otherTag = new Validators("\"2\"", OLD.lastModified());
        scheduler.unchanged(second, otherTag);
        var third = next();
        assertThat(third.validators()).isEqualTo(otherTag);

        // The same entries again, and yet with another Last-Modified.
        var otherDate = new Validators("\"2\"", "Tue, 03 Feb 2026 10:00:00 GMT");
        read(third, otherDate);
        var fourth = next();
        assertThat(fourth.validators()).isEqualTo(otherDate);

        read(fourth, Validators.NONE);
        assertThat(next().validators()).isEqualTo(Validators.NONE);
    }

    @Test
    void aFailureLeavesTheValidatorsAsTheyWere() {
        read(polled(FEED), OLD);
        scheduler.failed(next(), FetchReason.SERVER_ERROR);

        assertThat(next().validators()).isEqualTo(OLD);
    }

    @Test
    void anAnswerAboutTheFormerAddressTeachesNothing() {
        var open = polled(FEED);
        var secure = URI.create("https://harbour.example/feed");
        scheduler.watch(new Source(FEED.id(), secure, FEED.kind(), FEED.name(), null, null, null));
        read(open, OLD);
        scheduler.pass(PAUSE);

        var request = scheduler.onlyPoll();
        assertThat(request.url()).isEqualTo(secure);
        assertThat(request.validators()).isEqualTo(Validators.NONE);
        assertThat(request.known()).isEmpty();
    }

    @Test
    void aPermanentRedirectIsAdoptedAfterThreeEqualAnswers() {
        var target = URI.create("http://harbour.example/new/feed");
        readBy(polled(FEED), target);
        readBy(next(), target);
        var third = next();
        assertThat(third.url()).isEqualTo(FEED.url());
        scheduler.statuses();
        readBy(third, target);

        assertThat(scheduler.statuses())
                .extracting(SourceStatus::url, SourceStatus::movedTo)
                .containsExactly(tuple(FEED.url().toString(), target.toString()));
        assertThat(next().url()).isEqualTo(target);
    }

    @Test
    void theOldAddressGoesOnToNameTheSource() {
        var target = URI.create("http://harbour.example/new/feed");
        readBy(polled(FEED), target);
        readBy(next(), target);
        readBy(next(), target);
        scheduler.watch(FEED);

        var request = next();
        assertThat(request.url()).isEqualTo(target);
        assertThat(request.known()).containsExactly(1L);
        assertThat(request.source().id()).isEqualTo(FEED.id());
        assertThat(scheduler.storedKeys("sources")).containsExactly(FEED.id().value());
    }

    @Test
    void aTemporaryRedirectIsNeverAdopted() {
        var request = polled(FEED);
        for (var number = 0; number < 10; number++) {
            readBy(request, null);
            request = next();
            assertThat(request.url()).isEqualTo(FEED.url());
        }
    }

    @Test
    void aSourceMovedToAnotherSiteIsAskedForThereWithoutADetour() {
        var target = URI.create("http://quay.example/feed");
        var request = polled(FEED);
        for (var number = 0; number < Moves.ENOUGH; number++) {
            assertThat(request.url()).isEqualTo(FEED.url());
            scheduler.moved(request, target);
            answerFromElsewhere(request, target);
            request = next();
        }

        assertThat(request.url()).isEqualTo(target);
        assertThat(request.site()).hasToString("quay.example");
        assertThat(request.horizon()).isEqualTo(SETTINGS.horizon());
        assertThat(Objects.requireNonNull(request.answerTo()).site()).hasToString("harbour.example");

        readBy(request, null);
        var again = next();
        assertThat(again.url()).isEqualTo(target);
        assertThat(scheduler.source(FEED.id()))
                .extracting(state -> state.health().failures())
                .isEqualTo(0);
    }

    private void answerFromElsewhere(Request asked, URI target) {
        var head = Request.Head.once(asked.id().redirected(1), target, 1);
        var delegated = ((Request.Poll) asked).delegated(head, new AnswerTo(asked.site(), asked.id()));
        readBy(delegated, null);
    }

    @Test
    void anAdoptedAddressThatFailsGivesWayToTheOldOne() {
        var target = URI.create("http://harbour.example/new/feed");
        readBy(polled(FEED), target);
        readBy(next(), target);
        readBy(next(), target);
        scheduler.failed(next(), FetchReason.GONE);

        var request = next();
        assertThat(request.url()).isEqualTo(FEED.url());
        scheduler.failed(request, FetchReason.GONE);
        assertThat(scheduler.statuses().getLast().state()).isEqualTo(SourceStatus.State.GONE);
    }

    @Test
    void aSourceThatIsGoneIsAskedAgainWhenItIsAddedAgain() {
        scheduler.failed(polled(FEED), FetchReason.GONE);
        scheduler.pass(Duration.ofDays(30));
        assertThat(scheduler.requests()).isEmpty();
        assertThat(scheduler.view.failing()).isEqualTo(1);

        scheduler.watch(FEED);
        scheduler.pass(PAUSE);
        readBy(scheduler.onlyRequest(), null);

        assertThat(scheduler.statuses().getLast().state()).isEqualTo(SourceStatus.State.OK);
        assertThat(scheduler.view.failing()).isZero();
    }

    @Test
    void aSourceThatFailsForMonthsIsStillAskedAboutOnceADay() {
        var request = polled(FEED);
        for (var number = 0; number < 60; number++) {
            scheduler.failed(request, FetchReason.UNKNOWN_HOST);
            request = next();
        }
        var before = scheduler.now();
        scheduler.failed(request, FetchReason.UNKNOWN_HOST);
        request = next();

        assertThat(Duration.between(before, scheduler.now())).isBetween(Duration.ofHours(23), Duration.ofHours(28));
        readBy(request, null);
        assertThat(scheduler.source(FEED.id()))
                .extracting(SourceState::health)
                .extracting(SourceState.Health::failures, SourceState.Health::state, SourceState.Health::lastError)
                .containsExactly(0, SourceStatus.State.OK, null);
    }

    @Test
    void whatAFeedAsksForHoldsUntilItChanges() {
        var request = polled(FEED);
        var pacing = new Pacing(Duration.ofHours(3), List.of(), List.of());
        scheduler.read(request, OLD, List.of(1L), new PollReport(request.url(), null, pacing, null, 0, 0));
        scheduler.pass(Duration.ofMinutes(179));
        assertThat(scheduler.requests()).isEmpty();
        scheduler.pass(Duration.ofMinutes(20));

        scheduler.unchanged(scheduler.onlyRequest(), OLD);
        scheduler.pass(Duration.ofMinutes(179));
        assertThat(scheduler.requests()).isEmpty();
        scheduler.pass(Duration.ofMinutes(20));
        assertThat(scheduler.requests()).hasSize(1);
    }

    @Test
    void theFirstIntervalComesFromTheDatesOfTheEntries() {
        var request = polled(FEED);
        var daily = new PollReport(request.url(), null, Pacing.NONE, Duration.ofHours(4), 3, 0);
        scheduler.read(request, OLD, List.of(1L), daily);

        assertThat(scheduler.source(FEED.id()))
                .extracting(state -> state.learned().interval())
                .isEqualTo(Duration.ofHours(2));
    }

    @Test
    void aLargeImportIsSpreadOverTheShortestInterval() {
        var delays = new ArrayList<Duration>();
        for (var number = 0; number < 1_000; number++) {
            var source = feed("http://host" + number + ".example/feed");
            scheduler.watch(source);
            var state = Objects.requireNonNull(scheduler.source(source.id()));
            delays.add(Duration.between(scheduler.now(), state.health().nextPollAt()));
        }

        var half = SETTINGS.pollMin().dividedBy(2);
        assertThat(delays.subList(0, Polls.POLLED_AT_ONCE)).containsOnly(Duration.ZERO);
        assertThat(delays).allSatisfy(delay -> assertThat(delay).isBetween(Duration.ZERO, SETTINGS.pollMin()));
        assertThat(delays.stream().filter(delay -> delay.compareTo(half) > 0).count())
                .isBetween(380L, 520L);
    }

    @Test
    void noMoreHashesAreKeptThanSomeAnswersBroughtAndNoTexts() {
        var request = polled(FEED);
        for (var number = 0; number < 40; number++) {
            var from = number * 20L;
            scheduler.read(
                    request, OLD, LongStream.range(from, from + 20).boxed().toList(), report(request, null));
            request = next();
        }

        assertThat(request.known()).hasSize(200).startsWith(780L).doesNotContain(0L);
        assertThat(new HashSet<>(request.known())).hasSize(200);
    }

    @Test
    void aSitemapIsNotAskedForBeforeItsRobotsTxt() {
        scheduler.watch(sitemap("http://harbour.example/private/news.xml"));
        scheduler.answerRobots(new RobotsRules(
                RobotsRules.Access.RULES, List.of(new RobotsRules.Rule("/private", false)), null, List.of()));

        assertThat(scheduler.requests()).isEmpty();
        assertThat(scheduler.statuses().getLast())
                .extracting(SourceStatus::state, SourceStatus::lastError)
                .containsExactly(SourceStatus.State.FAILING, FetchReason.ROBOTS);
    }

    @Test
    void anAllowedSitemapIsAskedForAfterItsRobotsTxtAndAFeedAtOnce() {
        scheduler.watch(sitemap("http://harbour.example/news.xml"));
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);
        assertThat(scheduler.onlyRequest().kind()).isEqualTo(Source.Kind.SITEMAP);

        assertThat(polled(feed("http://quay.example/feed")).kind()).isEqualTo(Source.Kind.FEED);
    }

    @Test
    void aPartOfASitemapIndexObeysRobotsTxtToo() {
        scheduler.announce(part("http://quay.example/open.xml"));
        scheduler.announce(part("http://quay.example/private/parts.xml"));
        scheduler.answerRobots(new RobotsRules(
                RobotsRules.Access.RULES, List.of(new RobotsRules.Rule("/private", false)), null, List.of()));
        var open = scheduler.onlyRequest();
        scheduler.done(open);
        scheduler.pass(PAUSE);

        assertThat(open.url()).hasToString("http://quay.example/open.xml");
        assertThat(scheduler.requests()).isEmpty();
        assertThat(scheduler.storedKeys("pending")).isEmpty();
    }

    private static Link part(String address) {
        var delegated = new Request.Poll(
                Request.Head.once(new RequestId(address), URI.create(address), 0),
                Source.Kind.SITEMAP,
                SourceRef.of(FEED),
                Validators.NONE,
                List.of(),
                null,
                new AnswerTo(new Site("harbour.example"), new RequestId("r0")));
        return new Link.Delegated(LinkId.of(Address.of(address).orElseThrow()), delegated);
    }

    @Test
    void pollsDelegatedsAndPagesOfAHostTakeTurns() {
        var page = link(FEED, "http://quay.example/page", 1);
        scheduler.announce(page);
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);
        scheduler.done(scheduler.onlyRequest());
        for (var number = 0; number < 3; number++) {
            scheduler.announce(link(FEED, "http://quay.example/page" + number, 1));
            scheduler.announce(part("http://quay.example/part" + number));
            scheduler.watch(feed("http://quay.example/feed" + number));
        }

        var kinds = new ArrayList<Source.Kind>();
        for (var number = 0; number < 9; number++) {
            scheduler.pass(PAUSE);
            var request = scheduler.onlyRequest();
            kinds.add(request.kind());
            scheduler.done(request);
        }

        assertThat(kinds.subList(0, 3))
                .containsExactlyInAnyOrder(Source.Kind.FEED, Source.Kind.SITEMAP, Source.Kind.PAGE);
        assertThat(kinds.subList(3, 6)).isEqualTo(kinds.subList(0, 3));
        assertThat(kinds.subList(6, 9)).isEqualTo(kinds.subList(0, 3));
    }

    @Test
    void aHostWithThousandsOfForbiddenPagesHoldsNoOtherUp() {
        var deny =
                new RobotsRules(RobotsRules.Access.RULES, List.of(new RobotsRules.Rule("/", false)), null, List.of());
        for (var number = 0; number < 1_000; number++) {
            scheduler.announce(link(FEED, "http://quay.example/page" + number, 1));
        }
        scheduler.pass(Duration.ofSeconds(1));
        scheduler.robots(scheduler.onlyRequest(), deny);
        scheduler.watch(FEED);

        var endedBeforeThePoll = -1;
        var ended = new ArrayList<Outcome>();
        for (var tick = 0; tick < 1_000 && ended.size() < 1_000; tick++) {
            scheduler.tick();
            var polled = !scheduler.requests().isEmpty();
            if (polled && endedBeforeThePoll < 0) {
                endedBeforeThePoll = ended.size();
            }
            scheduler.outcomes().stream().filter(Outcome::end).forEach(ended::add);
        }

        assertThat(ended).hasSize(1_000).extracting(Outcome::reason).containsOnly("robots");
        assertThat(endedBeforeThePoll).isBetween(0, 999);
    }

    private static Source sitemap(String url) {
        var feed = feed(url);
        return new Source(feed.id(), feed.url(), Source.Kind.SITEMAP, feed.name(), null, null, null);
    }

    @Test
    void bySettingFeedsObeyRobotsTxtToo(@TempDir Path directory) {
        var obedient = DrivenScheduler.settings(Map.of("INGEST_ROBOTS_FEEDS", "true"));
        try (var driven = new DrivenScheduler(directory, obedient)) {
            driven.watch(FEED);
            driven.answerRobots(RobotsRules.ALLOW_ALL);
            assertThat(driven.onlyRequest().kind()).isEqualTo(Source.Kind.FEED);
        }
    }

    @Test
    void anUnreadableRobotsTxtPutsASitemapOffAndInTheEndCountsAsAFailure() {
        scheduler.watch(sitemap("http://harbour.example/news.xml"));
        scheduler.tick();
        var asked = 0;
        for (var tens = 0; tens < 200 && asked <= SETTINGS.attempts(); tens++) {
            for (var robots : scheduler.requests()) {
                assertThat(robots.kind()).isEqualTo(Source.Kind.ROBOTS);
                scheduler.failed(robots, FetchReason.SERVER_ERROR);
                asked++;
            }
            scheduler.pass(Duration.ofSeconds(10));
        }

        assertThat(asked).isGreaterThanOrEqualTo(SETTINGS.attempts());
        assertThat(scheduler.statuses().getLast().lastError()).isEqualTo(FetchReason.ROBOTS);
    }

    @Test
    void anUnknownLinkDatedLongAgoIsTooOldAndNotAskedFor() {
        scheduler.announce(dated("http://harbour.example/jubilee", "2019-05-01T00:00:00Z", null));
        scheduler.tick();

        assertThat(scheduler.requests()).isEmpty();
        assertThat(scheduler.outcomes())
                .extracting(Outcome::status, Outcome::reason, Outcome::end)
                .containsExactly(tuple(Status.NOT_FETCHED, "too-old", true));
        assertThat(scheduler.storedKeys("frontier")).isEmpty();
    }

    @Test
    void aRunThatPollsOnceTakesAllThatItsSourcesHold(@TempDir Path directory) {
        try (var single = new DrivenScheduler(directory, DrivenScheduler.ONCE)) {
            single.watch(FEED);
            single.tick();
            var poll = single.onlyPoll();
            assertThat(poll.horizon()).isNull();

            single.done(poll);
            single.announce(dated("http://harbour.example/jubilee", "2019-05-01T00:00:00Z", null));
            single.tick();
            assertThat(single.outcomes()).noneMatch(outcome -> "too-old".equals(outcome.reason()));
            assertThat(single.storedKeys("frontier")).hasSize(1);
        }
    }

    @Test
    void anOldLinkThatWasUpdatedOrIsKnownIsFetched() {
        scheduler.announce(dated("http://harbour.example/updated", "2019-05-01T00:00:00Z", "2026-02-28T00:00:00Z"));
        scheduler.announce(link(FEED, "http://harbour.example/known", 1));
        scheduler.announce(dated("http://harbour.example/known", "2019-05-01T00:00:00Z", null));

        assertThat(scheduler.outcomes()).noneMatch(outcome -> "too-old".equals(outcome.reason()));
        assertThat(scheduler.storedKeys("frontier")).hasSize(2);
    }

    private static Link dated(String url, String published, @Nullable String updated) {
        var link = link(FEED, url, 7);
        var item = link.item();
        var entry = new FeedEntry(
                null,
                "Title",
                Instant.parse(published),
                updated == null ? null : Instant.parse(updated),
                null,
                null,
                List.of(),
                List.of());
        var old = new Item(item.id(), item.link(), item.url(), item.source(), item.discoveredAt(), 0, entry);
        return link.with(old);
    }
}
