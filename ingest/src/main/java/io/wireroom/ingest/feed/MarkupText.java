package io.wireroom.ingest.feed;

import io.wireroom.ingest.parsing.ParsingLimit;
import io.wireroom.text.SingleLine;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Text with and without markup: escaped, as plain text, and with its windows-1252 characters. */
final class MarkupText {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z!][^<>]*>");

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

    /** The visible text of HTML, on one line. */
    static @Nullable String plain(@Nullable String html, int most) {
        if (html == null) {
            return null;
        }
        var bounded = SingleLine.cut(html, 16 * most);
        if (TAG.matcher(bounded).find()) {
            var text = ParsingLimit.bounded(() -> Jsoup.parseBodyFragment(bounded).text());
            return SingleLine.line(text, most);
        }
        return SingleLine.line(bounded.indexOf('&') < 0 ? bounded : Parser.unescapeEntities(bounded, false), most);
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
