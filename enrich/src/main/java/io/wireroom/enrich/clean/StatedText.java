package io.wireroom.enrich.clean;

import io.wireroom.text.FoldedText;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;

/** The paragraphs of an article's text as the page's data hold it: plain text or HTML. */
final class StatedText {

    private static final int MAX_CHARS = 200_000;

    private StatedText() {}

    /** The paragraphs, tidied, without empty ones. */
    static List<String> lines(String text) {
        var bounded = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
        var plain = bounded.contains("&lt;") ? Parser.unescapeEntities(bounded, false) : bounded;
        return (plain.indexOf('<') < 0 ? Parser.unescapeEntities(plain, false) : ofHtml(plain))
                .lines()
                .map(FoldedText::tidy)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String ofHtml(String html) {
        var page = Jsoup.parseBodyFragment(html);
        page.select("script, style, figure, iframe, noscript").remove();
        page.select("p, div, h2, h3, h4, li, br, blockquote, tr").before("\n").after("\n");
        return page.body().wholeText();
    }
}
