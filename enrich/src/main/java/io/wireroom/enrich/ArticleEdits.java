package io.wireroom.enrich;

import io.wireroom.contract.Article;
import io.wireroom.contract.Article.Block;
import io.wireroom.contract.Article.Changes;
import io.wireroom.contract.Article.Provenance;
import io.wireroom.contract.ArticleId;
import io.wireroom.enrich.site.TrimmedText;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An article as it was drafted, with some of its fields changed on the way to its topic. */
final class ArticleEdits {

    private ArticleEdits() {}

    /** The same article under this id. */
    static Article as(Article draft, ArticleId id) {
        return copy(
                draft,
                id,
                draft.version(),
                draft.firstSeenAt(),
                draft.changes(),
                draft.subtitle(),
                draft.text(),
                draft.blocks(),
                draft.provenance());
    }

    /** The same article as a later version of itself. */
    static Article asVersion(Article draft, int version, Instant firstSeenAt, Changes changes) {
        return copy(
                draft,
                draft.id(),
                version,
                firstSeenAt,
                changes,
                draft.subtitle(),
                draft.text(),
                draft.blocks(),
                draft.provenance());
    }

    /** The same article without its site's boilerplate; its hash stays, so that learning makes no version. */
    static Article trimmed(Article article, TrimmedText text) {
        if (text.dropped() == 0) {
            return article;
        }
        var from = article.provenance();
        var fields = new HashMap<>(from.fields());
        var notes = new HashMap<>(from.notes());
        notes.merge(
                "text",
                "lines dropped as boilerplate of the site: " + text.dropped(),
                (said, more) -> said + "; " + more);
        var subtitle = article.subtitle();
        if (subtitle != null && text.text().lines().noneMatch(subtitle::equals)) {
            subtitle = null;
            fields.remove("subtitle");
            notes.put("subtitle", "absent: its line is boilerplate of the site");
        }
        return copy(
                article,
                article.id(),
                article.version(),
                article.firstSeenAt(),
                article.changes(),
                subtitle,
                text.text(),
                text.blocks(),
                new Provenance(from.item(), from.enricher(), from.rulesHash(), fields, notes));
    }

    private static Article copy(
            Article draft,
            ArticleId id,
            int version,
            Instant firstSeenAt,
            @Nullable Changes changes,
            @Nullable String subtitle,
            String text,
            List<Block> blocks,
            Provenance provenance) {
        return new Article(
                id,
                version,
                draft.url(),
                draft.canonicalUrl(),
                draft.site(),
                draft.source(),
                draft.title(),
                subtitle,
                text,
                blocks,
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
                provenance);
    }
}
