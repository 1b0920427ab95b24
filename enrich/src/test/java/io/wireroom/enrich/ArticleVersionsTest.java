package io.wireroom.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article.ChangeKind;
import io.wireroom.contract.Article.Changes;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.RejectReason;
import io.wireroom.enrich.ArticleVersions.Decision;
import io.wireroom.enrich.clean.Cleaner;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.language.LanguageDetector;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArticleVersionsTest {

    private static final DraftMaker ENRICHER = new DraftMaker(new Cleaner(PageLimits.DEFAULT), LanguageDetector.load());
    private static final LinkId LINK = new LinkId("crane");
    private static final String URL = "https://www.courier.example/harbour/crane";
    private static final String TEXT =
            "A new crane reached the harbour on Thursday morning, and half the town came down to the quay in order to see how"
                    + " it was lifted off the barge by the old one.";

    @Test
    void theFirstPageIsVersionOne() {
        var draft = draft(TEXT, Raw.FETCHED_AT);

        var decision = decide(null, draft);

        assertThat(decision)
                .isEqualTo(new Decision.Publish(
                        draft.article(),
                        new VersionState(
                                1,
                                draft.article().contentHash(),
                                draft.textHash(),
                                Raw.FETCHED_AT,
                                Raw.DISCOVERED_AT,
                                null,
                                LINK)));
    }

    @Test
    void anUnchangedPageMovesTheObservationOn() {
        var later = Raw.FETCHED_AT.plusSeconds(3600);
        var state = decide(null, draft(TEXT, Raw.FETCHED_AT)).state();

        var decision = decide(state, draft(TEXT, later));

        assertThat(decision)
                .isEqualTo(new Decision.Unchanged(
                        new VersionState(
                                1, state.contentHash(), state.textHash(), later, state.firstSeenAt(), null, LINK),
                        "same content as version 1"));
    }

    @Test
    void aLateReplayLeavesTheStateAlone() {
        var state = decide(null, draft(TEXT, Raw.FETCHED_AT)).state();

        var decision = decide(state, draft(TEXT + " And back.", Raw.FETCHED_AT.minusSeconds(1)));

        assertThat(decision).isEqualTo(new Decision.Unchanged(state, "older than the page of version 1"));
    }

    @Test
    void whiteSpaceAndPunctuationAreNoChange() {
        var state = decide(null, draft(TEXT, Raw.FETCHED_AT)).state();

        var decision = decide(state, draft(TEXT.replace(", ", " –  "), Raw.FETCHED_AT.plusSeconds(1)));

        assertThat(decision).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void theHashOfAnArticleIsFrozen() {
        assertThat(draft(TEXT, Raw.FETCHED_AT).article().contentHash()).isEqualTo("1:f41d7014003a8235b9518e2c9ab749c6");
    }

    @Test
    void anEntryDoesNotReplaceAPage() {
        var state = decide(null, draft(TEXT, Raw.FETCHED_AT)).state();

        var decision =
                ArticleVersions.decide(state, draft(TEXT + " By barge.", Raw.FETCHED_AT.plusSeconds(1)), LINK, true);

        assertThat(decision)
                .isEqualTo(new Decision.Unchanged(
                        state, "version 1 was made of the page, which holds more than its entry"));
    }

    @Test
    void aPageReplacesAnEntryAndAnEntryAnEntry() {
        var entry = ArticleVersions.decide(null, draft(TEXT, Raw.FETCHED_AT), LINK, true);
        var another = ArticleVersions.decide(
                entry.state(), draft(TEXT + " Twice.", Raw.FETCHED_AT.plusSeconds(1)), LINK, true);

        var page = decide(another.state(), draft(TEXT + " Whole.", Raw.FETCHED_AT.plusSeconds(2)));

        assertThat(entry.state().origin()).isEqualTo(VersionState.Origin.ENTRY);
        assertThat(another).isInstanceOf(Decision.Publish.class);
        assertThat(page).isInstanceOf(Decision.Publish.class);
        assertThat(page.state().version()).isEqualTo(3);
        assertThat(page.state().origin()).isNull();
    }

    @Test
    void whatIsGoneIsRetractedOnceAndComesBackAsAVersion() {
        var page = draft(TEXT, Raw.FETCHED_AT);
        var first = decide(null, page).state();

        var gone = ArticleVersions.retract(first, LINK, Raw.FETCHED_AT.plusSeconds(1), next -> page.article());
        var again = ArticleVersions.retract(gone.state(), LINK, Raw.FETCHED_AT.plusSeconds(2), next -> page.article());
        var back = decide(gone.state(), draft(TEXT, Raw.FETCHED_AT.plusSeconds(3)));

        assertThat(gone).isInstanceOf(Decision.Publish.class);
        assertThat(gone.state().version()).isEqualTo(2);
        assertThat(again).isEqualTo(new Decision.Unchanged(gone.state(), "retracted as version 2"));
        assertThat(back)
                .isInstanceOfSatisfying(
                        Decision.Publish.class,
                        published -> assertThat(published.article().changes())
                                .isEqualTo(
                                        new Changes(ChangeKind.METADATA, 2, "there again, as before its retraction")));
    }

    @Test
    void anEntryDoesNotBringBackWhatIsGone() {
        var page = draft(TEXT, Raw.FETCHED_AT);
        var first = decide(null, page).state();
        var gone = ArticleVersions.retract(first, LINK, Raw.FETCHED_AT.plusSeconds(1), next -> page.article());

        var decision = ArticleVersions.decide(
                gone.state(), draft(TEXT + " Again.", Raw.FETCHED_AT.plusSeconds(2)), LINK, true);

        assertThat(decision)
                .isEqualTo(new Decision.Unchanged(gone.state(), "its page is gone: retracted as version 2"));
    }

    @Test
    void anArticleThatAnotherAddressStandsForIsNotRetracted() {
        var page = draft(TEXT, Raw.FETCHED_AT);
        var state = decide(null, page).state();
        var other = new LinkId("other");

        var decision = ArticleVersions.retract(state, other, Raw.FETCHED_AT.plusSeconds(1), next -> page.article());

        assertThat(decision).isEqualTo(new Decision.Unchanged(state, "another address still stands for it"));
    }

    private static Decision decide(@Nullable VersionState previous, Enriched.Draft draft) {
        return ArticleVersions.decide(previous, draft, LINK, false);
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
