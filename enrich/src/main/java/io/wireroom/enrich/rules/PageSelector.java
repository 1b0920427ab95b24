package io.wireroom.enrich.rules;

import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector.SelectorParseException;

/**
 * A CSS selector (with jsoup's own extensions) over a page. Thread-safe. Two are equal if they are written alike.
 */
public final class PageSelector {

    private final String css;
    private final Evaluator evaluator;

    private PageSelector(String css, Evaluator evaluator) {
        this.css = css;
        this.evaluator = evaluator;
    }

    /** The selector of this text; empty where it is not a selector. */
    public static Optional<PageSelector> parse(String css) {
        try {
            return Optional.of(new PageSelector(css, QueryParser.parse(css)));
        } catch (SelectorParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** All elements of the page that it selects, in order. */
    public List<Element> select(Document page) {
        return page.select(evaluator);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PageSelector selector && selector.css.equals(css);
    }

    @Override
    public int hashCode() {
        return css.hashCode();
    }

    @Override
    public String toString() {
        return css;
    }
}
