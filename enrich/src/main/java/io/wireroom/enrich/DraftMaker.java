package io.wireroom.enrich;

import io.wireroom.contract.Article.Provenance;
import io.wireroom.contract.Article.PubStatus;
import io.wireroom.contract.Article.Tags;
import io.wireroom.contract.Article;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.Item;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.RawPage;
import io.wireroom.enrich.clean.Cleaned;
import io.wireroom.enrich.clean.Cleaner;
import io.wireroom.enrich.clean.ContentHash;
import io.wireroom.enrich.clean.PageExplanation;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.language.LanguageDetector;
import io.wireroom.enrich.rules.OperatorRules;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that happens to one page between raw and article, as one pure function: the stage runs it, and so does
 * {@code wireroom inspect page}. Thread-safe.
 */
public final class DraftMaker {

    static final String NAME = "wireroom-enrich/2";
    private static final URI NOWHERE = URI.create("http://localhost/page");
    private static final String LOCAL = "local-file";

    private final Cleaner cleaner;
    private final LanguageDetector languages;
    private final String rulesHash;

    /** An enricher of these parts. */
    public DraftMaker(Cleaner cleaner, LanguageDetector languages) {
        this.cleaner = cleaner;
        this.languages = languages;
        this.rulesHash = cleaner.rules().hash();
    }

    /** An enricher of the default languages; reads the language model, so once per process. */
    public static DraftMaker load() {
        return load(LanguageDetector.DEFAULT_LANGUAGES);
    }

    /** An enricher that tells these languages (BCP 47) apart; reads the language model, so once per process. */
    public static DraftMaker load(Collection<String> languages) {
        return load(languages, OperatorRules.NONE);
    }

    /** The same with operators' rules. */
    public static DraftMaker load(Collection<String> languages, OperatorRules rules) {
        return new DraftMaker(new Cleaner(PageLimits.DEFAULT, rules), LanguageDetector.load(languages));
    }

    /** The operators' rules in force. */
    OperatorRules rules() {
        return cleaner.rules();
    }

    /** The article of a page as version 1, or why there is none. */
    public Enriched enrich(RawPage page) {
        return switch (cleaner.clean(page)) {
            case Cleaned.Rejected(var reason, var detail) -> new Enriched.Rejected(reason, detail);
            case Cleaned.Extracted extracted -> draft(extracted, page.capture());
        };
    }

    /** What cleaning a page comes to, and what became of each of its lines and why. */
    public PageExplanation explain(RawPage page) {
        return cleaner.explain(page);
    }

    /**
     * A page that nobody fetched: a local file, for {@code inspect}.
     *
     * @param url it would stand at; null when unknown
     * @param contentType as served; null when unknown
     * @param at taken as the instant of the fetch
     */
    public static RawPage localPage(byte[] body, @Nullable URI url, @Nullable String contentType, Instant at) {
        var where = url == null ? NOWHERE : url;
        var link = Address.of(where.toString()).map(LinkId::of).orElse(new LinkId(LOCAL));
        var source = new SourceRef(new SourceId(LOCAL), LOCAL, where);
        var item = new Item(ItemId.ofAnnouncement(source.id(), link), link, where.toString(), source, at, 0, null);
        return new RawPage(new RawPage.Capture(item, 1, where, where, 200, contentType, at), body);
    }

    private Enriched draft(Cleaned.Extracted extracted, RawPage.Capture capture) {
        // Before rules, and before what is learned of the site: neither may make a version.
        var hash = ContentHash.of(extracted);
        var page = extracted.shown();
        var address = Address.of(page.canonicalUrl().toString());
        var id = address.map(ArticleId::of)
                .orElse(new ArticleId(capture.item().link().value()));
        var article = new Article(
                id,
                1,
                page.url(),
                page.canonicalUrl(),
                Site.of(page.url()),
                capture.item().source(),
                page.title(),
                page.subtitle(),
                page.text(),
                page.blocks(),
                page.byline(),
                page.authors(),
                page.publishedAt(),
                page.modifiedAt(),
                capture.item().discoveredAt(),
                capture.fetchedAt(),
                languages.detect(page.title(), page.text(), page.declaredLanguage()),
                page.images(),
                page.section(),
                page.keywords(),
                page.access(),
                page.representation(),
                page.withdrawn() ? PubStatus.CANCELED : PubStatus.USABLE,
                null,
                page.rights(),
                Tags.NONE,
                List.of(),
                List.of(),
                hash.all(),
                new Provenance(capture.item().id(), NAME, rulesHash, page.fields(), page.notes()));
        return new Enriched.Draft(article, hash.text(), page.correction(), page.layout());
    }
}
