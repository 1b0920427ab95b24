package io.wireroom.ingest.markup;

import io.wireroom.ingest.parsing.ParsingLimit;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Finds the root element of a feed or sitemap after other markup: messages of the server, scripts, counters. Comments,
 * CDATA sections, scripts and styles are passed over. Reads the text once.
 */
public final class EmbeddedRoot {

    private static final Set<String> FEED_ROOTS = Set.of("rss", "rdf:rdf", "feed");
    private static final Set<String> SITEMAP_ROOTS = Set.of("urlset", "sitemapindex");

    private static final int LONGEST_NAME = 40;

    /** Elements whose content is no markup (HTML Standard, section 13.1.2), and what else may hold markup as text. */
    private static final List<Skipped> SKIPPED = List.of(
            new Skipped("<!--", "-->"),
            new Skipped("<![CDATA[", "]]>"),
            new Skipped("<script", "</script"),
            new Skipped("<style", "</style"),
            new Skipped("<textarea", "</textarea"),
            new Skipped("<template", "</template"));

    private record Skipped(String open, String close) {}

    private EmbeddedRoot() {}

    /** Where the root of a feed begins, beyond {@code from}; empty where there is none. */
    public static OptionalInt ofFeed(String text, int from) {
        return find(text, from, FEED_ROOTS);
    }

    /** Where the root of a sitemap begins, at {@code from} or beyond; empty where there is none. */
    public static OptionalInt ofSitemap(String text, int from) {
        return find(text, from, SITEMAP_ROOTS);
    }

    private static OptionalInt find(String text, int from, Set<String> roots) {
        for (var at = text.indexOf('<', from); at >= 0; at = text.indexOf('<', at + 1)) {
            ParsingLimit.check();
            if (isRoot(text, at, roots)) {
                return OptionalInt.of(at);
            }
            for (var kind : SKIPPED) {
                if (text.regionMatches(true, at, kind.open, 0, kind.open.length())) {
                    at = indexOfIgnoringCase(text, kind.close, at + 1);
                    break;
                }
            }
            if (at < 0) {
                return OptionalInt.empty(); // the rest of the text lies within it
            }
        }
        return OptionalInt.empty();
    }

    /** An opening tag of one of these names, with any prefix or none. */
    private static boolean isRoot(String text, int open, Set<String> roots) {
        var end = open + 1;
        while (end < text.length() && end - open <= LONGEST_NAME && isNameCharacter(text.charAt(end))) {
            end++;
        }
        if (end == text.length() || (text.charAt(end) != '>' && !Character.isWhitespace(text.charAt(end)))) {
            return false;
        }
        var name = text.substring(open + 1, end).toLowerCase(Locale.ROOT);
        return roots.contains(name) || roots.contains(name.substring(name.indexOf(':') + 1));
    }

    private static boolean isNameCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == ':' || c == '_' || c == '-';
    }

    private static int indexOfIgnoringCase(String text, String word, int from) {
        if (Character.isLetter(word.charAt(word.length() - 1))) {
            for (var at = text.indexOf("</", from); at >= 0; at = text.indexOf("</", at + 2)) {
                if (text.regionMatches(true, at, word, 0, word.length())) {
                    return at;
                }
            }
            return -1;
        }
        return text.indexOf(word, from);
    }
}
