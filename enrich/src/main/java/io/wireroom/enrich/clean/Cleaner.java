package io.wireroom.enrich.clean;

import io.wireroom.contract.RejectReason;
import io.wireroom.contract.work.RawPage;
import io.wireroom.enrich.clean.Cleaned.Rejected;
import io.wireroom.enrich.clean.EntryCleaner.Stated;
import io.wireroom.enrich.clean.body.BodyExtractor.Body;
import io.wireroom.enrich.clean.body.LineFeatures;
import io.wireroom.enrich.clean.body.LineModel;
import io.wireroom.enrich.clean.decode.PageText;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.Deadline.TooComplexException;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.clean.page.PageLine;
import io.wireroom.enrich.clean.page.PageParser;
import io.wireroom.enrich.rules.OperatorRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Extracts the fields of an article from a page's bytes, or returns why the page is not an article. Pure, thread-safe, and
 * in bounded time for any bytes.
 *
 * <p>Every field comes with the rule that gave it, every absent one with a reason.
 */
public final class Cleaner {

    private static final int HTTP_ERROR = 400;

    private final PageLimits limits;
    private final OperatorRules rules;
    private final LineModel model;

    /** Makes a cleaner with these limits and without operators' rules. */
    public Cleaner(PageLimits limits) {
        this(limits, OperatorRules.NONE);
    }

    /** Makes a cleaner with these limits and these operators' rules. */
    public Cleaner(PageLimits limits, OperatorRules rules) {
        this(limits, rules, LineModel.shipped());
    }

    /** Makes a cleaner with another model of lines than the shipped one. */
    public Cleaner(PageLimits limits, OperatorRules rules, LineModel model) {
        this.limits = limits;
        this.rules = rules;
        this.model = model;
    }

    /** The operators' rules that this cleaner applies. */
    public OperatorRules rules() {
        return rules;
    }

    /** Returns the article of the page, or the reason why there is none. */
    public Cleaned clean(RawPage page) {
        return clean(page, (lines, body) -> {});
    }

    /** Cleans a page and returns the verdict on each of its lines too. */
    public PageExplanation explain(RawPage page) {
        // A site rule may change a verdict later, so verdicts are read at the end.
        var blocks = new ArrayList<Supplier<List<PageExplanation.Block>>>();
        var cleaned = clean(page, (lines, body) -> blocks.add(() -> PageExplanation.blocks(lines, body, model)));
        return new PageExplanation(
                cleaned, blocks.isEmpty() ? List.of() : blocks.getFirst().get());
    }

    /** The lines of a page and what the model of lines knows of them; empty where the rules find no text. */
    public Optional<LineFeatures> lines(RawPage page) {
        var found = new ArrayList<LineFeatures>();
        clean(page, (lines, body) -> {
            if (body.features() != null) {
                found.add(body.features());
            }
        });
        return found.stream().findFirst();
    }

    private Cleaned clean(RawPage page, BiConsumer<List<PageLine>, Body> witness) {
        var status = page.capture().httpStatus();
        if (status >= HTTP_ERROR) {
            return new Rejected(RejectReason.ERROR_PAGE, "HTTP " + status);
        }
        try {
            return page.capture().isEntry() ? cleanEntry(page, witness) : cleanHtml(page, witness);
        } catch (TooComplexException e) {
            return new Rejected(RejectReason.TOO_COMPLEX, String.valueOf(e.getMessage()));
        }
    }

    private Cleaned cleanEntry(RawPage page, BiConsumer<List<PageLine>, Body> witness) {
        var deadline = Deadline.in(limits.budget());
        var baseUri = page.capture().finalUrl().toString();
        return EntryCleaner.clean(
                page.body(), baseUri, limits, deadline, parsed -> extract(parsed, page, deadline, witness));
    }

    private Cleaned cleanHtml(RawPage page, BiConsumer<List<PageLine>, Body> witness) {
        var contentType = page.capture().contentType();
        var rejected = PageClassifier.beforeParsing(page.body(), contentType);
        if (rejected.isPresent()) {
            return rejected.get();
        }
        var deadline = Deadline.in(limits.budget());
        var text = PageText.decode(page.body(), contentType);
        var baseUri = page.capture().finalUrl().toString();
        var document = PageParser.parse(text.reader(), page.body().length, baseUri, limits, deadline);
        return extract(new ParsedPage(document, text.rule(), Stated.NOTHING), page, deadline, witness);
    }

    private Cleaned extract(
            ParsedPage parsed, RawPage page, Deadline deadline, BiConsumer<List<PageLine>, Body> witness) {
        return new PageExtraction(parsed, page, limits, model, deadline).extract(rules, witness);
    }
}
