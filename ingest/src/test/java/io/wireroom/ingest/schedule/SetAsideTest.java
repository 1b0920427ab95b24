package io.wireroom.ingest.schedule;

import static io.wireroom.ingest.schedule.DrivenScheduler.SETTINGS;
import static io.wireroom.ingest.schedule.DrivenScheduler.delegated;
import static io.wireroom.ingest.schedule.DrivenScheduler.feed;
import static io.wireroom.ingest.schedule.DrivenScheduler.link;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Outcome;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.Status;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId;
import io.wireroom.contract.work.RobotsRules;
import io.wireroom.contract.work.Validators;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a store holds, the task goes on: the value becomes a dead letter, and all else is not touched. */
class SetAsideTest {

    private static final Source FEED = feed("http://harbour.example/feed");
    private static final String URL = "http://harbour.example/a";
    private static final Duration PAUSE = SETTINGS.hostDelay().plusMillis(100);

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"sources", "frontier", "hosts", "robots", "pending", "delegated"})
    void aStoredValueThatCannotBeReadIsSetAside(String store) {
        try (var scheduler = new DrivenScheduler(directory)) {
            var open = fill(scheduler);
            for (var key : scheduler.storedKeys(store)) {
                scheduler.putBytes(store, key, "{\"phase\": 1, garbage".getBytes(StandardCharsets.UTF_8));
            }
            scheduler.restart();
            scheduler.done(open);
            scheduler.pass(Duration.ofHours(13));
            scheduler.pass(Duration.ofSeconds(20));
            scheduler.requests();

            assertThat(scheduler.view.setAsideCount()).isPositive();
            assertThat(scheduler.deadLetters())
                    .isNotEmpty()
                    .allMatch(letter -> new String(letter.value(), StandardCharsets.UTF_8).contains("garbage"));
            scheduler.watch(feed("http://pier.example/feed"));
            scheduler.tick();
            assertThat(scheduler.requests())
                    .extracting(request -> request.url().getHost())
                    .contains("pier.example");
        }
    }

    /** A source, links that wait and are out, a delegated request that waits, hosts and their rules. */
    private static Request fill(DrivenScheduler scheduler) {
        scheduler.watch(FEED);
        scheduler.tick();
        scheduler.done(scheduler.onlyRequest());
        scheduler.pass(PAUSE);
        scheduler.announce(link(FEED, URL, 1));
        scheduler.announce(link(FEED, "http://harbour.example/b", 1));
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);
        var open = scheduler.onlyRequest();
        var poll = new Request.Poll(
                Request.Head.once(new RequestId("r0"), FEED.url(), 0),
                Source.Kind.FEED,
                SourceRef.of(FEED),
                Validators.NONE,
                List.of(),
                null,
                null);
        scheduler.announce(delegated(poll, URI.create("http://harbour.example/other")));
        scheduler.tick();
        return open;
    }

    @Test
    void anItemWhoseStoredAnnouncementCannotBeReadEnds() {
        try (var scheduler = new DrivenScheduler(directory)) {
            var open = fill(scheduler);
            scheduler.outcomes();
            for (var key : scheduler.storedKeys("pending")) {
                scheduler.putBytes("pending", key, new byte[] {1, 2, 3});
            }
            scheduler.restart();
            scheduler.done(open);
            scheduler.pass(Duration.ofHours(13));
            scheduler.pass(Duration.ofSeconds(20));

            assertThat(scheduler.outcomes())
                    .filteredOn(Outcome::end)
                    .hasSize(2)
                    .extracting(Outcome::status)
                    .containsOnly(Status.DEAD_LETTERED);
        }
    }

    @Test
    void aKeyWhoseProcessingThrowsIsSetAsideAndTheRestGoesOn() {
        var revisiting = DrivenScheduler.settings(Map.of("INGEST_REVISITS", "1h"));
        try (var scheduler = new DrivenScheduler(directory, revisiting)) {
            scheduler.announce(link(FEED, URL, 1));
            scheduler.answerRobots(RobotsRules.ALLOW_ALL);
            scheduler.done(scheduler.onlyRequest());
            // A revisit is planned of a link that is not known.
            scheduler.putBytes("frontier", link(FEED, URL, 1).id().value(), null);
            scheduler.pass(Duration.ofMinutes(61));
            scheduler.tick();

            assertThat(scheduler.deadLetters()).hasSize(1);
            scheduler.announce(link(FEED, "http://harbour.example/b", 1));
            scheduler.pass(PAUSE);
            assertThat(scheduler.onlyRequest().url()).hasToString("http://harbour.example/b");
        }
    }
}
