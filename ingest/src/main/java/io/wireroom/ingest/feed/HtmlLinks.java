package io.wireroom.ingest.feed;

import io.wireroom.ingest.parsing.ParsingLimit;
import java.net.URI;
import java.util.Set;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Makes the addresses in HTML absolute, and leaves every other character as it is: one pass over the tags, no tree, so
 * that fragments that no parser would give back unchanged stay as their authors wrote them.
 */
final class HtmlLinks {

    private static final Set<String> ADDRESSES = Set.of("""
            href src cite action longdesc background usemap classid codebase data profile poster""".split("\\s+"));

    private static final int LONGEST = 10;

    private final String html;
    private final URI base;
    private final StringBuilder out = new StringBuilder();
    private int copied;

    private HtmlLinks(String html, URI base) {
        this.html = html;
        this.base = base;
    }

    /** The HTML with absolute addresses; unchanged where there is no base. */
    static @Nullable String absolute(@Nullable String html, @Nullable URI base) {
        if (html == null || base == null || html.indexOf('<') < 0 || html.indexOf('=') < 0) {
            return html;
        }
        return new HtmlLinks(html, base).rewritten();
    }

    private String rewritten() {
        for (var open = html.indexOf('<'); open >= 0; open = html.indexOf('<', open + 1)) {
            ParsingLimit.check();
            if (open + 1 < html.length() && isLetter(html.charAt(open + 1))) {
                open = tag(open + 1);
            }
        }
        return copied == 0 ? html : out.append(html, copied, html.length()).toString();
    }

    /** Reads one tag's attributes; returns the last character of it. */
    private int tag(int from) {
        var at = from;
        while (at < html.length() && !isSpace(html.charAt(at)) && html.charAt(at) != '>') {
            at++;
        }
        while (at < html.length()) {
            var c = html.charAt(at);
            if (c == '>' || c == '<') {
                return c == '<' ? at - 1 : at;
            }
            if (isSpace(c) || c == '/') {
                at++;
                continue;
            }
            at = attribute(at);
        }
        return at;
    }

    private int attribute(int from) {
        var end = from;
        while (end < html.length() && !isSpace(html.charAt(end)) && "=<>/".indexOf(html.charAt(end)) < 0) {
            end++;
        }
        var at = skipSpace(end);
        if (at >= html.length() || html.charAt(at) != '=') {
            return Math.max(end, from + 1);
        }
        at = skipSpace(at + 1);
        if (at >= html.length()) {
            return at;
        }
        var quote = html.charAt(at);
        if (quote == '"' || quote == '\'') {
            var close = html.indexOf(quote, at + 1);
            if (close < 0) {
                return html.length();
            }
            resolve(from, end, at, at + 1, close, close + 1);
            return close + 1;
        }
        var stop = at;
        while (stop < html.length() && !isSpace(html.charAt(stop)) && html.charAt(stop) != '>') {
            stop++;
        }
        resolve(from, end, at, at, stop, stop);
        return Math.max(stop, from + 1);
    }

    /** Writes an attribute's value anew, where it is a relative address. */
    private void resolve(int name, int nameEnd, int outer, int value, int valueEnd, int outerEnd) {
        if (nameEnd - name > LONGEST
                || value == valueEnd
                || isAbsolute(value, valueEnd)
                || !ADDRESSES.contains(MarkupText.lower(html.substring(name, nameEnd)))) {
            return;
        }
        var stated = Parser.unescapeEntities(html.substring(value, valueEnd), true);
        out.append(html, copied, outer)
                .append('"')
                .append(MarkupText.escapeAttribute(RelativeLinks.absolute(base, stated)))
                .append('"');
        copied = outerEnd;
    }

    private boolean isAbsolute(int from, int to) {
        for (var i = from; i < to; i++) {
            var c = html.charAt(i);
            if (c == ':') {
                return i > from;
            }
            if (!Character.isLetterOrDigit(c) && c != '+' && c != '-' && c != '.') {
                return false;
            }
        }
        return false;
    }

    private int skipSpace(int from) {
        var at = from;
        while (at < html.length() && isSpace(html.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }
}
