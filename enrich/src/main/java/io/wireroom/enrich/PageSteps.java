package io.wireroom.enrich;

import io.wireroom.contract.Article;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.RawPage;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.rules.OperatorRules;
import java.util.function.Function;

/**
 * The pure steps from a page to what is published of it. Between the two functions lies what only the stream knows: the
 * version is decided over the draft's hashes, then the site's learned boilerplate is dropped.
 *
 * @param enrich from a page to its draft; all hashes are fixed here
 * @param tag adds to an article whose text is final; called only for versions that are published, and never for
 *     retractions
 * @param rules the operators' rules in force
 * @param ninjs whether versions are published as IPTC ninjs, too
 */
record PageSteps(Function<RawPage, Enriched> enrich, Tagging tag, OperatorRules rules, boolean ninjs) {

    /** Steps that publish articles in our own form alone. */
    PageSteps(Function<RawPage, Enriched> enrich, Tagging tag, OperatorRules rules) {
        this(enrich, tag, rules, false);
    }

    /** The same steps, which publish ninjs or do not. */
    PageSteps withNinjs(boolean published) {
        return new PageSteps(enrich, tag, rules, published);
    }

    /** Tags an article until the deadline of its page. */
    @FunctionalInterface
    interface Tagging {
        Tagging NONE = (article, deadline) -> article;

        Article apply(Article article, Deadline deadline);
    }

    /** The steps of this enricher, without tags. */
    static PageSteps of(DraftMaker enricher) {
        return new PageSteps(enricher::enrich, Tagging.NONE, enricher.rules());
    }

    /** The steps of this enricher and this tagger. */
    static PageSteps of(DraftMaker enricher, ArticleTagger tagger) {
        return new PageSteps(enricher::enrich, tagger::tag, enricher.rules());
    }

    /** Tells observations of one code and one set of rules for a site from those of others. */
    int code(Site site) {
        return (DraftMaker.NAME + ' ' + rules.hashOf(site)).hashCode();
    }
}
