package io.wireroom.ingest.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.SourceStatus;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.RequestId;
import io.wireroom.contract.work.RequestId.SitemapPart;
import io.wireroom.contract.work.Validators;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scheduler learns from the parts of a sitemap index, and what it reports of a source that is none. */
class SitemapPollsTest {

    private static final Source INDEX = new Source(
            new SourceId("index"),
            URI.create("http://harbour.example/sitemap.xml"),
            Source.Kind.SITEMAP,
            "Harbour",
            null,
            null,
            null);
    private static final SitemapPart PART = new SitemapPart(1, 5, INDEX.id());

    private DrivenScheduler scheduler;

    @BeforeEach
    void start(@TempDir Path directory) {
        scheduler = new DrivenScheduler(directory);
    }

    @AfterEach
    void stop() {
        scheduler.close();
    }

    @Test
    void whatAPartListedIsKnownToItsSource() {
        scheduler.watch(INDEX);

        listed(PART.id(), 7L, 8L);
        listed(PART.id(), 9L, 7L);

        assertThat(state().learned().known()).containsExactly(9L, 7L, 8L);
    }

    @Test
    void aPartThatCouldNotBeHadForNowIsAskedForAgain() {
        scheduler.watch(INDEX);
        scheduler.put(state().knowing(List.of(PART.hash(), 6L)));

        failed(PART.id(), FetchReason.TIMEOUT, "too slow");

        assertThat(state().learned().known()).containsExactly(6L);
        assertThat(state().learned().validators()).isEqualTo(Validators.NONE);
    }

    @Test
    void aPartOfASourceThatIsGoneIsForgotten() {
        listed(PART.id(), 7L);

        assertThat(scheduler.storedKeys("sources")).isEmpty();
    }

    @Test
    void theStatusNamesWhatCouldBeWatchedInstead() {
        var feed = DrivenScheduler.feed("http://harbour.example/");
        scheduler.watch(feed);
        scheduler.tick();
        var why = "no feed; the page names the feed http://harbour.example/rss.xml";

        failed(scheduler.onlyRequest().id(), FetchReason.NOT_A_FEED, why);

        assertThat(scheduler.statuses())
                .last()
                .extracting(SourceStatus::lastError, SourceStatus::detail)
                .containsExactly(FetchReason.NOT_A_FEED, why);
    }

    private SourceState state() {
        return Objects.requireNonNull(scheduler.source(INDEX.id()));
    }

    private static Fetched.Head head(RequestId id) {
        return new Fetched.Head(id, Source.Kind.SITEMAP, Duration.ofMillis(5), null);
    }

    private void listed(RequestId id, Long... seen) {
        var response = new Fetched.Response(200, INDEX.url(), Validators.NONE, null, 100);
        scheduler.answer(new Fetched.Done(head(id), response, List.of(seen), seen.length, null));
    }

    private void failed(RequestId id, FetchReason reason, String detail) {
        scheduler.answer(new Fetched.Failed(head(id), reason, detail, 200, null, null));
    }
}
