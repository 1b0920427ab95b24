package io.wireroom.ingest.feed;

import io.wireroom.ingest.parsing.ParsingLimit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** Repairs of markup that is not well-formed XML, for feeds and sitemaps. Repairs of text leave CDATA sections as they are. */
public final class MarkupRepairs {

    /** One repair, and the level that is reached with it. */
    record Repair(RepairLevel level, UnaryOperator<String> repair) {}

    /** In the order of their levels; each works on the result of the one before. */
    static final List<Repair> IN_ORDER = List.of(
            new Repair(RepairLevel.ENTITIES_WRITTEN_OUT, text -> outsideCdata(text, MarkupRepairs::htmlEntities)),
            new Repair(RepairLevel.AMPERSANDS_ESCAPED, text -> outsideCdata(text, MarkupRepairs::ampersands)),
            new Repair(RepairLevel.CHARACTERS_DROPPED, MarkupRepairs::withoutIllegalCharacters),
            new Repair(RepairLevel.PREFIXES_BOUND, MarkupRepairs::boundPrefixes),
            new Repair(RepairLevel.TAIL_DROPPED, MarkupRepairs::withoutTail));

    private static final Pattern ENTITY = Pattern.compile("&([A-Za-z][A-Za-z0-9]{1,31});");
    private static final Pattern REFERENCE = Pattern.compile("&(?:#([0-9]{1,9});|#[xX]([0-9A-Fa-f]{1,8});)?");
    private static final Set<String> XML_ENTITIES = Set.of("amp", "lt", "gt", "quot", "apos");
    private static final Pattern TAG = Pattern.compile("<([A-Za-z_][\\w.-]*:)?[A-Za-z_][\\w.-]*((?:\\s[^<>]*)?)>");
    private static final Pattern PREFIXED = Pattern.compile("\\s([A-Za-z_][\\w.-]*):[A-Za-z_][\\w.-]*\\s*=");
    private static final Pattern DECLARED = Pattern.compile("\\sxmlns:([A-Za-z_][\\w.-]*)\\s*=");

    /** Text with more undeclared prefixes is not repaired. */
    private static final int MAX_PREFIXES = 50;

    private MarkupRepairs() {}

    /** The markup with every reference one of XML and every character legal; CDATA sections stay as they are. */
    public static String legal(String markup) {
        var legal = withoutIllegalCharacters(markup);
        return outsideCdata(outsideCdata(legal, MarkupRepairs::htmlEntities), MarkupRepairs::ampersands);
    }

    private static String outsideCdata(String text, UnaryOperator<String> repair) {
        var out = new StringBuilder(text.length() + 64);
        var at = 0;
        while (at < text.length()) {
            ParsingLimit.check();
            var open = text.indexOf("<![CDATA[", at);
            var end = open < 0 ? -1 : text.indexOf("]]>", open);
            if (end < 0) {
                out.append(repair.apply(text.substring(at)));
                break;
            }
            out.append(repair.apply(text.substring(at, open))).append(text, open, end + 3);
            at = end + 3;
        }
        return out.toString();
    }

    private static String htmlEntities(String text) {
        return ENTITY.matcher(text).replaceAll(match -> {
            ParsingLimit.check();
            var whole = match.group();
            if (XML_ENTITIES.contains(match.group(1))) {
                return Matcher.quoteReplacement(whole);
            }
            var character = Parser.unescapeEntities(whole, true);
            return Matcher.quoteReplacement(character.equals(whole) ? whole : MarkupText.escapeText(character));
        });
    }

    /** Also drops numbers that are not a character of XML; reads those of C1 controls as windows-1252, as browsers do. */
    private static String ampersands(String text) {
        return REFERENCE.matcher(text).replaceAll(match -> {
            ParsingLimit.check();
            if (match.group().length() == 1) {
                var rest = text.substring(match.end(), Math.min(text.length(), match.end() + 6));
                var known = XML_ENTITIES.stream().anyMatch(name -> rest.startsWith(name + ";"));
                return known ? "&" : "&amp;";
            }
            var character = MarkupText.windows(Parser.unescapeEntities(match.group(), true));
            return Matcher.quoteReplacement(
                    character.equals(match.group()) ? "" : MarkupText.escapeText(withoutIllegalCharacters(character)));
        });
    }

    /** Characters that XML 1.0 allows (section 2.2); the others are dropped. */
    static String withoutIllegalCharacters(String text) {
        var at = firstIllegal(text);
        if (at < 0) {
            return text;
        }
        var out = new StringBuilder(text.length()).append(text, 0, at);
        for (var i = at; i < text.length(); ) {
            var c = text.codePointAt(i);
            if (isLegal(c)) {
                out.appendCodePoint(c);
            }
            i += Character.charCount(c);
        }
        return out.toString();
    }

    private static int firstIllegal(String text) {
        for (var i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            if (!isLegal(c)) {
                return i;
            }
            i += Character.charCount(c);
        }
        return -1;
    }

    private static boolean isLegal(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xd7ff)
                || (c >= 0xe000 && c <= 0xfffd)
                || c >= 0x10000;
    }

    /** Declares at the root the prefixes that are declared nowhere. */
    private static String boundPrefixes(String text) {
        var used = new LinkedHashSet<String>();
        var declared = new LinkedHashSet<String>(Set.of("xml", "xmlns"));
        var tags = TAG.matcher(text);
        while (tags.find() && used.size() <= MAX_PREFIXES) {
            ParsingLimit.check();
            if (tags.group(1) != null) {
                used.add(tags.group(1).substring(0, tags.group(1).length() - 1));
            }
            var attributes = tags.group(2);
            if (attributes.indexOf(':') >= 0) {
                PREFIXED.matcher(attributes).results().limit(MAX_PREFIXES).forEach(match -> used.add(match.group(1)));
                DECLARED.matcher(attributes)
                        .results()
                        .limit(MAX_PREFIXES)
                        .forEach(match -> declared.add(match.group(1)));
            }
        }
        used.removeAll(declared);
        var root = TAG.matcher(text);
        if (used.isEmpty() || used.size() > MAX_PREFIXES || !root.find() || root.start() > 0) {
            return text;
        }
        var declarations = new StringBuilder();
        for (var prefix : used) {
            declarations
                    .append(" xmlns:")
                    .append(prefix)
                    .append("=\"")
                    .append(MarkupText.escapeAttribute(ElementNames.wellKnown(prefix)))
                    .append('"');
        }
        return text.substring(0, root.start(2)) + declarations + text.substring(root.start(2));
    }

    /** Scripts and counters that some servers append after the root element. */
    private static String withoutTail(String text) {
        for (var end : List.of("</rss>", "</feed>", "</rdf:RDF>", "</channel>")) {
            var at = text.lastIndexOf(end);
            if (at >= 0) {
                return text.substring(0, at + end.length());
            }
        }
        return text;
    }
}
