package io.wireroom.ingest.fetch;

import static io.wireroom.ingest.fetch.Requests.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wireroom.contract.FeedEntry;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.Status;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.RawPage;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.parsing.ParsingPool;
import io.wireroom.ingest.web.WebClient;
import io.wireroom.testkit.origin.LocalSite;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of an item whose page was not got, and of one whose page is as it was. */
class PageEndsTest {

    private static final FeedEntry ENTRY = new FeedEntry(
            "g1",
            "Ferry late again",
            NOW,
            null,
            "The ferry is late for the third day in a row, and the council is asked why.",
            null,
            List.of("Ilse Varga"),
            List.of());

    private LocalSite site;
    private WebClient web;
    private RequestExecutor executor;

    @BeforeEach
    void start() {
        site = new LocalSite("127.0.0.1");
        web = LoopbackClient.create();
        executor = new RequestExecutor(web, InstantSource.fixed(NOW), new ParsingPool());
    }

    @AfterEach
    void stop() {
        web.close();
        site.close();
    }

    @ParameterizedTest
    @CsvSource({"404, not-found", "410, gone", "451, legal", "403, forbidden", "400, client-error"})
    void whereTheFeedCarriedTextTheArticleGoesOnAsThat(int status, String reason) {
        var url = site.serve("/a", status, Map.of(), "no");
        var request = Requests.page(url, 0, ENTRY, Validators.NONE);

        var handover = executor.execute(request);

        assertThat(handover.answers().getFirst().fetched()).isInstanceOf(Fetched.Failed.class);
        assertThat(handover.outcomes())
                .extracting(Outcome::status, Outcome::reason, Outcome::end)
                .containsExactly(tuple(Status.FETCHED, reason, false));
        var page = Objects.requireNonNull(handover.page());
        assertThat(page.capture())
                .isEqualTo(new RawPage.Capture(request.item(), 1, url, url, 200, RawPage.ENTRY_TYPE, NOW));
        assertThat(new JsonCodec<>(FeedEntry.class).decode(page.body())).isEqualTo(new Decoded.Value<>(ENTRY));
    }

    @Test
    void aFailureThatMayPassDoesNotFallBackOnTheEntry() {
        var request = Requests.page(site.serve("/a", 500, Map.of(), "no"), 0, ENTRY, Validators.NONE);

        var handover = executor.execute(request);

        assertThat(handover.page()).isNull();
        assertThat(handover.outcomes()).extracting(Outcome::status).containsExactly(Status.FAILED);
    }

    @ParameterizedTest
    @CsvSource({"404, FAILED", "410, FAILED", "403, NOT_FETCHED"})
    void theSchedulerDecidesWhetherAPageMissedByARevisitIsGone(int status, Status expected) {
        var request = Requests.page(site.serve("/a", status, Map.of(), "no"), 1, null, Validators.NONE);

        var handover = executor.execute(request);

        assertThat(handover.page()).isNull();
        assertThat(handover.outcomes()).extracting(Outcome::status).containsExactly(expected);
    }

    @Test
    void aRevisitThatFindsThePageUnchangedEndsAsUnchanged() {
        var url = site.serve("/a", 200, Map.of("ETag", "\"v1\"", "Content-Type", "text/html"), "<p>Ferry</p>");
        var request = Requests.page(url, 1, null, new Validators("\"v1\"", null));

        var handover = executor.execute(request);

        assertThat(handover.answers().getFirst().fetched()).isInstanceOf(Fetched.NotModified.class);
        assertThat(handover.page()).isNull();
        assertThat(handover.outcomes())
                .extracting(Outcome::status, Outcome::end)
                .containsExactly(tuple(Status.UNCHANGED, true));
    }

    @Test
    void theRecordOfAPageIsKeyedByTheAddressThatAnswered() {
        var target = site.serve("/2026/a", "text/html", "<p>Ferry</p>");
        var url = site.serve("/a", 302, Map.of("Location", target.toString()), "");

        var handover = executor.execute(Requests.page(url, 0, null, Validators.NONE));

        var topics = new PipelineTopics("news.");
        var raw = new HandoverWriter(topics, 4, InstantSource.fixed(NOW))
                .records(handover).stream()
                        .filter(record -> record.topic().equals(topics.raw().name()))
                        .toList();
        assertThat(raw).hasSize(1);
        assertThat(raw.getFirst().key())
                .isEqualTo(
                        LinkId.of(Address.of(target.toString()).orElseThrow()).value());
        assertThat(RecordHeaders.text(raw.getFirst().headers(), "ce_subject")).contains(target.toString());
    }
}
