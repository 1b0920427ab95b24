package io.wireroom.ingest.schedule;

import static io.wireroom.ingest.schedule.DrivenScheduler.SETTINGS;
import static io.wireroom.ingest.schedule.DrivenScheduler.delegated;
import static io.wireroom.ingest.schedule.DrivenScheduler.feed;
import static io.wireroom.ingest.schedule.DrivenScheduler.link;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Source;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId;
import io.wireroom.contract.work.RobotsRules;
import io.wireroom.contract.work.StoredPlace;
import io.wireroom.contract.work.Validators;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulerPlacesTest {

    private static final Source FEED = feed("http://www.harbour.example/feed");
    private static final StoredPlace HARBOUR = StoredPlace.of(new Site("harbour.example"));
    private static final StoredPlace QUAY = StoredPlace.of(new Site("quay.example"));

    @TempDir
    private Path directory;

    @Test
    void everyEntryOfEveryStoreBelongsToItsSite() {
        try (var scheduler = new DrivenScheduler(directory)) {
            fill(scheduler);
            var places = new SchedulerPlaces(scheduler::bytes);
            var found = new HashSet<String>();

            for (var store : SchedulerTopology.storeNames()) {
                for (var key : scheduler.storedKeys(store)) {
                    var place = places.of(store, key, scheduler.bytes(store, key));
                    assertThat(place).as(store + ' ' + key).isIn(HARBOUR, QUAY);
                    found.add(store + (place.equals(HARBOUR) ? " harbour" : " quay"));
                }
            }
            assertThat(found)
                    .contains("sources harbour", "delegated quay", "robots harbour", "due harbour", "due quay")
                    .contains("frontier harbour", "frontier quay", "pending harbour", "pending quay")
                    .contains("hosts harbour", "hosts quay");
        }
    }

    @Test
    void aLinkThatAnOlderVersionStoredBelongsWhereItWaitsOrAnywhere() {
        try (var scheduler = new DrivenScheduler(directory)) {
            fill(scheduler);
            var key = scheduler.storedKeys("pending").getFirst();
            var older = new String(scheduler.bytes("frontier", key), StandardCharsets.UTF_8)
                    .replaceFirst(",\"place\":\\d+", "")
                    .getBytes(StandardCharsets.UTF_8);

            assertThat(new SchedulerPlaces(scheduler::bytes).of("frontier", key, older))
                    .isIn(HARBOUR, QUAY);
            assertThat(new SchedulerPlaces((store, other) -> null).of("frontier", key, older))
                    .isEqualTo(new StoredPlace.Unknown());
        }
    }

    @Test
    void whatCannotBeReadIsNamed() {
        var places = new SchedulerPlaces((store, key) -> null);
        var garbage = "{\"phase\": 1, garbage".getBytes(StandardCharsets.UTF_8);

        for (var store : List.of("sources", "frontier", "pending", "delegated")) {
            assertThat(places.of(store, "key", garbage)).isInstanceOf(StoredPlace.Unreadable.class);
        }
        assertThat(places.of("due", "?", garbage)).isInstanceOf(StoredPlace.Unreadable.class);
    }

    /** A source, links that wait, are out and are done, a request on behalf of another site, and rules of a host. */
    private static void fill(DrivenScheduler scheduler) {
        scheduler.watch(FEED);
        scheduler.tick();
        scheduler.done(scheduler.onlyRequest());
        scheduler.pass(SETTINGS.hostDelay().plusMillis(100));
        scheduler.announce(link(FEED, "http://www.harbour.example/a", 1));
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);
        scheduler.done(scheduler.onlyRequest());
        scheduler.announce(link(FEED, "http://www.harbour.example/b", 1));
        scheduler.announce(link(FEED, "http://news.quay.example/c", 1));
        scheduler.announce(link(FEED, "http://news.quay.example/d", 1));
        var poll = new Request.Poll(
                Request.Head.once(new RequestId("r0"), FEED.url(), 0),
                Source.Kind.FEED,
                SourceRef.of(FEED),
                Validators.NONE,
                List.of(),
                null,
                null);
        scheduler.announce(delegated(poll, URI.create("http://quay.example/other")));
        scheduler.pass(Duration.ofMillis(500));
    }
}
