package io.wireroom.ingest.schedule;

import static io.wireroom.ingest.schedule.DrivenScheduler.SETTINGS;
import static io.wireroom.ingest.schedule.DrivenScheduler.feed;
import static io.wireroom.ingest.schedule.DrivenScheduler.link;
import static io.wireroom.ingest.schedule.DrivenScheduler.redirect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.Source;
import io.wireroom.contract.Status;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId;
import io.wireroom.contract.work.RobotsRules;
import io.wireroom.runtime.PoisonRecordHandler;
import io.wireroom.testkit.CapturedLog;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scheduler does with links: release, politeness, robots.txt, retries, revisits, ends. */
class PagesTest {

    private static final String DEAD_LETTERED =
            "ERROR Moved a record that could not be processed to the dead-letter topic";
    private static final Source FEED = feed("http://harbour.example/feed");
    private static final Source OTHER_FEED = feed("http://harbour.example/other-feed");
    private static final String URL = "http://harbour.example/a";
    private static final Duration PAUSE = SETTINGS.hostDelay();
    private static final RobotsRules NO_PRIVATE = new RobotsRules(
            RobotsRules.Access.RULES, List.of(new RobotsRules.Rule("/private", false)), null, List.of());

    private DrivenScheduler scheduler;

    @BeforeEach
    void start(@TempDir Path directory) {
        scheduler = new DrivenScheduler(directory);
    }

    @AfterEach
    void stop() {
        scheduler.close();
    }

    /** A released request of this link, on a host whose robots.txt allows everything. */
    private Request released(Link link) {
        scheduler.announce(link);
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);
        scheduler.outcomes();
        return scheduler.onlyRequest();
    }

    private static String emitted(Outcome outcome) {
        var reason = outcome.reason() == null ? "" : "(" + outcome.reason() + ")";
        return outcome.status().wireName() + reason + " " + outcome.attempt() + (outcome.end() ? " end" : "");
    }

    private List<String> emitted() {
        return scheduler.outcomes().stream().map(PagesTest::emitted).toList();
    }

    @Test
    void oneRequestIsOutPerHostAndThePauseFollowsItsAnswer() {
        scheduler.announce(link(FEED, URL, 1));
        scheduler.announce(link(FEED, "http://harbour.example/b", 1));
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);
        var first = scheduler.onlyRequest();

        scheduler.pass(Duration.ofHours(1));
        assertThat(scheduler.requests()).isEmpty();

        scheduler.done(first);
        scheduler.pass(PAUSE.minusMillis(100));
        assertThat(scheduler.requests()).isEmpty();

        scheduler.pass(Duration.ofMillis(200));
        assertThat(scheduler.requests()).extracting(r -> r.url().getPath()).containsExactly("/b");
    }

    @Test
    void twoHostsOfASiteAreAskedAtTheSameTime() {
        scheduler.announce(link(FEED, "http://one.harbour.example/a", 1));
        scheduler.announce(link(FEED, "http://two.harbour.example/a", 1));
        scheduler.tick();

        assertThat(scheduler.requests())
                .extracting(request -> request.url().toString(), Request::site, Request::kind)
                .containsExactlyInAnyOrder(
                        tuple("http://one.harbour.example/robots.txt", new Site("harbour.example"), Source.Kind.ROBOTS),
                        tuple(
                                "http://two.harbour.example/robots.txt",
                                new Site("harbour.example"),
                                Source.Kind.ROBOTS));
    }

    @Test
    void theLongerCrawlDelayOfRobotsTxtIsKept() {
        scheduler.announce(link(FEED, URL, 1));
        scheduler.announce(link(FEED, "http://harbour.example/b", 1));
        scheduler.tick();
        var rules = new RobotsRules(RobotsRules.Access.RULES, List.of(), Duration.ofSeconds(20), List.of());
        scheduler.robots(scheduler.onlyRequest(), rules);
        scheduler.pass(Duration.ofSeconds(19));
        assertThat(scheduler.requests()).isEmpty();
        scheduler.pass(Duration.ofSeconds(1).plusMillis(100));
        scheduler.done(scheduler.onlyRequest());

        scheduler.pass(Duration.ofSeconds(19));
        assertThat(scheduler.requests()).isEmpty();

        scheduler.pass(Duration.ofSeconds(1).plusMillis(100));
        assertThat(scheduler.requests()).hasSize(1);
    }

    @Test
    void aPagesRequestNamesTheAgentsOfLanguageModelsThatRobotsTxtRefusesIt() {
        var refusal = new RobotsRules.OtherAgents(List.of("GPTBot"), List.of(new RobotsRules.Rule("/a", false)));
        var rules = new RobotsRules(RobotsRules.Access.ALLOW_ALL, List.of(), null, List.of(), List.of(refusal));
        scheduler.announce(link(FEED, URL, 1));
        scheduler.announce(link(FEED, "http://harbour.example/b", 1));
        scheduler.answerRobots(rules);

        var first = (Request.Page) scheduler.onlyRequest();
        scheduler.done(first);
        scheduler.pass(PAUSE.plusMillis(100));
        var second = (Request.Page) scheduler.onlyRequest();

        assertThat(first.refusedAgents()).containsExactly("GPTBot");
        assertThat(second.refusedAgents()).isNull();
    }

    @Test
    void aLinkKnownThroughAnotherSourceIsADuplicate() {
        released(link(FEED, URL, 1));
        var second = link(OTHER_FEED, "https://www.harbour.example/a?utm_source=feed", 1);
        scheduler.announce(second);
        scheduler.pass(Duration.ofHours(1));

        assertThat(scheduler.requests()).isEmpty();
        assertThat(scheduler.outcomes())
                .extracting(Outcome::item, PagesTest::emitted)
                .containsExactly(tuple(ItemId.ofAnnouncement(OTHER_FEED.id(), second.id()), "duplicate 1 end"));
    }

    @Test
    void theSameEntryAgainIsNothing() {
        scheduler.done(released(link(FEED, URL, 1)));
        scheduler.announce(link(FEED, URL, 1));
        scheduler.pass(Duration.ofHours(1));

        assertThat(scheduler.requests()).isEmpty();
        assertThat(scheduler.outcomes()).isEmpty();
    }

    @Test
    void aChangedEntryIsARevisitAndASecondRequest() {
        var link = link(FEED, URL, 1);
        scheduler.done(released(link));
        scheduler.announce(link(FEED, URL, 2));
        scheduler.pass(PAUSE);

        var item = scheduler.onlyItem();
        assertThat(item.id()).isEqualTo(ItemId.ofRevisit(ItemId.ofAnnouncement(FEED.id(), link.id()), link.id(), 1));
        assertThat(item.revisit()).isEqualTo(1);
        assertThat(emitted()).containsExactly("revisit 0", "released 1");
    }

    @Test
    void aChangeOfAWaitingLinkGoesOutWithIt() {
        scheduler.announce(link(FEED, URL, 1));
        scheduler.announce(link(FEED, URL, 2));
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);

        var item = scheduler.onlyItem();
        assertThat(item.revisit()).isZero();
        assertThat(item.entry()).isNotNull().extracting("title").isEqualTo("title 2");
        assertThat(emitted()).containsExactly("released 1");
    }

    @Test
    void aChangeWhileTheLinkIsOutIsRevisitedAfterwards() {
        var first = released(link(FEED, URL, 1));
        scheduler.announce(link(FEED, URL, 2));
        scheduler.announce(link(FEED, URL, 3));
        scheduler.pass(PAUSE);
        assertThat(scheduler.requests()).isEmpty();

        scheduler.done(first);
        scheduler.pass(PAUSE);

        var item = scheduler.onlyItem();
        assertThat(item.revisit()).isEqualTo(1);
        assertThat(item.entry()).isNotNull().extracting("title").isEqualTo("title 3");
        assertThat(emitted()).containsExactly("revisit 0", "released 1");
    }

    @Test
    void whatRobotsTxtForbidsEndsUnasked() {
        scheduler.announce(link(FEED, "http://harbour.example/private/a", 1));
        scheduler.announce(link(FEED, URL, 1));
        scheduler.answerRobots(NO_PRIVATE);

        assertThat(scheduler.onlyRequest().url()).hasToString(URL);
        assertThat(emitted()).containsExactly("not-fetched(robots) 1 end", "released 1");
    }

    @Test
    void withoutRobotsTxtNothingIsFetchedAndInTheEndItIsNotFetched() {
        scheduler.announce(link(FEED, URL, 1));
        var asked = new ArrayList<Source.Kind>();
        scheduler.pass(Duration.ofMinutes(2));
        for (var hour = 0; hour < 35; hour++) {
            for (var request : scheduler.requests()) {
                asked.add(request.kind());
                scheduler.failed(request, asked.size() == 1 ? FetchReason.TOO_LARGE : FetchReason.SERVER_ERROR);
            }
            scheduler.pass(Duration.ofHours(1));
        }

        assertThat(asked).containsOnly(Source.Kind.ROBOTS).hasSizeBetween(8, 14);
        assertThat(emitted()).endsWith("not-fetched(robots) 1 end");
        assertThat(scheduler.view.waiting()).isZero();
    }

    @Test
    void pollsThatSucceedDoNotHideThatRobotsTxtFails() {
        scheduler.announce(link(FEED, URL, 1));
        scheduler.pass(Duration.ofMinutes(2));
        for (var hour = 0; hour < 35; hour++) {
            for (var request : scheduler.requests()) {
                if (request.kind() == Source.Kind.ROBOTS) {
                    scheduler.failed(request, FetchReason.SERVER_ERROR);
                } else {
                    scheduler.done(request, 0, Duration.ofHours(6));
                }
            }
            scheduler.watch(feed("http://harbour.example/feed" + hour));
            scheduler.pass(Duration.ofHours(1));
        }

        assertThat(emitted()).endsWith("not-fetched(robots) 1 end");
    }

    @Test
    void aRobotsTxtElsewhereIsWaitedFor() {
        scheduler.announce(link(FEED, URL, 1));
        scheduler.tick();
        var robots = scheduler.onlyRequest();
        scheduler.moved(robots);
        scheduler.pass(Duration.ofMinutes(1));
        assertThat(scheduler.requests()).isEmpty();

        scheduler.robots(robots, RobotsRules.ALLOW_ALL);
        scheduler.tick();

        assertThat(scheduler.onlyRequest().url()).hasToString(URL);
    }

    @Test
    void aTransientFailureIsRetriedAndTheLastAttemptIsMarked() {
        var first = released(link(FEED, URL, 1));
        scheduler.failed(first, FetchReason.SERVER_ERROR);
        scheduler.pass(Duration.ofSeconds(59));
        assertThat(scheduler.requests()).isEmpty();
        scheduler.pass(Duration.ofSeconds(2));
        var second = scheduler.onlyRequest();

        scheduler.failed(second, FetchReason.TIMEOUT);
        scheduler.pass(Duration.ofSeconds(119));
        assertThat(scheduler.requests()).isEmpty();
        scheduler.pass(Duration.ofSeconds(2));
        var third = scheduler.onlyRequest();

        scheduler.failed(third, FetchReason.TIMEOUT);
        scheduler.pass(Duration.ofDays(2));

        assertThat(List.of(first, second, third))
                .extracting(Request::attempt, Request::lastAttempt)
                .containsExactly(tuple(1, false), tuple(2, false), tuple(3, true));
        assertThat(scheduler.requests()).isEmpty();
        assertThat(emitted()).containsExactly("released 2", "released 3");
    }

    @Test
    void aPermanentFailureIsTheEnd() {
        scheduler.failed(released(link(FEED, URL, 1)), FetchReason.NOT_FOUND);
        scheduler.pass(Duration.ofDays(2));

        assertThat(scheduler.requests()).isEmpty();
        assertThat(scheduler.outcomes()).isEmpty();
        assertThat(scheduler.storedKeys("pending")).isEmpty();
    }

    @Test
    void aHostThatFailsIsLeftAloneEverLonger() {
        for (var number = 0; number < 5; number++) {
            scheduler.announce(link(FEED, "http://harbour.example/" + number, 1));
        }
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);
        scheduler.failed(scheduler.onlyRequest(), FetchReason.TIMEOUT);
        scheduler.pass(PAUSE.plusMillis(100));
        scheduler.failed(scheduler.onlyRequest(), FetchReason.TIMEOUT);

        scheduler.pass(PAUSE.multipliedBy(2).minusMillis(100));
        assertThat(scheduler.requests()).isEmpty();
        scheduler.pass(Duration.ofMillis(500));
        assertThat(scheduler.requests()).hasSize(1);
    }

    @Test
    void retryAfterHoldsForTheWholeHost() {
        scheduler.announce(link(FEED, URL, 1));
        scheduler.announce(link(FEED, "http://harbour.example/b", 1));
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);
        scheduler.failed(scheduler.onlyRequest(), FetchReason.OVERLOADED, Duration.ofMinutes(10));

        scheduler.pass(Duration.ofMinutes(9));
        assertThat(scheduler.requests()).isEmpty();
        scheduler.pass(Duration.ofMinutes(2));
        assertThat(scheduler.requests()).hasSize(1);
    }

    @Test
    void aReturnedRequestIsReleasedAgainWithItsAttempt() {
        var first = released(link(FEED, URL, 1));
        scheduler.returned(first);
        scheduler.pass(PAUSE.plusMillis(100));

        var second = scheduler.onlyRequest();
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.attempt()).isEqualTo(1);
        assertThat(emitted()).containsExactly("returned 1", "released 1");
    }

    @Test
    void handBacksNeverEndAnItem() {
        var request = released(link(FEED, URL, 1));
        for (var time = 0; time < 12; time++) {
            scheduler.returned(request);
            scheduler.pass(Duration.ofMinutes(10).plusSeconds(1));
            request = scheduler.onlyRequest();
            assertThat(request.handedBack()).isTrue();
        }
        scheduler.done(request);

        assertThat(scheduler.outcomes()).noneMatch(Outcome::end);
        assertThat(request.attempt()).isEqualTo(1);
    }

    @Test
    void theRestOfAHostDoesNotWaitForWhatWasReturnedOftenInARow() {
        var request = released(link(FEED, URL, 1));
        for (var time = 0; time < 5; time++) {
            scheduler.returned(request);
            scheduler.pass(Duration.ofMinutes(1));
            request = scheduler.onlyRequest();
        }
        scheduler.announce(link(FEED, "http://harbour.example/b", 1));
        scheduler.returned(request);
        scheduler.pass(PAUSE.plusMillis(100));

        assertThat(scheduler.onlyRequest().url()).hasToString("http://harbour.example/b");
    }

    @Test
    void whatBeginsAgainAndAgainAndNeverEndsIsACrash() {
        var request = released(link(FEED, URL, 1));
        for (var time = 0; time < SETTINGS.attempts(); time++) {
            scheduler.returned(request);
            scheduler.pass(Duration.ofMinutes(1));
            scheduler.restart();
            request = scheduler.onlyRequest();
            scheduler.begun(request);
        }
        scheduler.outcomes();

        scheduler.returned(request);
        scheduler.pass(Duration.ofHours(1));

        assertThat(emitted()).containsExactly("not-fetched(crash) 1 end");
        assertThat(scheduler.requests()).isEmpty();
    }

    @Test
    void aRequestThatItsTopicHasForgottenCountsAsReturned() {
        var first = released(link(FEED, URL, 1));

        scheduler.pass(Duration.ofDays(9));
        scheduler.pass(PAUSE.plusMillis(100));

        assertThat(emitted()).contains("returned 1");
        // The rules are a day old by now and are asked for first: the host is free again.
        assertThat(scheduler.onlyRequest().kind()).isEqualTo(Source.Kind.ROBOTS);
        assertThat(first.kind()).isEqualTo(Source.Kind.PAGE);
    }

    @Test
    void anAnswerToNoOpenRequestIsIgnored() {
        var first = released(link(FEED, URL, 1));
        scheduler.answer(new Fetched.Moved(Fetched.Head.unexecuted(new RequestId("stranger"), Source.Kind.PAGE)));
        scheduler.announce(link(FEED, "http://harbour.example/b", 1));
        scheduler.pass(Duration.ofHours(1));
        assertThat(scheduler.requests()).isEmpty();

        scheduler.done(first);
        scheduler.done(first);
        scheduler.pass(PAUSE.plusMillis(100));
        var second = scheduler.onlyRequest();
        scheduler.done(first);
        scheduler.pass(Duration.ofHours(1));

        assertThat(scheduler.view.open()).isEqualTo(1);
        assertThat(second.url()).hasToString("http://harbour.example/b");
    }

    @Test
    void aRedirectToAnotherHostGoesOnThereWithTheSameItem() {
        var link = link(FEED, URL, 1);
        var first = released(link);
        scheduler.announce(redirect(first, "http://news.harbour.example/a"));
        scheduler.moved(first);
        scheduler.tick();
        scheduler.robots(scheduler.onlyRequest(), RobotsRules.ALLOW_ALL);
        scheduler.pass(PAUSE.plusMillis(100));

        var second = scheduler.onlyRequest();
        assertThat(second.item()).isEqualTo(link.item());
        assertThat(second.url()).hasToString("http://news.harbour.example/a");
        assertThat(second.hops()).isEqualTo(1);
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(emitted()).containsExactly("released 2");
    }

    @Test
    void aRedirectToHttpsGoesOnAlthoughTheLinkIsTheSame() {
        var first = released(link(FEED, URL, 1));
        scheduler.announce(redirect(first, "https://harbour.example/a"));
        scheduler.moved(first);
        scheduler.pass(PAUSE.plusMillis(100));

        var second = scheduler.onlyRequest();
        assertThat(second.url()).hasToString("https://harbour.example/a");
        assertThat(second.item()).isEqualTo(first.item());
        assertThat(emitted()).containsExactly("released 2");
    }

    @Test
    void aRedirectToTheSameLinkGoesOnWhicheverOfItsTwoRecordsIsReadFirst() {
        var first = released(link(FEED, URL, 1));
        scheduler.moved(first);
        scheduler.announce(redirect(first, "https://www.harbour.example/a"));
        scheduler.tick();
        scheduler.robots(scheduler.onlyRequest(), RobotsRules.ALLOW_ALL);
        scheduler.pass(PAUSE.plusMillis(100));

        assertThat(scheduler.onlyRequest().url()).hasToString("https://www.harbour.example/a");
        assertThat(emitted()).containsExactly("released 2");
    }

    @Test
    void aChangeIsRevisitedAfterARedirectToTheSameLink() {
        var first = released(link(FEED, URL, 1));
        scheduler.announce(link(FEED, URL, 2));
        scheduler.announce(redirect(first, "https://harbour.example/a"));
        scheduler.moved(first);
        scheduler.pass(PAUSE.plusMillis(100));
        scheduler.done(scheduler.onlyRequest());
        scheduler.pass(PAUSE.plusMillis(100));

        var item = scheduler.onlyItem();
        assertThat(item.revisit()).isEqualTo(1);
        assertThat(emitted()).containsExactly("released 2", "revisit 0", "released 1");
    }

    @Test
    void aRedirectToALinkThatIsKnownIsADuplicate() {
        var first = released(link(FEED, URL, 1));
        scheduler.announce(link(FEED, "http://harbour.example/b", 1));
        scheduler.announce(redirect(first, "http://harbour.example/b"));
        scheduler.moved(first);
        scheduler.pass(PAUSE.plusMillis(100));

        assertThat(scheduler.onlyRequest().item()).isNotEqualTo(first.item());
        assertThat(emitted()).containsExactly("duplicate 2 end", "released 1");
    }

    @Test
    void aRevisitFollowsTheRedirectOfItsLink() {
        var first = released(link(FEED, URL, 1));
        scheduler.announce(redirect(first, "http://harbour.example/b"));
        scheduler.moved(first);
        scheduler.pass(PAUSE.plusMillis(100));
        scheduler.done(scheduler.onlyRequest());
        scheduler.announce(link(FEED, URL, 2));
        scheduler.pass(PAUSE.plusMillis(100));
        var revisit = scheduler.onlyRequest();
        scheduler.outcomes();

        scheduler.announce(redirect(revisit, "http://harbour.example/b"));
        scheduler.moved(revisit);
        scheduler.pass(PAUSE.plusMillis(100));

        var onward = scheduler.onlyRequest();
        assertThat(onward.url()).hasToString("http://harbour.example/b");
        assertThat(onward.item()).isEqualTo(revisit.item());
        assertThat(emitted()).containsExactly("released 2");
    }

    @Test
    void theOldestBeyondTheBacklogEndAsBacklog() {
        scheduler.pagesMayFlow = false;
        for (var number = 0; number <= Frontier.MAX_WAITING_PER_SITE; number++) {
            scheduler.announce(link(FEED, "http://harbour.example/" + number, 1));
        }

        var ended = scheduler.outcomes();
        assertThat(ended).hasSize(1);
        assertThat(ended.getFirst().url()).isEqualTo("http://harbour.example/0");
        assertThat(emitted(ended.getFirst())).isEqualTo("not-fetched(backlog) 1 end");
        scheduler.tick();
        assertThat(scheduler.view.waiting()).isEqualTo(Frontier.MAX_WAITING_PER_SITE);
    }

    @Test
    void whenRawIsFullPagesWaitAndFeedsGoOn() {
        scheduler.pagesMayFlow = false;
        scheduler.announce(link(FEED, URL, 1));
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);
        assertThat(scheduler.requests()).isEmpty();

        scheduler.watch(FEED);
        scheduler.pass(PAUSE.plusSeconds(2));
        scheduler.done(scheduler.onlyRequest());
        scheduler.pagesMayFlow = true;
        scheduler.pass(PAUSE.plusSeconds(2));

        assertThat(scheduler.onlyRequest().url()).hasToString(URL);
    }

    @Test
    void manyFeedsOfAHostDoNotStarveItsPages() {
        scheduler.announce(link(FEED, URL, 1));
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);
        scheduler.done(scheduler.onlyRequest());
        for (var number = 0; number < 10; number++) {
            scheduler.watch(feed("http://harbour.example/feed" + number));
            scheduler.announce(link(FEED, "http://harbour.example/page" + number, 1));
        }

        var kinds = new ArrayList<Source.Kind>();
        for (var turn = 0; turn < 6; turn++) {
            scheduler.pass(PAUSE.plusMillis(100));
            var request = scheduler.onlyRequest();
            kinds.add(request.kind());
            scheduler.done(request);
        }

        assertThat(kinds).filteredOn(kind -> kind == Source.Kind.PAGE).hasSize(3);
    }

    @Test
    void whatWaitsLongIsReportedBeforeTheLedgerMissesIt() {
        scheduler.pagesMayFlow = false;
        scheduler.announce(link(FEED, URL, 1));
        for (var hour = 0; hour < 11; hour++) {
            scheduler.pass(Duration.ofHours(1));
            scheduler.announce(link(FEED, URL, 1));
        }
        assertThat(emitted()).isEmpty();

        scheduler.pass(Duration.ofHours(2));
        scheduler.pass(Duration.ofSeconds(20));

        assertThat(emitted()).containsExactly("waiting 1");
    }

    @Test
    void aRequestThatCouldNotBeReadEndsItsItem() {
        scheduler.failed(released(link(FEED, URL, 1)), FetchReason.POISON);

        assertThat(emitted()).containsExactly("not-fetched(poison) 1 end");
    }

    @Test
    void aRestartGoesOnWithOpenRequestsAndWaitingLinks() {
        var open = released(link(FEED, URL, 1));
        scheduler.announce(link(FEED, "http://harbour.example/b", 1));
        scheduler.announce(link(FEED, "http://harbour.example/c", 1));

        scheduler.restart();
        scheduler.pass(Duration.ofMinutes(5));
        assertThat(scheduler.requests()).isEmpty();
        assertThat(scheduler.view.open()).isEqualTo(1);
        assertThat(scheduler.view.waiting()).isEqualTo(2);

        scheduler.done(open);
        scheduler.restart();
        scheduler.pass(PAUSE.plusMillis(100));
        assertThat(scheduler.onlyRequest().url()).hasToString("http://harbour.example/b");
    }

    @Test
    void aRetryWaitsThroughARestart() {
        scheduler.failed(released(link(FEED, URL, 1)), FetchReason.TIMEOUT);

        scheduler.restart();
        scheduler.pass(Duration.ofSeconds(50));
        assertThat(scheduler.requests()).isEmpty();

        scheduler.pass(Duration.ofSeconds(20));
        assertThat(scheduler.onlyRequest().attempt()).isEqualTo(2);
    }

    @Test
    void aLinkNotAnnouncedForLongIsForgotten() {
        scheduler.done(released(link(FEED, URL, 1)));
        scheduler.pass(SETTINGS.forget().minusDays(1));
        scheduler.pass(Duration.ofSeconds(20));
        assertThat(scheduler.storedKeys("frontier")).hasSize(1);

        scheduler.pass(Duration.ofDays(2));
        scheduler.pass(Duration.ofSeconds(20));

        assertThat(scheduler.storedKeys("frontier")).isEmpty();
    }

    @Test
    void poisonGoesToTheDeadLettersAndTheStreamGoesOn() {
        try (var log = CapturedLog.of(PoisonRecordHandler.class)) {
            scheduler.pipeLink("key", "{not json".getBytes(StandardCharsets.UTF_8));
            assertThat(scheduler.deadLetters()).hasSize(1);

            assertThat(released(link(FEED, URL, 1)).url()).hasToString(URL);

            assertThat(log.messages()).containsExactly(DEAD_LETTERED);
        }
    }

    @Test
    void aLinkOfAKindThatOnlyANewerVersionKnowsWaitsInTheDeadLettersAndEndsNothing() {
        var json = new String(new JsonCodec<>(Link.class).encode(link(FEED, URL, 1)), StandardCharsets.UTF_8)
                .replace("\"kind\":\"page\"", "\"kind\":\"from-the-future\"");
        try (var log = CapturedLog.of(PoisonRecordHandler.class)) {
            scheduler.pipeLink("key", json.getBytes(StandardCharsets.UTF_8));
            scheduler.tick();

            assertThat(scheduler.deadLetters()).hasSize(1);
            assertThat(emitted()).isEmpty();
            assertThat(log.messages()).containsExactly(DEAD_LETTERED);
        }
    }

    @Test
    void aPageWhoseFetchFailedForAReasonThatOnlyANewerVersionKnowsIsTriedAgain() {
        var request = released(link(FEED, URL, 1));
        var failed = Fetched.Failed.unprocessed(request.id(), FetchReason.TIMEOUT, "over quota");
        var json = new String(new JsonCodec<>(Fetched.class).encode(failed), StandardCharsets.UTF_8)
                .replace("\"timeout\"", "\"from-the-future\"");
        scheduler.pipeAnswer(request.id(), json.getBytes(StandardCharsets.UTF_8));
        scheduler.pass(Duration.ofMinutes(30));

        assertThat(scheduler.deadLetters()).isEmpty();
        assertThat(scheduler.onlyRequest().attempt()).isEqualTo(2);
    }

    @Test
    void aLinkWithoutAHostIsADeadLetterAndItsItemEnds() {
        try (var log = CapturedLog.of(PoisonRecordHandler.class)) {
            var good = link(FEED, URL, 1);
            var bad = new Link.Announced(
                    good.id(), URI.create("mailto:news@harbour.example"), good.site(), good.item(), good.entryHash());
            scheduler.announce(bad);
            scheduler.tick();

            assertThat(scheduler.deadLetters()).hasSize(1);
            assertThat(emitted()).containsExactly("dead-lettered 1 end");

            assertThat(log.messages()).containsExactly(DEAD_LETTERED);
        }
    }

    @Test
    void anUnreadableAnswerFreesItsHostAndEndsItsItem() {
        try (var log = CapturedLog.of(PoisonRecordHandler.class)) {
            var request = released(link(FEED, URL, 1));
            scheduler.announce(link(FEED, "http://harbour.example/b", 1));
            scheduler.pipeAnswer(request.id(), new byte[] {1, 2, 3});
            scheduler.pass(PAUSE.plusMillis(100));

            assertThat(scheduler.deadLetters()).hasSize(1);
            assertThat(scheduler.onlyRequest().url()).hasToString("http://harbour.example/b");
            assertThat(scheduler.outcomes())
                    .extracting(Outcome::status)
                    .containsExactly(Status.NOT_FETCHED, Status.RELEASED);

            assertThat(log.messages()).containsExactly(DEAD_LETTERED);
        }
    }
}
