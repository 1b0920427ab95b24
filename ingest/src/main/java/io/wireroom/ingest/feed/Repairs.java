package io.wireroom.ingest.feed;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** The repairs that cure most feeds that are not well-formed; CDATA sections and comments stay as they are. */
final class Repairs {

    private static final Pattern AMPERSAND = Pattern.compile("&(#?[A-Za-z0-9]{1,32};)?");
    private static final Pattern XML_ENTITY = Pattern.compile("amp;|lt;|gt;|quot;|apos;");

    private Repairs() {}

    static String apply(String text) {
        var clean = withoutIllegalCharacters(text);
        var out = new StringBuilder(clean.length() + 64);
        var at = 0;
        while (at < clean.length()) {
            var open = clean.indexOf("<![CDATA[", at);
            var end = open < 0 ? -1 : clean.indexOf("]]>", open);
            if (end < 0) {
                out.append(ampersands(clean.substring(at)));
                break;
            }
            out.append(ampersands(clean.substring(at, open))).append(clean, open, end + 3);
            at = end + 3;
        }
        return withoutTail(out.toString());
    }

    /** Characters that XML 1.0 allows (section 2.2); the others are dropped. */
    static String withoutIllegalCharacters(String text) {
        var legal = text.codePoints().allMatch(Repairs::isLegal);
        if (legal) {
            return text;
        }
        return text.codePoints()
                .filter(Repairs::isLegal)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isLegal(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xd7ff)
                || (c >= 0xe000 && c <= 0xfffd)
                || c >= 0x10000;
    }

    private static String ampersands(String text) {
        return AMPERSAND.matcher(text).replaceAll(match -> Matcher.quoteReplacement(repaired(match.group(1))));
    }

    private static String repaired(@org.jspecify.annotations.Nullable String entity) {
        if (entity == null) {
            return "&amp;";
        }
        if (XML_ENTITY.matcher(entity).matches()) {
            return "&" + entity;
        }
        var whole = "&" + entity;
        var character = Parser.unescapeEntities(whole, true);
        return character.equals(whole) ? "&amp;" + entity : Texts.escapeText(withoutIllegalCharacters(character));
    }

    /** Scripts and counters that some servers append after the root element. */
    private static String withoutTail(String text) {
        for (var end : new String[] {"</rss>", "</feed>", "</rdf:RDF>"}) {
            var at = text.lastIndexOf(end);
            if (at >= 0) {
                return text.substring(0, at + end.length());
            }
        }
        return text;
    }
}
