package io.wireroom.ingest.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.JsonCodec;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.SourceStatus;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.site.SitemapPart;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scheduler learns from the parts of a sitemap index, and what it tells of a source that is none. */
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
    private static final JsonCodec<Fetched> CODEC = new JsonCodec<>(Fetched.class);

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

        answer(PART.requestId(), Fetched.Result.DONE, null, null, List.of(7L, 8L));
        answer(PART.requestId(), Fetched.Result.DONE, null, null, List.of(9L, 7L));

        assertThat(state().known()).containsExactly(9L, 7L, 8L);
    }

    @Test
    void aPartThatCouldNotBeHadForNowIsAskedForAgain() {
        scheduler.watch(INDEX);
        scheduler.put(state().knowing(List.of(PART.hash(), 6L)));

        answer(PART.requestId(), Fetched.Result.FAILED, FetchReason.TIMEOUT, "too slow", List.of());

        assertThat(state().known()).containsExactly(6L);
        assertThat(state().validators()).isEqualTo(Validators.NONE);
    }

    @Test
    void aPartOfASourceThatIsGoneIsForgotten() {
        answer(PART.requestId(), Fetched.Result.DONE, null, null, List.of(7L));

        assertThat(scheduler.storedKeys("sources")).isEmpty();
    }

    @Test
    void theStatusSaysWhatCouldBeWatchedInstead() {
        var feed = DrivenScheduler.feed("http://harbour.example/");
        scheduler.watch(feed);
        scheduler.tick();
        var why = "no feed; the page names the feed http://harbour.example/rss.xml";

        answer(scheduler.onlyRequest().id(), Fetched.Result.FAILED, FetchReason.NOT_A_FEED, why, List.of());

        assertThat(scheduler.statuses())
                .last()
                .extracting(SourceStatus::lastError, SourceStatus::detail)
                .containsExactly(FetchReason.NOT_A_FEED, why);
    }

    private SourceState state() {
        return Objects.requireNonNull(scheduler.source(INDEX.id()));
    }

    private void answer(
            String requestId,
            Fetched.Result result,
            @Nullable FetchReason reason,
            @Nullable String detail,
            List<Long> seen) {
        var fetched = new Fetched(
                requestId,
                Source.Kind.SITEMAP,
                result,
                reason,
                detail,
                200,
                null,
                Validators.NONE,
                seen,
                seen.size(),
                null,
                null,
                100,
                Duration.ofMillis(5),
                null,
                null);
        scheduler.pipeAnswer(requestId, CODEC.encode(fetched));
    }
}
