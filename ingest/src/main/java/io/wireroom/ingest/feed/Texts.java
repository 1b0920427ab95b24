package io.wireroom.ingest.feed;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Small text work that all readers share. */
final class Texts {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Pattern SPACE =
            Pattern.compile("[\\s\\u00a0\\u2000-\\u200a\\u2028\\u2029\\u205f\\u3000\\u1680]+");
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z!][^<>]*>");

    private Texts() {}

    /** The text without space around it; null when nothing is left. */
    static @Nullable String nonBlank(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var stripped = text.strip();
        return stripped.isEmpty() ? null : stripped;
    }

    /** At most so many characters, whole characters only. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
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

    /** Plain text on one line, as it stands. */
    static @Nullable String line(@Nullable String text, int most) {
        if (text == null) {
            return null;
        }
        var start = 0;
        var end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return start == end ? null : cut(singleSpaced(text, start, end), most);
    }

    private static String singleSpaced(String text, int start, int end) {
        var clean = true;
        for (var i = start; clean && i < end; i++) {
            var c = text.charAt(i);
            clean = c == ' ' ? text.charAt(i + 1) != ' ' : !isSpace(c);
        }
        return clean
                ? text.substring(start, end)
                : SPACE.matcher(text.substring(start, end)).replaceAll(" ");
    }

    private static boolean isSpace(char c) {
        return c <= ' ' ? c == ' ' || (c >= '\t' && c <= '\r') : c >= 0x80 && (c == 0xa0 || Character.isWhitespace(c));
    }

    /** What a reader sees of HTML, on one line. */
    static @Nullable String plain(@Nullable String html, int most) {
        if (html == null) {
            return null;
        }
        var bounded = cut(html, 16 * most);
        if (TAG.matcher(bounded).find()) {
            return line(Jsoup.parseBodyFragment(bounded).text(), most);
        }
        return line(bounded.indexOf('&') < 0 ? bounded : Parser.unescapeEntities(bounded, false), most);
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
