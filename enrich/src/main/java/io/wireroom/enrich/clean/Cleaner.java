package io.wireroom.enrich.clean;

import io.wireroom.contract.Article.Access;
import io.wireroom.contract.Article.Representation;
import io.wireroom.contract.Decoded;
import io.wireroom.contract.FeedEntry;
import io.wireroom.contract.JsonCodec;
import io.wireroom.contract.RejectReason;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.work.RawPage;
import io.wireroom.enrich.clean.Cleaned.Extracted;
import io.wireroom.enrich.clean.Cleaned.Rejected;
import io.wireroom.enrich.clean.authors.AuthorFinder;
import io.wireroom.enrich.clean.body.BodyExtractor;
import io.wireroom.enrich.clean.body.BodyExtractor.Body;
import io.wireroom.enrich.clean.body.PublisherNotices;
import io.wireroom.enrich.clean.body.ReferenceText;
import io.wireroom.enrich.clean.dates.DateFinder;
import io.wireroom.enrich.clean.decode.PageText;
import io.wireroom.enrich.clean.metadata.JsonLd;
import io.wireroom.enrich.clean.metadata.MetaTags;
import io.wireroom.enrich.clean.metadata.PageMetadata;
import io.wireroom.enrich.clean.metadata.TitleFinder;
import io.wireroom.enrich.clean.page.BlockText;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.Deadline.TooComplexException;
import io.wireroom.enrich.clean.page.Headline;
import io.wireroom.enrich.clean.page.Layout;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.clean.page.PageLine;
import io.wireroom.enrich.clean.page.PageParser;
import io.wireroom.enrich.clean.page.PageScan;
import io.wireroom.enrich.rules.OperatorRules;
import io.wireroom.text.FoldedText;
import java.io.Reader;
import java.io.StringReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/**
 * Turns a page's bytes into an article's fields, or into the reason why there is no article: pure, thread-safe, in
 * bounded time whatever the bytes are.
 *
 * <p>Every field comes with the rule that gave it, every absent one with a reason.
 */
public final class Cleaner {

    private static final int HTTP_ERROR = 400;
    private static final int WHOLE_TEXT_CHARS = 1_500;

    /** An entry is cut to 16 KiB: one that comes close to it may not be whole. */
    private static final int CUT_ENTRY_BYTES = 15 * 1024;

    private final PageLimits limits;
    private final OperatorRules rules;
    private final JsonCodec<FeedEntry> entries = new JsonCodec<>(FeedEntry.class);

    /** A cleaner without operators' rules that gives each page this much. */
    public Cleaner(PageLimits limits) {
        this(limits, OperatorRules.NONE);
    }

    /** A cleaner with these operators' rules. */
    public Cleaner(PageLimits limits, OperatorRules rules) {
        this.limits = limits;
        this.rules = rules;
    }

    /** The operators' rules in force. */
    public OperatorRules rules() {
        return rules;
    }

    /** The article that the page holds, or why it holds none. */
    public Cleaned clean(RawPage page) {
        return clean(page, lines -> {});
    }

    /** The same, with what became of each line of the page and why. */
    public PageExplanation explain(RawPage page) {
        var lines = new ArrayList<PageLine>();
        var cleaned = clean(page, lines::addAll);
        return PageExplanation.of(cleaned, lines);
    }

    private Cleaned clean(RawPage page, Consumer<List<PageLine>> witness) {
        var capture = page.capture();
        if (capture.httpStatus() >= HTTP_ERROR) {
            return new Rejected(RejectReason.ERROR_PAGE, "HTTP " + capture.httpStatus());
        }
        try {
            if (RawPage.ENTRY_TYPE.equals(capture.contentType())) {
                return cleanEntry(page, witness);
            }
            var none = PageClassifier.beforeParsing(page.body(), capture.contentType());
            if (none.isPresent()) {
                return none.get();
            }
            var text = PageText.decode(page.body(), capture.contentType());
            return cleanHtml(text.reader(), page.body().length, text.rule(), page, witness);
        } catch (TooComplexException e) {
            return new Rejected(RejectReason.TOO_COMPLEX, String.valueOf(e.getMessage()));
        } catch (StackOverflowError e) {
            // The one boundary: a page must not take the thread with it.
            return new Rejected(RejectReason.TOO_COMPLEX, "nested too deeply");
        }
    }

    private Cleaned cleanEntry(RawPage page, Consumer<List<PageLine>> witness) {
        return switch (entries.decode(page.body())) {
            case Decoded.Unreadable<FeedEntry>(var why) -> new Rejected(RejectReason.NO_TEXT, why);
            case Decoded.Value<FeedEntry>(var entry) -> {
                var content = entry.content() == null ? entry.summary() : entry.content();
                if (content == null) {
                    yield new Rejected(RejectReason.NO_TEXT, "the feed entry has no text");
                }
                var title = entry.title() == null ? "" : Entities.escape(entry.title());
                var authors = new StringBuilder();
                for (var author : entry.authors()) {
                    authors.append("<meta name=\"author\" content=\"")
                            .append(Entities.escape(author).replace("\"", "&quot;"))
                            .append("\">");
                }
                var language = entry.language() == null ? "" : " lang=\"" + Entities.escape(entry.language()) + "\"";
                var html = "<html" + language + "><head><title>" + title + "</title>" + authors
                        + "</head><body><h1>" + title + "</h1><article>"
                        + content + "</article></body></html>";
                yield cleanHtml(new StringReader(html), html.length(), "feed", page, witness);
            }
        };
    }

    private Cleaned cleanHtml(
            Reader html, int size, String charsetRule, RawPage raw, Consumer<List<PageLine>> witness) {
        var capture = raw.capture();
        var deadline = Deadline.in(limits.budget());
        var page = PageParser.parse(html, size, capture.finalUrl().toString(), limits, deadline);
        var scan = PageScan.of(page, limits, deadline);
        var facts = new MetaTags(scan.found.metas);
        facts.fields.put("charset", charsetRule);
        var jsonLd = JsonLd.read(scan.found.data);
        var pageFacts = new PageMetadata(scan, jsonLd, facts);
        var entry = capture.item().entry();
        var language = pageFacts.language();
        var title = TitleFinder.find(scan, jsonLd, facts).orElseGet(() -> entryTitle(entry, facts));
        var headline = Headline.index(scan.lines, title);
        var authors = AuthorFinder.find(scan, jsonLd, facts, headline, language);
        var finalUrl = Address.web(capture.finalUrl().toString()).orElse(capture.finalUrl());
        var canonical = pageFacts.canonicalUrl(finalUrl);
        var dates = new DateFinder(scan, facts, capture.fetchedAt(), entry, language);
        dates.find(jsonLd, headline, List.of(finalUrl.toString(), canonical.toString(), pageFacts.statedAddress()));
        deadline.checkNow();
        var section = pageFacts.section();
        var keywords = pageFacts.keywords();
        var images = pageFacts.images();
        var access = pageFacts.access();
        var rights = pageFacts.rights();
        var evidence = evidence(scan, jsonLd, facts, pageFacts, finalUrl, title, entry);
        deadline.checkNow();
        var body = BodyExtractor.extract(
                scan,
                title == null ? "" : title,
                facts.first("og:description", "description").orElse(""),
                authors.names(),
                ReferenceText.of(jsonLd.article().path("articleBody").asText("")),
                announced(entry),
                deadline);
        witness.accept(scan.lines);
        var ruled = rules.of(finalUrl)
                .filter(rule -> !capture.isEntry())
                .map(rule -> new SiteRulePage(rule, scan, deadline))
                .orElse(null);
        var withdrawn = PublisherNotices.isWithdrawn(title, body.lines());
        var none = withdrawn ? Optional.<Rejected>empty() : PageClassifier.afterExtraction(evidence, body);
        if (none.isPresent()) {
            if (ruled == null || !ruled.overrules(none.get().reason())) {
                return none.get();
            }
            body = ruled.body(body);
        }
        var text = BlockText.of(body.lines());
        facts.fields.put("text", "votes");
        facts.notes.put("confidence", String.format(Locale.ROOT, "%.2f", body.confidence()));
        if (access == Access.UNKNOWN
                && text.text().length() < WHOLE_TEXT_CHARS
                && (PublisherNotices.isWalled(body.lines(), scan.lines)
                        || (scan.found.paywall && PublisherNotices.breaksOff(body.lines())))) {
            access = Access.PAYWALLED;
            facts.fields.put("access", "wall-behind-text");
        }
        if (body.standfirst() != null) {
            facts.fields.put("subtitle", "standfirst");
        }
        if (authors.byline() != null) {
            facts.fields.put("byline", "printed");
        }
        var plain = new Extracted(
                finalUrl,
                canonical,
                title == null ? "" : title,
                subtitle(body),
                text.text(),
                text.blocks(),
                authors.byline(),
                authors.names(),
                facts.publishedAt,
                facts.modifiedAt,
                language,
                images,
                section,
                keywords,
                access,
                representation(access, text.text().length(), jsonLd, raw),
                rights,
                PublisherNotices.isCorrected(jsonLd, body.lines(), scan.lines),
                withdrawn,
                facts.fields,
                facts.notes,
                Layout.of(body.container()),
                null);
        return ruled == null ? plain : plain.beside(ruled.apply(plain, body.lines(), dates));
    }

    /** What the feed says of the article's text. */
    private static ReferenceText announced(@Nullable FeedEntry entry) {
        var text = entry == null ? null : entry.content() == null ? entry.summary() : entry.content();
        return ReferenceText.of(text == null ? "" : text);
    }

    private static @Nullable String subtitle(Body body) {
        return body.standfirst() == null ? null : body.standfirst().text();
    }

    private static Representation representation(Access access, int textChars, JsonLd jsonLd, RawPage raw) {
        var stated = jsonLd.article().path("articleBody").asText("").length();
        // A feed that its operator calls full-text gives the whole article, unless it had to be cut to its bound.
        var whole = raw.capture().item().source().entriesAreWhole() && raw.body().length < CUT_ENTRY_BYTES;
        var entryOnly = raw.capture().isEntry() && !whole;
        var cut = access == Access.PAYWALLED && textChars < WHOLE_TEXT_CHARS;
        return entryOnly || cut || stated > 2 * textChars ? Representation.PARTIAL : Representation.FULL;
    }

    private static PageClassifier.Evidence evidence(
            PageScan scan,
            JsonLd jsonLd,
            MetaTags facts,
            PageMetadata pageFacts,
            URI finalUrl,
            @Nullable String title,
            @Nullable FeedEntry entry) {
        var path = finalUrl.getRawPath() == null || finalUrl.getRawPath().isEmpty() ? "/" : finalUrl.getRawPath();
        return new PageClassifier.Evidence(
                path,
                facts.first("og:type").orElse(""),
                title,
                !jsonLd.article().isMissingNode(),
                facts.publishedAt != null && !"feed".equals(facts.fields.get("publishedAt")),
                pageFacts.isVideo(),
                scan.found.scripts,
                scan.found.articles,
                entry);
    }

    private static @Nullable String entryTitle(@Nullable FeedEntry entry, MetaTags facts) {
        if (entry == null || entry.title() == null || entry.title().isBlank()) {
            return null;
        }
        facts.fields.putIfAbsent("title", "feed");
        return FoldedText.tidy(entry.title());
    }
}
