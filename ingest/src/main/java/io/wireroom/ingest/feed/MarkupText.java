package io.wireroom.ingest.feed;

import io.wireroom.ingest.parsing.ParsingLimit;
import io.wireroom.text.SingleLine;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.jsoup.parser.Tag;
import org.jspecify.annotations.Nullable;

/** Text with and without markup: escaped, as plain text, and with its windows-1252 characters. */
final class MarkupText {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z!][a-zA-Z0-9:_-]*+)([^<>]*+)>");
    private static final Pattern BREAK = Pattern.compile("\\R\\h*+\\R\\s*+");

    /** Elements of HTML that are written without an end tag (HTML Standard, sections 13.1.2 and 13.1.2.4). */
    private static final Set<String> WITHOUT_END = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p",
            "li", "dt", "dd", "td", "th", "tr", "option");

    private MarkupText() {}

    /** The text without space around it; null when nothing is left. */
    static @Nullable String nonBlank(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var stripped = text.strip();
        return stripped.isEmpty() ? null : stripped;
    }

    /** With the quotes and dashes of windows-1252 that were taken for control characters, as browsers read them. */
    static String windows(String text) {
        var clean = true;
        for (var i = 0; clean && i < text.length(); i++) {
            clean = text.charAt(i) < 0x80 || text.charAt(i) >= 0xa0;
        }
        if (clean) {
            return text;
        }
        var out = new StringBuilder(text);
        for (var i = 0; i < out.length(); i++) {
            var c = out.charAt(i);
            if (c >= 0x80 && c < 0xa0) {
                out.setCharAt(i, new String(new byte[] {(byte) c}, WINDOWS_1252).charAt(0));
            }
        }
        return out.toString();
    }

    /** The visible text of HTML, on one line. What looks like a tag and is no element of HTML is text. */
    static @Nullable String plain(@Nullable String html, int most) {
        if (html == null) {
            return null;
        }
        var bounded = SingleLine.cut(html, 16 * most);
        if (TAG.matcher(bounded).find()) {
            var text = ParsingLimit.bounded(
                    () -> Jsoup.parseBodyFragment(withElementsOnly(bounded)).text());
            return SingleLine.line(text, most);
        }
        return SingleLine.line(bounded.indexOf('&') < 0 ? bounded : Parser.unescapeEntities(bounded, false), most);
    }

    private static String withElementsOnly(String html) {
        var ended = new HashSet<String>();
        TAG.matcher(html)
                .results()
                .filter(tag -> !tag.group(1).isEmpty())
                .forEach(tag -> ended.add(lower(tag.group(2))));
        return TAG.matcher(html).replaceAll(tag -> {
            var name = lower(tag.group(2));
            var isElement = name.startsWith("!")
                    || (Tag.isKnownTag(name)
                            && (WITHOUT_END.contains(name)
                                    || ended.contains(name)
                                    || tag.group(3).endsWith("/")));
            return Matcher.quoteReplacement(
                    isElement ? tag.group() : "&lt;" + tag.group().substring(1));
        });
    }

    /** Whether the text ends an element of HTML, or has one that needs no end and says so. */
    static boolean endsElement(String text) {
        return text.indexOf('<') >= 0
                && TAG.matcher(text)
                        .results()
                        .anyMatch(tag -> Tag.isKnownTag(lower(tag.group(2)))
                                && (!tag.group(1).isEmpty()
                                        || (WITHOUT_END.contains(lower(tag.group(2)))
                                                && (tag.group(3).endsWith("/")
                                                        || tag.group(3).indexOf('=') >= 0))));
    }

    /** Plain text as HTML that shows the same: each part between empty lines is a paragraph. */
    static String html(String text) {
        var paragraphs = BREAK.split(text.strip());
        return paragraphs.length < 2
                ? escapeText(text)
                : Arrays.stream(paragraphs)
                        .map(paragraph -> "<p>" + escapeText(paragraph.strip()) + "</p>")
                        .collect(Collectors.joining("\n"));
    }

    static String escapeAttribute(String value) {
        return value.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }

    static String escapeText(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
