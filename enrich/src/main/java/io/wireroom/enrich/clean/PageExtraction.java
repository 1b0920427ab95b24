package io.wireroom.enrich.clean;

import io.wireroom.contract.Article.Access;
import io.wireroom.contract.Article.Representation;
import io.wireroom.contract.FieldRule;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.work.RawPage;
import io.wireroom.enrich.clean.Cleaned.Extracted;
import io.wireroom.enrich.clean.authors.AuthorFinder;
import io.wireroom.enrich.clean.authors.Authors;
import io.wireroom.enrich.clean.body.BodyExtractor;
import io.wireroom.enrich.clean.body.BodyExtractor.Body;
import io.wireroom.enrich.clean.body.GatedText;
import io.wireroom.enrich.clean.body.LineModel;
import io.wireroom.enrich.clean.body.PublisherNotices;
import io.wireroom.enrich.clean.body.ReferenceText;
import io.wireroom.enrich.clean.dates.DateFinder;
import io.wireroom.enrich.clean.dates.FoundDate;
import io.wireroom.enrich.clean.metadata.CanonicalUrl;
import io.wireroom.enrich.clean.metadata.JsonLd;
import io.wireroom.enrich.clean.metadata.MetaTags;
import io.wireroom.enrich.clean.metadata.PageClaims;
import io.wireroom.enrich.clean.metadata.PageMetadata;
import io.wireroom.enrich.clean.metadata.Sourced;
import io.wireroom.enrich.clean.metadata.TitleFinder;
import io.wireroom.enrich.clean.page.BlockText;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.Headline;
import io.wireroom.enrich.clean.page.Layout;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.clean.page.PageLine;
import io.wireroom.enrich.clean.page.PageScan;
import io.wireroom.enrich.rules.OperatorRules;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The extraction of one parsed page: each step reads the page and returns its part of the article. */
final class PageExtraction {

    private static final int WHOLE_TEXT_CHARS = 1_500;

    /** Entries are cut to 16 KiB, so an entry of nearly that size may be incomplete. */
    private static final int CUT_ENTRY_BYTES = 15 * 1024;

    private final ParsedPage page;
    private final RawPage raw;
    private final LineModel model;
    private final Deadline deadline;
    private final URI url;
    private final PageScan scan;
    private final JsonLd jsonLd;
    private final MetaTags metas;
    private final PageMetadata metadata;

    PageExtraction(ParsedPage page, RawPage raw, PageLimits limits, LineModel model, Deadline deadline) {
        this.page = page;
        this.raw = raw;
        this.model = model;
        this.deadline = deadline;
        var address = raw.capture().finalUrl();
        url = Address.web(address.toString()).orElse(address);
        scan = PageScan.of(page.document(), limits, deadline);
        metas = new MetaTags(scan.found.metas);
        jsonLd = JsonLd.read(scan.found.data, PageClaims.of(scan, metas, url));
        metadata = new PageMetadata(scan, jsonLd, metas);
    }

    /**
     * Extracts the article, or returns the reason why there is none.
     *
     * @param witness gets the page's lines with their verdicts, and what the extractor found
     */
    Cleaned extract(OperatorRules rules, BiConsumer<List<PageLine>, Body> witness) {
        var headline = headline();
        var title = headline.map(Sourced::value).orElse(null);
        var language = page.stated().language().or(metadata::language);
        var languageTag = language.map(Sourced::value).orElse(null);
        var at = Headline.index(scan.lines, title);
        var authors = AuthorFinder.find(scan, jsonLd, metas, page.stated().authors(), at, languageTag);
        var canonical = metadata.canonicalUrl(url);
        var dateFinder = new DateFinder(
                scan, metas, raw.capture().fetchedAt(), raw.capture().item().entry(), languageTag);
        var dates = dateFinder.find(
                jsonLd, at, List.of(url.toString(), canonical.url().toString(), metadata.statedAddress()));
        deadline.checkNow();
        var body = body(title, authors).orStated(this::statedText, scan.root);
        witness.accept(scan.lines, body);
        var siteRule = raw.capture().isEntry()
                ? Optional.<SiteRulePage>empty()
                : rules.of(url).map(rule -> new SiteRulePage(rule, scan, deadline));
        var withdrawn = PublisherNotices.isWithdrawn(title, body.lines());
        if (!withdrawn) {
            var rejected =
                    PageClassifier.afterExtraction(evidence(title, dates.published(), authors), body, scan.lines);
            if (rejected.isPresent()) {
                var reason = rejected.get().reason();
                if (siteRule.filter(rule -> rule.overrules(reason)).isEmpty()) {
                    return rejected.get();
                }
                body = siteRule.get().body(body);
            }
        }
        var found = content(headline, body, authors, dates.published());
        var lines = body.lines();
        return new Extracted(
                found,
                siteRule.map(rule -> rule.apply(found, lines, dateFinder)).orElse(found),
                details(
                        canonical,
                        language,
                        dates.modified(),
                        body,
                        found.text().length(),
                        withdrawn),
                body.confidence(),
                Layout.of(body.container()));
    }

    private Optional<Sourced<String>> headline() {
        return page.stated()
                .title()
                .or(() -> TitleFinder.find(scan, jsonLd, metas))
                .or(() -> EntryCleaner.title(raw.capture().item().entry()))
                .or(() -> TitleFinder.headingAboveText(scan));
    }

    private Body body(@Nullable String title, Authors authors) {
        var announced = EntryCleaner.text(raw.capture().item().entry());
        return new BodyExtractor(
                        scan,
                        title == null ? "" : title,
                        metas.first("og:description", "description").orElse(""),
                        authors.names(),
                        ReferenceText.of(jsonLd.article().path("articleBody").asText("")),
                        ReferenceText.of(announced == null ? "" : announced),
                        GatedText.of(jsonLd.values("hasPart"), scan.page),
                        raw.capture().isEntry() ? LineModel.NONE : model,
                        deadline)
                .extract();
    }

    /** The text that the page's data hold, unless readers have to pay for it. */
    private List<String> statedText() {
        var text = jsonLd.article().path("articleBody").asText("");
        var isPaid = metadata.access()
                .filter(access -> access.value() == Access.PAYWALLED)
                .isPresent();
        return text.isEmpty() || isPaid ? List.of() : StatedText.lines(text);
    }

    private static Content content(
            Optional<Sourced<String>> headline, Body body, Authors authors, FoundDate published) {
        return new Content(
                headline,
                body.standfirst() == null ? null : body.standfirst().text(),
                BlockText.of(body.lines()),
                body.isStated() ? FieldRule.JSON_LD : FieldRule.VOTES,
                authors,
                published,
                0,
                Map.of());
    }

    private PageDetails details(
            CanonicalUrl canonical,
            Optional<Sourced<String>> language,
            Optional<FoundDate> modified,
            Body body,
            int textChars,
            boolean withdrawn) {
        var access = access(body, textChars);
        return new PageDetails(
                url,
                canonical,
                page.charset(),
                language,
                modified,
                metadata.images(body.container()),
                metadata.section(),
                metadata.genre(),
                metadata.keywords(),
                access,
                representation(access.map(Sourced::value).orElse(Access.UNKNOWN), textChars),
                metadata.rights(raw.capture().terms()),
                PublisherNotices.isCorrected(jsonLd, body.lines(), scan.lines),
                withdrawn);
    }

    /** As the page states it. If it states nothing, a short text before a paywall notice is paywalled. */
    private Optional<Sourced<Access>> access(Body body, int textChars) {
        var stated = metadata.access();
        var isKnown = stated.filter(access -> access.value() != Access.UNKNOWN).isPresent();
        if (isKnown || textChars >= WHOLE_TEXT_CHARS) {
            return stated;
        }
        var walled = PublisherNotices.isWalled(body.lines(), scan.lines)
                || (scan.found.paywall && PublisherNotices.breaksOff(body.lines()));
        return walled ? Optional.of(new Sourced<>(Access.PAYWALLED, FieldRule.WALL_BEHIND_TEXT)) : stated;
    }

    private Representation representation(Access access, int textChars) {
        var stated = jsonLd.article().path("articleBody").asText("").length();
        // If the operator marked the feed as full-text, an entry is the whole article unless it was cut.
        var whole = raw.capture().item().source().entriesAreWhole() && raw.body().length < CUT_ENTRY_BYTES;
        var entryOnly = raw.capture().isEntry() && !whole;
        var cut = access == Access.PAYWALLED && textChars < WHOLE_TEXT_CHARS;
        return entryOnly || cut || stated > 2 * textChars ? Representation.PARTIAL : Representation.FULL;
    }

    private PageClassifier.Evidence evidence(@Nullable String title, FoundDate published, Authors authors) {
        var path = Objects.requireNonNullElse(url.getRawPath(), "");
        return new PageClassifier.Evidence(
                path.isEmpty() ? "/" : path,
                metas.first("og:type").orElse(""),
                title,
                !jsonLd.article().isMissingNode(),
                published.isOnPage(),
                !authors.names().isEmpty(),
                metadata.isVideo(),
                scan.found.scripts,
                scan.found.articles,
                raw.capture().item().entry());
    }
}
