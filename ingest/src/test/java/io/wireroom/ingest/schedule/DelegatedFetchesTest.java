package io.wireroom.ingest.schedule;

import static io.wireroom.ingest.schedule.DrivenScheduler.SETTINGS;
import static io.wireroom.ingest.schedule.DrivenScheduler.delegated;
import static io.wireroom.ingest.schedule.DrivenScheduler.feed;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.SourceStatus;
import io.wireroom.contract.work.AnswerTo;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.PollReport;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId;
import io.wireroom.contract.work.RobotsRules;
import io.wireroom.contract.work.Validators;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests on behalf of other sites: deadlines, turns, bounds. */
class DelegatedFetchesTest {

    private static final Duration PAUSE = SETTINGS.hostDelay().plusMillis(100);
    private static final String HUB = "http://hub.example/";

    private DrivenScheduler scheduler;

    @BeforeEach
    void start(@TempDir Path directory) {
        scheduler = new DrivenScheduler(directory);
    }

    @AfterEach
    void stop() {
        scheduler.close();
    }

    private static Request.Poll poll(Source source, String id) {
        return new Request.Poll(
                Request.Head.once(new RequestId(id), source.url(), 0),
                source.kind(),
                SourceRef.of(source),
                Validators.NONE,
                List.of(),
                null,
                null);
    }

    private void arrives(String site, String id, String path) {
        scheduler.announce(delegated(poll(feed("http://" + site + ".example/feed"), id), URI.create(HUB + path)));
    }

    /** The host of the target is busy, so that all else waits. */
    private Request busy() {
        arrives("first", "first", "first");
        scheduler.tick();
        return scheduler.onlyRequest();
    }

    private List<Fetched.Failed> refusals() {
        return scheduler.given().stream().map(Fetched.Failed.class::cast).toList();
    }

    @Test
    void whatItsAskerDoesNotAwaitAnyMoreIsNotMadeAndTheAskerLearnsThat() {
        var busy = busy();
        arrives("quay", "late", "a");
        scheduler.pass(AnswerTo.PATIENCE.plusSeconds(1));
        scheduler.done(busy);
        scheduler.pass(PAUSE);

        assertThat(scheduler.requests()).isEmpty();
        assertThat(refusals())
                .extracting(Fetched::requestId, Fetched.Failed::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(new RequestId("late"), FetchReason.NO_ANSWER));
        assertThat(scheduler.storedKeys("delegated")).isEmpty();
    }

    @Test
    void aNewerOneOfTheSameSourceReplacesTheOlder() {
        var busy = busy();
        arrives("quay", "older", "a");
        arrives("quay", "newer", "a");
        scheduler.done(busy);
        scheduler.pass(PAUSE);
        var request = scheduler.onlyRequest();
        assertThat(request.answerTo()).extracting(AnswerTo::requestId).isEqualTo(new RequestId("newer"));

        scheduler.done(request);
        scheduler.pass(PAUSE);
        assertThat(scheduler.requests()).isEmpty();
    }

    @Test
    void anAskerWithManyRequestsDoesNotDelayTheOthers() {
        var busy = busy();
        for (var number = 0; number < 20; number++) {
            arrives("index", "part-" + number, "part-" + number);
        }
        arrives("quay", "single", "a");
        scheduler.done(busy);
        scheduler.pass(PAUSE);
        scheduler.done(scheduler.onlyRequest());
        scheduler.pass(PAUSE);

        assertThat(scheduler.onlyRequest().url()).hasToString(HUB + "a");
    }

    @Test
    void robotsTxtOfTheTargetIsAnAnswerToTheAsker() {
        var sitemap = new Source(
                new SourceId("quay"),
                URI.create("http://quay.example/s.xml"),
                Source.Kind.SITEMAP,
                "",
                null,
                null,
                null);
        scheduler.announce(delegated(poll(sitemap, "asked"), URI.create(HUB + "s.xml")));
        scheduler.answerRobots(RobotsRules.DISALLOW_ALL);

        assertThat(refusals()).extracting(Fetched.Failed::reason).containsExactly(FetchReason.ROBOTS);
        assertThat(scheduler.requests()).isEmpty();
    }

    @Test
    void oneThatBeginsAgainAndAgainAndNeverEndsIsRefused() {
        var request = busy();
        for (var time = 0; time < SETTINGS.attempts(); time++) {
            scheduler.returned(request);
            scheduler.pass(Duration.ofMinutes(1));
            request = scheduler.onlyRequest();
            assertThat(request.handedBack()).isTrue();
            scheduler.begun(request);
        }
        scheduler.returned(request);

        assertThat(refusals()).extracting(Fetched.Failed::reason).containsExactly(FetchReason.CRASH);
    }

    /** Three hours with 1,500 sites whose feeds redirect to one host; hosts answer at once. */
    @ParameterizedTest(name = "permanently: {0}")
    @ValueSource(booleans = {false, true})
    @Tag("crash")
    void aThousandSitesThatRedirectToOneHostAreAllServed(boolean permanently) {
        var sites = 1_500;
        var targets = new HashMap<String, URI>();
        for (var number = 0; number < sites; number++) {
            var source = feed("http://site-" + number + ".example/feed");
            targets.put(source.id().value(), URI.create(HUB + "feed/" + number));
            scheduler.watch(source);
        }
        var answered = new HashMap<String, Integer>();
        var toHub = 0;
        var unawaited = 0;
        for (var second = 0; second < 3 * 3_600; second += 2) {
            scheduler.step(Duration.ofSeconds(2));
            for (var request : scheduler.requests()) {
                var poll = (Request.Poll) request;
                var id = poll.source().id();
                if (poll.answerTo() == null) {
                    var target = requireNonNull(targets.get(id.value()));
                    scheduler.moved(poll, permanently ? target : null);
                    scheduler.announce(delegated(poll, target));
                    continue;
                }
                toHub++;
                var state = scheduler.source(id);
                if (state == null
                        || state.awaited() == null
                        || !state.awaited().requestId().equals(poll.answerTo().requestId())) {
                    unawaited++;
                }
                answered.merge(id.value(), 1, Integer::sum);
                scheduler.read(poll, Validators.NONE, List.of(), PollReport.of(poll.url(), null));
            }
        }

        assertThat(answered.values()).hasSize(sites).allMatch(times -> times >= 2);
        assertThat(unawaited).isLessThan(toHub / 100);
        assertThat(targets.keySet())
                .allMatch(id -> states().getOrDefault(id, SourceStatus.State.GONE) == SourceStatus.State.OK);
    }

    private Map<String, SourceStatus.State> states() {
        if (last.isEmpty()) {
            scheduler.statuses().forEach(status -> last.put(status.id().value(), status.state()));
        }
        return last;
    }

    private final Map<String, SourceStatus.State> last = new HashMap<>();
}
