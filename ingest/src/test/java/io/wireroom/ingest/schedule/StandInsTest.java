package io.wireroom.ingest.schedule;

import static io.wireroom.ingest.schedule.DrivenScheduler.feed;
import static io.wireroom.ingest.schedule.DrivenScheduler.link;
import static io.wireroom.ingest.schedule.DrivenScheduler.ofFullTextFeed;
import static io.wireroom.ingest.schedule.DrivenScheduler.withText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wireroom.contract.Outcome;
import io.wireroom.contract.Source;
import io.wireroom.contract.Status;
import io.wireroom.contract.work.RawPage;
import io.wireroom.contract.work.RobotsRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes on in place of a page, and which announcements are nothing new. */
class StandInsTest {

    private static final Source FEED = feed("http://harbour.example/feed");
    private static final Source OTHER_FEED = feed("http://harbour.example/other-feed");
    private static final String URL = "http://harbour.example/private/a";
    private static final String TEXT =
            "The ferry is late again, for the third day in a row, and the council is asked why.";
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

    private List<String> emitted() {
        return scheduler.outcomes().stream().map(StandInsTest::emitted).toList();
    }

    private static String emitted(Outcome outcome) {
        var reason = outcome.reason() == null ? "" : "(" + outcome.reason() + ")";
        return outcome.status().wireName() + reason + " " + outcome.attempt() + (outcome.end() ? " end" : "");
    }

    @Test
    void whereRobotsTxtForbidsThePageItsEntryGoesOn() {
        var link = withText(link(FEED, URL, 1), TEXT);
        scheduler.announce(link);
        scheduler.answerRobots(NO_PRIVATE);

        assertThat(emitted()).containsExactly("fetched(robots) 1");
        var handed = scheduler.handedOn();
        assertThat(handed)
                .extracting(DrivenScheduler.Handed::key, one -> one.capture().contentType())
                .containsExactly(tuple(link.id().value(), RawPage.ENTRY_TYPE));
        assertThat(handed.getFirst().capture().item()).isEqualTo(link.item());
        assertThat(handed.getFirst().body()).contains(TEXT);
    }

    @Test
    void anEntryWithoutTextDoesNotGoOn() {
        scheduler.announce(withText(link(FEED, URL, 1), "<img src='ferry.jpg'> "));
        scheduler.answerRobots(NO_PRIVATE);

        assertThat(emitted()).containsExactly("not-fetched(robots) 1 end");
        assertThat(scheduler.handedOn()).isEmpty();
    }

    @Test
    void aFullTextFeedNeedsNoPages() {
        scheduler.announce(ofFullTextFeed(withText(link(FEED, URL, 1), TEXT)));
        scheduler.pass(Duration.ofHours(1));

        assertThat(scheduler.requests()).isEmpty();
        assertThat(emitted()).containsExactly("fetched 1");
        assertThat(scheduler.handedOn())
                .extracting(DrivenScheduler.Handed::body)
                .first()
                .asString()
                .contains(TEXT);
        assertThat(scheduler.storedKeys("pending")).isEmpty();
    }

    /** As many outcomes, over as many ticks as their work takes. */
    private List<Outcome> outcomesUntil(int count) {
        var all = new ArrayList<Outcome>();
        for (var tick = 0; all.size() < count && tick < 2_000; tick++) {
            scheduler.tick();
            all.addAll(scheduler.outcomes());
        }
        assertThat(all).hasSize(count);
        return all;
    }

    @Test
    void entriesThatStandForPagesWaitWhileTheRawTopicTakesNone() {
        scheduler.pagesMayFlow = false;
        for (var number = 0; number < 500; number++) {
            var link = link(FEED, "http://harbour.example/" + number, 1);
            scheduler.announce(ofFullTextFeed(withText(link, TEXT)));
        }
        scheduler.announce(withText(link(FEED, URL, 1), TEXT));
        scheduler.answerRobots(NO_PRIVATE);
        scheduler.pass(Duration.ofMinutes(1));
        assertThat(scheduler.handedOn()).isEmpty();
        assertThat(scheduler.view.waiting()).isEqualTo(501);
        assertThat(scheduler.outcomes()).isEmpty();

        scheduler.restart();
        scheduler.pass(Duration.ofHours(13));
        assertThat(outcomesUntil(501)).allMatch(outcome -> outcome.status() == Status.WAITING);

        scheduler.pagesMayFlow = true;
        assertThat(outcomesUntil(501))
                .allMatch(outcome -> outcome.status() == Status.FETCHED)
                .filteredOn(outcome -> "robots".equals(outcome.reason()))
                .hasSize(1);
        assertThat(scheduler.handedOn()).hasSize(501);
        assertThat(scheduler.storedKeys("pending")).isEmpty();
        assertThat(scheduler.view.waiting()).isZero();
    }

    @Test
    void aChangedEntryOfAFullTextFeedIsARevisitWithoutAPage() {
        scheduler.announce(ofFullTextFeed(withText(link(FEED, URL, 1), TEXT)));
        scheduler.announce(ofFullTextFeed(withText(
                link(FEED, URL, 2), "The ferry sails again after three days in the harbour, the council says.")));

        assertThat(emitted()).containsExactly("fetched 1", "revisit 0", "fetched 1");
        assertThat(scheduler.handedOn())
                .last()
                .extracting(DrivenScheduler.Handed::body)
                .asString()
                .contains("again");
    }

    @Test
    void anEntryOfAFullTextFeedWithoutTextIsFetched() {
        scheduler.announce(ofFullTextFeed(link(FEED, "http://harbour.example/b", 1)));
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);

        assertThat(scheduler.onlyRequest().url()).hasToString("http://harbour.example/b");
    }

    @Test
    void theTargetOfARedirectIsNoNewLinkWhenItIsAnnouncedItself() {
        scheduler.announce(link(FEED, "http://harbour.example/a", 1));
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);
        scheduler.doneAt(scheduler.onlyRequest(), "http://harbour.example/2026/a");
        scheduler.outcomes();

        scheduler.announce(link(FEED, "https://www.harbour.example/2026/a?utm_source=feed", 7));
        scheduler.announce(link(OTHER_FEED, "http://harbour.example/2026/a", 8));
        scheduler.announce(link(OTHER_FEED, "http://harbour.example/a", 9));
        scheduler.pass(Duration.ofHours(1));

        assertThat(scheduler.requests()).isEmpty();
        assertThat(emitted()).containsExactly("duplicate 1 end", "duplicate 1 end", "duplicate 1 end");
    }

    @Test
    void changesAreStillHeardWhereTheFeedNamesTheTargetItself() {
        scheduler.announce(link(FEED, "http://harbour.example/a", 1));
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);
        scheduler.doneAt(scheduler.onlyRequest(), "http://harbour.example/2026/a");
        scheduler.announce(link(FEED, "http://harbour.example/2026/a", 7));
        scheduler.outcomes();

        scheduler.announce(link(FEED, "http://harbour.example/2026/a", 8));
        scheduler.pass(Duration.ofMinutes(1));

        assertThat(emitted()).containsExactly("duplicate 1 end", "revisit 0", "released 1");
        assertThat(scheduler.onlyRequest().url()).hasToString("http://harbour.example/2026/a");
    }

    @Test
    void theSameArticleUnderAnotherSchemeHostPrefixTrackingOrTitleIsNotNew() {
        scheduler.announce(link(FEED, "http://harbour.example/a", 1));
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);
        scheduler.done(scheduler.onlyRequest());
        scheduler.outcomes();

        scheduler.announce(link(FEED, "https://harbour.example/a", 1));
        scheduler.announce(link(FEED, "http://www.harbour.example/a", 1));
        scheduler.announce(link(FEED, "http://harbour.example/a?utm_medium=rss&fbclid=1#top", 1));
        scheduler.pass(Duration.ofHours(1));

        assertThat(scheduler.requests()).isEmpty();
        assertThat(emitted()).isEmpty();
    }
}
