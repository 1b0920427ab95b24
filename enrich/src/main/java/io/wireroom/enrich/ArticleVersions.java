package io.wireroom.enrich;

import io.wireroom.contract.Article;
import io.wireroom.contract.Article.ChangeKind;
import io.wireroom.contract.Article.Changes;
import io.wireroom.contract.Article.PubStatus;
import io.wireroom.contract.LinkId;
import io.wireroom.enrich.VersionState.Origin;
import java.time.Instant;
import java.util.function.Function;
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

    /**
     * Decides over a page that was fetched at the draft's {@code observedAt}.
     *
     * @param link that the page was fetched for
     * @param entry whether the draft was made of a feed entry, in place of a page that was not to be had
     */
    static Decision decide(@Nullable VersionState previous, Enriched.Draft draft, LinkId link, boolean entry) {
        var article = draft.article();
        var origin = entry ? Origin.ENTRY : null;
        if (previous == null) {
            return new Decision.Publish(article, state(1, draft, article.firstSeenAt(), origin, link));
        }
        if (article.observedAt().isBefore(previous.observedAt())) {
            // A late or replayed page must not undo a newer version.
            return new Decision.Unchanged(previous, "older than the page of version " + previous.version());
        }
        var retracted = previous.origin() == Origin.GONE;
        if (entry && retracted) {
            return new Decision.Unchanged(previous, "its page is gone: retracted as version " + previous.version());
        }
        if (entry && previous.origin() == null) {
            return new Decision.Unchanged(
                    previous,
                    "version " + previous.version() + " was made of the page, which holds more than its entry");
        }
        if (article.contentHash().equals(previous.contentHash()) && !retracted) {
            var state = new VersionState(
                    previous.version(),
                    previous.contentHash(),
                    previous.textHash(),
                    article.observedAt(),
                    previous.firstSeenAt(),
                    origin,
                    link);
            return new Decision.Unchanged(state, "same content as version " + previous.version());
        }
        var version = previous.version() + 1;
        var changes = retracted && draft.textHash().equals(previous.textHash())
                ? new Changes(ChangeKind.METADATA, previous.version(), "there again, as before its retraction")
                : changes(previous, draft);
        var next = ArticleEdits.asVersion(article, version, previous.firstSeenAt(), changes);
        return new Decision.Publish(next, state(version, draft, previous.firstSeenAt(), origin, link));
    }

    /**
     * Decides over the news that an article's page is gone.
     *
     * @param link whose page is gone
     * @param at when that was seen
     * @param retraction makes the version of this number
     */
    static Decision retract(
            VersionState previous, LinkId link, Instant at, Function<VersionState, Article> retraction) {
        if (previous.origin() == Origin.GONE) {
            return new Decision.Unchanged(previous, "retracted as version " + previous.version());
        }
        if (at.isBefore(previous.observedAt())) {
            return new Decision.Unchanged(previous, "older than the page of version " + previous.version());
        }
        if (previous.link() != null && !previous.link().equals(link)) {
            return new Decision.Unchanged(previous, "another address still stands for it");
        }
        var state = new VersionState(
                previous.version() + 1,
                previous.contentHash(),
                previous.textHash(),
                at,
                previous.firstSeenAt(),
                Origin.GONE,
                link);
        return new Decision.Publish(retraction.apply(state), state);
    }

    private static VersionState state(
            int version, Enriched.Draft draft, Instant firstSeenAt, @Nullable Origin origin, LinkId link) {
        var article = draft.article();
        return new VersionState(
                version, article.contentHash(), draft.textHash(), article.observedAt(), firstSeenAt, origin, link);
    }

    private static Changes changes(VersionState previous, Enriched.Draft draft) {
        var textChanged = !draft.textHash().equals(previous.textHash());
        if (draft.article().pubStatus() == PubStatus.CANCELED) {
            return new Changes(ChangeKind.RETRACTION, previous.version(), "the page states that it was withdrawn");
        }
        if (draft.correction() && textChanged) {
            return new Changes(ChangeKind.CORRECTION, previous.version(), "text changed; the page notes a correction");
        }
        return textChanged
                ? new Changes(ChangeKind.TEXT, previous.version(), "title or text changed")
                : new Changes(ChangeKind.METADATA, previous.version(), "authors or date changed");
    }
}
