package io.wireroom.enrich;

import io.wireroom.contract.Article;
import io.wireroom.contract.Article.ChangeKind;
import io.wireroom.contract.Article.Changes;
import io.wireroom.contract.Article.Extraction;
import io.wireroom.contract.Article.Provenance;
import io.wireroom.contract.Article.PubStatus;
import io.wireroom.contract.Article.Representation;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.FieldRule;
import io.wireroom.contract.work.RawPage;
import java.util.List;
import java.util.Map;

/** The version that retracts an article whose page is gone; it does not repeat the text. */
final class Retraction {

    private Retraction() {}

    /**
     * The retracting version of an article; the title is the feed's, or empty.
     *
     * @param state of the article with this version
     * @param rulesHash of the operators' rules in force
     */
    static Article of(ArticleId id, VersionState state, RawPage.Capture gone, String rulesHash) {
        var entry = gone.item().entry();
        var title = entry == null || entry.title() == null ? "" : entry.title();
        return Article.builder()
                .id(id)
                .version(state.version())
                .url(gone.url())
                .source(gone.item().source())
                .title(title)
                .authors(entry == null ? List.of() : entry.authors())
                .publishedAt(entry == null ? null : entry.published())
                .publishedAtPrecision(entry == null ? null : entry.publishedPrecision())
                .zoneAssumed(entry == null ? null : entry.zoneAssumed())
                .firstSeenAt(state.firstSeenAt())
                .observedAt(gone.fetchedAt())
                .representation(Representation.PARTIAL)
                .pubStatus(PubStatus.CANCELED)
                .changes(new Changes(
                        ChangeKind.RETRACTION, state.version() - 1, "the page is gone: HTTP " + gone.httpStatus()))
                .contentHash(state.contentHash())
                .extraction(new Extraction(0, 0, 0, rulesHash))
                .provenance(new Provenance(
                        gone.item().id(),
                        DraftMaker.NAME,
                        title.isEmpty() ? Map.of() : Map.of("title", FieldRule.FEED),
                        Map.of("text", "the page is gone")))
                .build();
    }
}
