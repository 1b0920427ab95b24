package io.wireroom.enrich;

import io.wireroom.contract.Article;
import io.wireroom.contract.Article.Changes;
import io.wireroom.contract.Article.Provenance;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.FieldRule;
import io.wireroom.enrich.site.TrimmedText;
import io.wireroom.text.WordCount;
import java.time.Instant;
import java.util.HashMap;

/** Changes to a drafted article on the way to its topic. */
final class ArticleEdits {

    private ArticleEdits() {}

    /** The same article under this id. */
    static Article as(Article draft, ArticleId id) {
        return draft.toBuilder().id(id).build();
    }

    /** The same article under this id, with the address that answered as its own: the one it states is that of others too. */
    static Article ofItsAddress(Article draft, ArticleId id) {
        var from = draft.provenance();
        var fields = new HashMap<>(from.fields());
        fields.put("canonicalUrl", FieldRule.FINAL_URL);
        var notes = new HashMap<>(from.notes());
        notes.put("canonicalUrl", "not believed: other articles of the site state it too: " + draft.canonicalUrl());
        return draft.toBuilder()
                .id(id)
                .canonicalUrl(draft.url())
                .provenance(new Provenance(from.item(), from.enricher(), fields, notes))
                .build();
    }

    /** The same article as a later version of itself. */
    static Article asVersion(Article draft, int version, Instant firstSeenAt, Changes changes) {
        return draft.toBuilder()
                .version(version)
                .firstSeenAt(firstSeenAt)
                .changes(changes)
                .build();
    }

    /** The same article without its site's boilerplate; its hash stays, so that learning makes no version. */
    static Article trimmed(Article article, TrimmedText text) {
        if (text.dropped() == 0) {
            return article;
        }
        var trimmed = article.toBuilder()
                .text(text.text())
                .blocks(text.blocks())
                .wordCount(WordCount.of(text.text()))
                .extraction(article.extraction().withBoilerplateLines(text.dropped()));
        var subtitle = article.subtitle();
        if (subtitle != null && text.text().lines().noneMatch(subtitle::equals)) {
            trimmed.subtitle(null).provenance(withoutSubtitle(article.provenance()));
        }
        return trimmed.build();
    }

    /** The same article with one more note of provenance. */
    static Article withNote(Article article, String field, String note) {
        var from = article.provenance();
        var notes = new HashMap<>(from.notes());
        notes.put(field, note);
        return article.toBuilder()
                .provenance(new Provenance(from.item(), from.enricher(), from.fields(), notes))
                .build();
    }

    private static Provenance withoutSubtitle(Provenance from) {
        var fields = new HashMap<>(from.fields());
        fields.remove("subtitle");
        var notes = new HashMap<>(from.notes());
        notes.put("subtitle", "absent: its line is boilerplate of the site");
        return new Provenance(from.item(), from.enricher(), fields, notes);
    }
}
