package io.wireroom.enrich;

import io.wireroom.contract.Article;
import io.wireroom.contract.Article.Access;
import io.wireroom.contract.Article.Extraction;
import io.wireroom.contract.Article.Provenance;
import io.wireroom.contract.Article.PubStatus;
import io.wireroom.contract.Article.Rights;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.RejectReason;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.work.RawPage;
import io.wireroom.enrich.clean.Cleaned;
import io.wireroom.enrich.clean.Cleaner;
import io.wireroom.enrich.clean.ContentHash;
import io.wireroom.enrich.clean.PageExplanation;
import io.wireroom.enrich.clean.dates.FoundDate.Dated;
import io.wireroom.enrich.clean.metadata.Sourced;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.language.LanguageDetector;
import io.wireroom.enrich.rules.OperatorRules;
import io.wireroom.text.CodeDigest;
import io.wireroom.text.WordCount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes the draft of an article from a page, as one pure function: the stage and {@code wireroom inspect page} run it.
 * Thread-safe.
 */
public final class DraftMaker {

    /** Name and version of the code: a digest of the classes and word lists that make an article of a page. */
    static final String NAME = "wireroom-enrich/"
            + CodeDigest.of(DraftMaker.class.getClassLoader(), "io/wireroom/enrich", "io/wireroom/text");

    static final Enriched TOO_DEEP = new Enriched.Rejected(RejectReason.TOO_COMPLEX, "nested too deeply for the stack");

    private final Cleaner cleaner;
    private final LanguageDetector languages;
    private final String rulesHash;

    /** A draft maker of these parts. */
    public DraftMaker(Cleaner cleaner, LanguageDetector languages) {
        this.cleaner = cleaner;
        this.languages = languages;
        this.rulesHash = cleaner.rules().hash();
    }

    /** A draft maker for the default languages; reads the language model, so once per process. */
    public static DraftMaker load() {
        return load(LanguageDetector.DEFAULT_LANGUAGES);
    }

    /** A draft maker that detects these languages (BCP 47); reads the language model, so once per process. */
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
        return withinStack(
                () -> switch (cleaner.clean(page)) {
                    case Cleaned.Rejected(var reason, var detail) -> new Enriched.Rejected(reason, detail);
                    case Cleaned.Extracted extracted -> draft(extracted, page.capture());
                },
                TOO_DEEP);
    }

    /** The result of cleaning a page, with the verdict on each of its lines. */
    public PageExplanation explain(RawPage page) {
        var tooDeep = new Cleaned.Rejected(RejectReason.TOO_COMPLEX, "nested too deeply for the stack");
        return withinStack(() -> cleaner.explain(page), new PageExplanation(tooDeep, List.of()));
    }

    /** The one boundary where a stack overflow becomes a value: Kafka Streams' handler only sees exceptions. */
    static <T> T withinStack(Supplier<T> work, T tooDeep) {
        try {
            return work.get();
        } catch (StackOverflowError e) {
            return tooDeep;
        }
    }

    private Enriched draft(Cleaned.Extracted extracted, RawPage.Capture capture) {
        // Before rules, and before what is learned of the site: neither may make a version.
        var hash = ContentHash.of(extracted.found());
        var content = extracted.shown();
        var details = extracted.details();
        var origins = extracted.origins();
        var canonical = details.canonical().url();
        var published = content.published().dated();
        var id = Address.of(canonical.toString())
                .map(ArticleId::of)
                .orElse(new ArticleId(capture.item().link().value()));
        var article = Article.builder()
                .id(id)
                .url(details.url())
                .canonicalUrl(canonical)
                .source(capture.item().source())
                .title(content.title())
                .subtitle(content.standfirst())
                .text(content.text())
                .blocks(content.body().blocks())
                .wordCount(WordCount.of(content.text()))
                .byline(content.authors().byline().map(Sourced::value).orElse(null))
                .authors(content.authors().names())
                .publishedAt(content.publishedAt())
                .publishedAtPrecision(published.map(Dated::precision).orElse(null))
                .zoneAssumed(published.filter(Dated::zoneAssumed).isPresent() ? true : null)
                .modifiedAt(details.modifiedAt())
                .firstSeenAt(capture.item().discoveredAt())
                .observedAt(capture.fetchedAt())
                .language(languages.detect(
                        content.title(),
                        content.text(),
                        details.language().map(Sourced::value).orElse(null)))
                .images(details.images().map(Sourced::value).orElse(List.of()))
                .section(details.section().map(Sourced::value).orElse(null))
                .genre(details.genre().map(Sourced::value).orElse(null))
                .keywords(details.keywords().map(Sourced::value).orElse(List.of()))
                .access(details.access().map(Sourced::value).orElse(Access.UNKNOWN))
                .representation(details.representation())
                .pubStatus(details.withdrawn() ? PubStatus.CANCELED : PubStatus.USABLE)
                .rights(details.rights().map(Sourced::value).orElse(Rights.UNSTATED))
                .contentHash(hash.all())
                .extraction(new Extraction(rounded(extracted.confidence()), 0, content.siteRuleLines(), rulesHash))
                .provenance(new Provenance(capture.item().id(), NAME, origins.rules(), origins.notes()))
                .build();
        var address = Address.of(details.url().toString()).map(ArticleId::of).orElse(id);
        return new Enriched.Draft(
                article,
                hash.text(),
                details.correction(),
                extracted.layout(),
                address,
                details.canonical().view());
    }

    private static double rounded(double confidence) {
        return BigDecimal.valueOf(confidence).setScale(2, RoundingMode.HALF_UP).doubleValue();
    }
}
