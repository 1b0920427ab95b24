package io.wireroom.enrich;

import io.wireroom.contract.Article;
import io.wireroom.contract.Article.ChangeKind;
import io.wireroom.contract.Article.Changes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a page is a new version of its article: a pure decision over what is remembered of the article. */
final class ArticleVersions {

    /** What to do; {@code state} is to be remembered. */
    sealed interface Decision {

        /** The state to remember from now on. */
        VersionState state();

        /** Publish this version. */
        record Publish(Article article, VersionState state) implements Decision {}

        /** Nothing new: the article is as it was, or the page is older than what is published. */
        record Unchanged(VersionState state, String why) implements Decision {}
    }

    private ArticleVersions() {}

    /** Decides over a page that was fetched at the draft's {@code observedAt}. */
    static Decision decide(@Nullable VersionState previous, Enriched.Draft draft) {
        var article = draft.article();
        if (previous == null) {
            var state = new VersionState(
                    1, article.contentHash(), draft.textHash(), article.observedAt(), article.firstSeenAt());
            return new Decision.Publish(article, state);
        }
        if (article.observedAt().isBefore(previous.observedAt())) {
            // A late or replayed page must not undo a newer version.
            return new Decision.Unchanged(previous, "older than the page of version " + previous.version());
        }
        if (article.contentHash().equals(previous.contentHash())) {
            var state = new VersionState(
                    previous.version(),
                    previous.contentHash(),
                    previous.textHash(),
                    article.observedAt(),
                    previous.firstSeenAt());
            return new Decision.Unchanged(state, "same content as version " + previous.version());
        }
        var version = previous.version() + 1;
        var next = next(article, version, previous.firstSeenAt(), changes(previous, draft));
        var state = new VersionState(
                version, article.contentHash(), draft.textHash(), article.observedAt(), previous.firstSeenAt());
        return new Decision.Publish(next, state);
    }

    private static Changes changes(VersionState previous, Enriched.Draft draft) {
        var textChanged = !draft.textHash().equals(previous.textHash());
        if (draft.correction() && textChanged) {
            return new Changes(ChangeKind.CORRECTION, previous.version(), "text changed; the page notes a correction");
        }
        return textChanged
                ? new Changes(ChangeKind.TEXT, previous.version(), "title or text changed")
                : new Changes(ChangeKind.METADATA, previous.version(), "authors or date changed");
    }

    private static Article next(Article draft, int version, Instant firstSeenAt, Changes changes) {
        return new Article(
                draft.id(),
                version,
                draft.url(),
                draft.canonicalUrl(),
                draft.site(),
                draft.source(),
                draft.title(),
                draft.subtitle(),
                draft.text(),
                draft.blocks(),
                draft.byline(),
                draft.authors(),
                draft.publishedAt(),
                draft.modifiedAt(),
                firstSeenAt,
                draft.observedAt(),
                draft.language(),
                draft.images(),
                draft.section(),
                draft.keywords(),
                draft.access(),
                draft.representation(),
                draft.pubStatus(),
                changes,
                draft.rights(),
                draft.tags(),
                draft.quotes(),
                draft.attributions(),
                draft.contentHash(),
                draft.provenance());
    }
}
