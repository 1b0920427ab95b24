package io.wireroom.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.RejectReason;
import io.wireroom.enrich.ArticleVersions.Decision;
import io.wireroom.enrich.clean.Cleaner;
import io.wireroom.enrich.clean.Limits;
import io.wireroom.enrich.language.LanguageDetector;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArticleVersionsTest {

    private static final Enricher ENRICHER = new Enricher(new Cleaner(Limits.DEFAULT), LanguageDetector.load());
    private static final String URL = "https://www.courier.example/harbour/crane";
    private static final String TEXT =
            "A new crane reached the harbour on Thursday morning, and half the town came down to the quay in order to see how"
                    + " it was lifted off the barge by the old one.";

    @Test
    void theFirstPageIsVersionOne() {
        var draft = draft(TEXT, Raw.FETCHED_AT);

        var decision = ArticleVersions.decide(null, draft);

        assertThat(decision)
                .isEqualTo(new Decision.Publish(
                        draft.article(),
                        new VersionState(
                                1,
                                draft.article().contentHash(),
                                draft.textHash(),
                                Raw.FETCHED_AT,
                                Raw.DISCOVERED_AT)));
    }

    @Test
    void anUnchangedPageMovesTheObservationOn() {
        var later = Raw.FETCHED_AT.plusSeconds(3600);
        var state = ArticleVersions.decide(null, draft(TEXT, Raw.FETCHED_AT)).state();

        var decision = ArticleVersions.decide(state, draft(TEXT, later));

        assertThat(decision)
                .isEqualTo(new Decision.Unchanged(
                        new VersionState(1, state.contentHash(), state.textHash(), later, state.firstSeenAt()),
                        "same content as version 1"));
    }

    @Test
    void aLateReplayLeavesTheStateAlone() {
        var state = ArticleVersions.decide(null, draft(TEXT, Raw.FETCHED_AT)).state();

        var decision = ArticleVersions.decide(state, draft(TEXT + " And back.", Raw.FETCHED_AT.minusSeconds(1)));

        assertThat(decision).isEqualTo(new Decision.Unchanged(state, "older than the page of version 1"));
    }

    @Test
    void whiteSpaceAndPunctuationAreNoChange() {
        var state = ArticleVersions.decide(null, draft(TEXT, Raw.FETCHED_AT)).state();

        var decision = ArticleVersions.decide(state, draft(TEXT.replace(", ", " –  "), Raw.FETCHED_AT.plusSeconds(1)));

        assertThat(decision).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void theHashOfAnArticleIsFrozen() {
        assertThat(draft(TEXT, Raw.FETCHED_AT).article().contentHash()).isEqualTo("1:f41d7014003a8235b9518e2c9ab749c6");
    }

    private static Enriched.Draft draft(String text, Instant fetchedAt) {
        var html = "<html lang=\"en\"><head><title>Crane arrives</title></head><body><article><h1>Crane arrives</h1><p>"
                + text + "</p></article></body></html>";
        return switch (ENRICHER.enrich(Raw.page(html, URL, 0, fetchedAt))) {
            case Enriched.Draft draft -> draft;
            case Enriched.Rejected(RejectReason reason, var detail) -> throw new AssertionError(reason + " " + detail);
        };
    }
}
