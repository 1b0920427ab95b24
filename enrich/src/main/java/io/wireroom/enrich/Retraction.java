package io.wireroom.enrich;

import io.wireroom.contract.Article.Access;
import io.wireroom.contract.Article.ChangeKind;
import io.wireroom.contract.Article.Changes;
import io.wireroom.contract.Article.Language;
import io.wireroom.contract.Article.Provenance;
import io.wireroom.contract.Article.PubStatus;
import io.wireroom.contract.Article.Representation;
import io.wireroom.contract.Article.Rights;
import io.wireroom.contract.Article.Tags;
import io.wireroom.contract.Article;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.RawPage;
import java.util.List;
import java.util.Map;

/** The version that says that an article is gone: what it said is not repeated. */
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
        var status = gone.httpStatus();
        return new Article(
                id,
                state.version(),
                gone.url(),
                gone.url(),
                Site.of(gone.url()),
                gone.item().source(),
                title,
                null,
                "",
                List.of(),
                null,
                entry == null ? List.of() : entry.authors(),
                entry == null ? null : entry.published(),
                null,
                state.firstSeenAt(),
                gone.fetchedAt(),
                Language.UNDETERMINED,
                List.of(),
                null,
                List.of(),
                Access.UNKNOWN,
                Representation.PARTIAL,
                PubStatus.CANCELED,
                new Changes(ChangeKind.RETRACTION, state.version() - 1, "the page is gone: HTTP " + status),
                Rights.UNSTATED,
                Tags.NONE,
                List.of(),
                List.of(),
                state.contentHash(),
                new Provenance(
                        gone.item().id(),
                        DraftMaker.NAME,
                        rulesHash,
                        title.isEmpty() ? Map.of() : Map.of("title", "feed"),
                        Map.of("text", "the page is gone")));
    }
}
