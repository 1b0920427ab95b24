package io.wireroom.ingest.feed;

import java.net.URI;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Small text work that all readers share. */
final class Texts {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0]+");
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z!][^<>]*>");
    private static final Pattern LINK_ATTRIBUTE = Pattern.compile(
            "(<[a-zA-Z][^<>]*?\\s(?:href|src|cite|action|longdesc|background|usemap|classid|codebase|data|profile|poster)"
                    + "\\s*=\\s*)(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\\s\"'<>]+))",
            Pattern.CASE_INSENSITIVE);

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
        if (text.chars().noneMatch(c -> c >= 0x80 && c < 0xa0)) {
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
        var line = SPACE.matcher(text).replaceAll(" ").strip();
        return line.isEmpty() ? null : cut(line, most);
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

    /** HTML with the addresses in its attributes made absolute; unchanged where there is no base. */
    static @Nullable String absolute(@Nullable String html, @Nullable URI base) {
        if (html == null || base == null || html.indexOf('<') < 0 || html.indexOf('=') < 0) {
            return html;
        }
        var current = html;
        // One attribute of a tag a pass: more than four addresses in one tag do not occur.
        for (var pass = 0; pass < 4; pass++) {
            var next = onePass(current, base);
            if (next.equals(current)) {
                return next;
            }
            current = next;
        }
        return current;
    }

    private static String onePass(String html, URI base) {
        return LINK_ATTRIBUTE.matcher(html).replaceAll(match -> {
            var value =
                    match.group(2) != null ? match.group(2) : match.group(3) != null ? match.group(3) : match.group(4);
            if (isAbsolute(value)) {
                return Matcher.quoteReplacement(match.group());
            }
            var resolved = Links.absolute(base, Parser.unescapeEntities(value, true));
            return Matcher.quoteReplacement(match.group(1) + '"' + escapeAttribute(resolved) + '"');
        });
    }

    private static boolean isAbsolute(String value) {
        var colon = value.indexOf(':');
        return colon > 0
                && value.substring(0, colon)
                        .chars()
                        .allMatch(c -> Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.');
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
