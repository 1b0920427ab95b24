package io.wireroom.ingest.schedule;

import static io.wireroom.ingest.schedule.DrivenScheduler.SETTINGS;
import static io.wireroom.ingest.schedule.DrivenScheduler.feed;
import static io.wireroom.ingest.schedule.DrivenScheduler.link;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Item;
import io.wireroom.contract.Source;
import io.wireroom.contract.TraceParent;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RobotsRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trace of an item lies in the stores for as long as the item waits there. */
class TracedLinksTest {

    private static final Source FEED = feed("http://harbour.example/feed");
    private static final String URL = "http://harbour.example/a";
    private static final Duration PAUSE = SETTINGS.hostDelay().plusMillis(100);
    private DrivenScheduler scheduler;

    @BeforeEach
    void start(@TempDir Path directory) {
        scheduler = new DrivenScheduler(directory, RevisitsTest.revisiting(false, "1h,6h"));
    }

    @AfterEach
    void stop() {
        scheduler.close();
    }

    private static Link.Announced traced(String url, long hash, boolean sampled) {
        var link = link(FEED, url, hash);
        return link.with(link.item().in(TraceParent.of(link.item().id(), sampled)));
    }

    private Request released(Link.Announced link) {
        scheduler.announce(link);
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);
        return scheduler.onlyRequest();
    }

    private static Item itemOf(Request request) {
        return Objects.requireNonNull(request.item());
    }

    private static TraceParent traceOf(Request request) {
        return Objects.requireNonNull(itemOf(request).traceparent());
    }

    @Test
    void aWaitingLinkKeepsItsTraceThroughARestart() {
        var open = released(traced(URL, 1, true));
        var waiting = traced("http://harbour.example/b", 1, true);
        scheduler.announce(waiting);

        scheduler.restart();
        scheduler.done(open);
        scheduler.restart();
        scheduler.pass(PAUSE);

        var request = scheduler.onlyRequest();
        assertThat(request.item()).isEqualTo(waiting.item());
        assertThat(traceOf(request).sampled()).isTrue();
    }

    @Test
    void aRetryKeepsItAndSoDoesALinkWhoseEntryChangedWhileItWaited() {
        var open = released(traced(URL, 1, false));
        scheduler.announce(traced("http://harbour.example/b", 1, false));
        scheduler.announce(traced("http://harbour.example/b", 2, false));
        scheduler.failed(open, FetchReason.TIMEOUT);

        scheduler.restart();
        scheduler.pass(PAUSE);
        var changed = scheduler.onlyRequest();
        scheduler.done(changed);
        scheduler.pass(Duration.ofMinutes(2));

        assertThat(changed.url()).hasToString("http://harbour.example/b");
        assertThat(traceOf(changed)).isEqualTo(TraceParent.of(itemOf(changed).id(), false));
        assertThat(traceOf(scheduler.onlyRequest())).isEqualTo(traceOf(open));
    }

    @Test
    void aRevisitIsTracedIfTheArticleWas() {
        var first = released(traced(URL, 1, true));
        scheduler.done(first);

        scheduler.restart();
        scheduler.pass(Duration.ofHours(1).plusSeconds(10));

        var revisit = scheduler.onlyRequest();
        assertThat(itemOf(revisit).revisit()).isEqualTo(1);
        assertThat(traceOf(revisit)).isEqualTo(TraceParent.of(itemOf(revisit).id(), true));
        assertThat(traceOf(revisit)).isNotEqualTo(traceOf(first));
    }

    @Test
    void withoutTracingThereIsNone() {
        var request = released(link(FEED, URL, 1));

        assertThat(itemOf(request).traceparent()).isNull();
    }
}
