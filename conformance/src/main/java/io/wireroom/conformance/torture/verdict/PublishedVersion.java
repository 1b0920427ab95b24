package io.wireroom.conformance.torture.verdict;

import io.wireroom.contract.Article;
import java.time.Instant;

/**
 * A version of an article as a topic or the store has it.
 *
 * @param id of the article
 * @param article its number, from its address
 */
record PublishedVersion(String id, int version, int article, Edition edition, Instant observedAt) {

    static PublishedVersion of(Article article) {
        var url = article.url().toString();
        return new PublishedVersion(
                article.id().value(),
                article.version(),
                ChangingHosts.article(url),
                new Edition(Edition.in(article.text()).orElse(0), article.pubStatus() == Article.PubStatus.CANCELED),
                article.observedAt());
    }

    /** What makes it the same version wherever it is found. */
    Key key() {
        return new Key(id, version);
    }

    /** Identifies a version. */
    record Key(String id, int version) {

        @Override
        public String toString() {
            return id + " version " + version;
        }
    }
}
