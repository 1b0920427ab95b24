package io.wireroom.enrich.clean;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Who wrote it: names of persons from the page's data, its author links or its printed byline. */
final class AuthorFinder {

    /**
     * What was found.
     *
     * @param names of persons, in order
     * @param byline as printed; null when none is
     */
    record Authors(List<String> names, @Nullable String byline) {}

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final Pattern PREFIX = Pattern.compile(
            "^(?:(?:written |reported |posted |story |analysis |review |words |text |photos? )?by|von|par|por|di|door|av|af|autor(?:in|es)?|authors?|auteurs?|автор|text|redaktion)\\s*:?\\s+",
            FLAGS);
    private static final Pattern SPLIT =
            Pattern.compile("\\s*(?:;|,|\\||/|•|·|&|\\s(?:and|und|et|y|e|en|och|og|и|with|mit|avec)\\s)\\s*", FLAGS);
    private static final Pattern NO_NAME = Pattern.compile(
            "\\d|@|https?:|www\\.|\\.com|\\b(?:staff|editor|editors|editorial|reporter|reporters|correspondent|newsroom|news desk|desk|agency|agencies|admin|team|redaktion|redaction|rédaction|redacción|redazione|redação|contributor|updated|published|press|associated|reuters|bureau|writer|journalist|producer|officer|experts?|director|manager|chief|president|professor|founder|co-founder|phd|sponsored|security|digital|gazette|magazine|newspaper|media|wire|online|posted|share|follow|comments?|read|minutes?|january|february|march|april|june|july|august|september|october|november|december)\\b",
            FLAGS);
    private static final Set<String> SMALL_WORDS = Set.of(
            "de", "da", "van", "von", "der", "den", "del", "della", "di", "al", "el", "bin", "ibn", "la", "le", "du",
            "dos", "das", "ter", "ten", "zu", "y", "e", "af", "av");
    private static final Set<String> STARTS = Set.of(
            "by",
            "written",
            "reported",
            "posted",
            "story",
            "analysis",
            "review",
            "words",
            "text",
            "photo",
            "photos",
            "von",
            "par",
            "por",
            "di",
            "door",
            "av",
            "af",
            "autor",
            "autorin",
            "author",
            "authors",
            "auteur",
            "auteurs",
            "автор",
            "redaktion");
    private static final int OTHERS = Box.ASIDE | Box.FOOTER | Box.NAV | Box.NAMED_OTHERS;
    private static final Pattern JOB = Pattern.compile(
            ",\\s[^,;|&]*?\\b(?:experts?|editors?|reporters?|writers?|correspondent|columnist|director|manager|analyst|contributor|producer|founder|specialist|journalist|photographer|redakteur(?:in)?|korrespondent(?:in)?|journaliste|periodista|md|phd|esq)\\b(?:(?!\\s(?:and|und|et|y)\\s)[^,;|&])*",
            FLAGS);
    private static final Pattern DOMAIN =
            Pattern.compile("\\b[\\w-]{2,}\\.(?:com|org|net|de|at|ch|fr|es|it|co|uk|io|tv|news|info)\\b", FLAGS);
    private static final Pattern WEEKDAY =
            Pattern.compile("(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?", FLAGS);
    private static final int LABEL_CHARS = 12;
    private static final Pattern ACRONYM = Pattern.compile("[A-Z.]{2,6}");
    private static final int MAX_BYLINE_PARTS = 12;
    private static final int MAX_NAME_CHARS = 60;

    private AuthorFinder() {}

    static Authors find(PageScan scan, JsonLd jsonLd, Facts facts) {
        var byline = byline(scan);
        var sources = new LinkedHashMap<String, Supplier<List<String>>>();
        sources.put("json-ld", () -> fromJsonLd(jsonLd));
        sources.put("meta", () -> fromMeta(facts));
        sources.put("microdata", () -> texts(scan, AuthorFinder::isMicrodata));
        sources.put("rel-author", () -> texts(scan, AuthorFinder::isAuthorLink));
        sources.put("byline-link", () -> texts(scan, AuthorFinder::isBylineLink));
        sources.put("author-link", () -> linked(scan));
        sources.put("byline", () -> byline == null ? List.of() : List.of(byline));
        for (var source : sources.entrySet()) {
            var names = clean(source.getValue().get(), facts);
            if (!names.isEmpty()) {
                facts.fields.put("authors", source.getKey());
                return new Authors(names, byline);
            }
        }
        facts.notes.put("authors", "absent: the page names no person");
        return new Authors(List.of(), byline);
    }

    /** The persons named in these printed bylines, each once. */
    static List<String> names(List<String> printed) {
        return clean(printed, null);
    }

    private static List<String> fromJsonLd(JsonLd jsonLd) {
        var names = new ArrayList<String>();
        for (var value : jsonLd.values("author").isEmpty() ? jsonLd.values("creator") : jsonLd.values("author")) {
            if (isOrganisation(value)) {
                continue;
            }
            if (value.path("name").isArray()) {
                value.path("name").forEach(name -> jsonLd.plain(name).ifPresent(names::add));
            } else {
                jsonLd.plain(value).ifPresent(names::add);
            }
        }
        return names;
    }

    private static boolean isOrganisation(JsonNode value) {
        return JsonLd.isOf(value, "Organization")
                || JsonLd.isOf(value, "NewsMediaOrganization")
                || JsonLd.isOf(value, "Corporation");
    }

    private static List<String> fromMeta(Facts facts) {
        for (var name : List.of(
                "author",
                "article:author",
                "og:article:author",
                "sailthru.author",
                "parsely-author",
                "dc.creator",
                "dcterms.creator",
                "byl",
                "cxenseparse:author",
                "citation_author",
                "article.author",
                "twitter:data1")) {
            var found = facts.meta(name).stream()
                    .filter(AuthorFinder::looksLikeNames)
                    .toList();
            if (!found.isEmpty()
                    && (!name.equals("twitter:data1")
                            || facts.first("twitter:label1")
                                    .orElse("")
                                    .toLowerCase(Locale.ROOT)
                                    .contains("by"))) {
                return found;
            }
        }
        return List.of();
    }

    private static boolean looksLikeNames(String text) {
        return !text.contains("://")
                && !text.startsWith("@")
                && text.length() < 200
                && !clean(List.of(text), null).isEmpty();
    }

    private static boolean isMicrodata(Box box) {
        var property = box.attribute("itemprop");
        return property.equals("name")
                ? box.inside(Box.AUTHOR_PROPERTY)
                : property.contains("author") && !box.holds(Box.NAME_PROPERTY);
    }

    private static boolean isAuthorLink(Box box) {
        return (box.name.equals("a") && (box.attribute("rel").contains("author") || isInAuthorAddress(box)))
                || (box.is(Names.FN) && box.inside(Box.VCARD));
    }

    private static boolean isInAuthorAddress(Box box) {
        return box.inside(Box.ADDRESS) && box.inside(Box.NAMED_AUTHOR);
    }

    private static boolean isBylineLink(Box box) {
        return box.is(Names.HAS_AUTHOR_NAME)
                || (box.name.equals("a")
                        && (box.inside(Box.NAMED_BYLINE)
                                || (box.inside(Box.NAMED_AUTHOR)
                                        && box.attribute("href").contains("author"))));
    }

    private static List<String> texts(PageScan scan, Predicate<Box> wanted) {
        return scan.bylines.stream()
                .filter(wanted)
                .filter(one -> !one.inside(OTHERS))
                .map(one -> one.element.hasAttr("content") ? one.element.attr("content") : one.element.text())
                .filter(text -> !text.isBlank() && text.length() < 120)
                .distinct()
                .limit(8)
                .toList();
    }

    /** The first printed line that begins as a byline does, or is called one, and names somebody. */
    private static @Nullable String byline(PageScan scan) {
        for (var box : scan.bylines) {
            if (box.inside(OTHERS | Box.NAMED_CARD) || box.element.childrenSize() > MAX_BYLINE_PARTS) {
                continue;
            }
            var text = bylineText(box);
            if (text.length() > 4
                    && text.length() < 120
                    && (PREFIX.matcher(text).find() ? Character.isUpperCase(firstOf(text)) : box.is(Names.BYLINE))
                    && !clean(List.of(text), null).isEmpty()) {
                return text;
            }
        }
        return null;
    }

    /** Names that stand in elements of their own get a comma between them; "By" alone is read with what follows it. */
    private static String bylineText(Box box) {
        var text = Words.tidy(box.element.text());
        if (text.length() <= LABEL_CHARS
                && box.parent != null
                && PREFIX.matcher(text + " X").matches()) {
            return Words.tidy(box.parent.element.text());
        }
        var leaves = new ArrayList<String>();
        for (var leaf : box.element.getAllElements()) {
            if (leaf.childrenSize() == 0 && leaf.hasText() && leaves.size() <= MAX_BYLINE_PARTS) {
                leaves.add(Words.tidy(leaf.text()));
            }
        }
        return leaves.size() > 1
                        && leaves.stream().allMatch(AuthorFinder::isFullName)
                        && String.join(" ", leaves).equals(text)
                ? String.join(", ", leaves)
                : text;
    }

    private static boolean isFullName(String text) {
        return text.indexOf(' ') > 0 && isName(text);
    }

    /** The first link to a page of an author, and those beside it. */
    private static List<String> linked(PageScan scan) {
        var names = new ArrayList<String>();
        Box first = null;
        for (var box : scan.authorLinks) {
            var beside = first == null || first.parent == box.parent;
            if (beside && !box.inside(OTHERS | Box.NAMED_CARD | Box.ITEM)) {
                var text = Words.tidy(box.element.text());
                if (isFullName(text)) {
                    first = first == null ? box : first;
                    names.add(text);
                }
            }
        }
        return names;
    }

    /** Whether the first words of a paragraph or span are those of a byline. */
    static boolean startsAsByline(Element element) {
        if (element.childNodeSize() == 0 || !(element.childNode(0) instanceof TextNode first)) {
            return false;
        }
        var text = first.getWholeText();
        var from = 0;
        while (from < text.length() && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        var to = from;
        while (to < text.length() && to - from < 12 && Character.isLetter(text.charAt(to))) {
            to++;
        }
        return to > from
                && to - from < 12
                && STARTS.contains(text.substring(from, to).toLowerCase(Locale.ROOT));
    }

    private static int firstOf(String text) {
        var rest = PREFIX.matcher(text).replaceFirst("");
        return rest.isEmpty() ? 'a' : rest.codePointAt(0);
    }

    private static List<String> clean(List<String> raw, @Nullable Facts facts) {
        var site = facts == null ? "" : Words.fold(facts.first("og:site_name").orElse(""));
        var names = new ArrayList<String>();
        for (var text : raw) {
            if (DOMAIN.matcher(text).lookingAt()) {
                continue;
            }
            var stripped = JOB.matcher(PREFIX.matcher(Words.tidy(text)).replaceFirst(""))
                    .replaceAll("");
            for (var part : SPLIT.split(stripped)) {
                var name = PREFIX.matcher(part.strip())
                        .replaceFirst("")
                        .replaceAll("\\s*(?:[(\\[<]|\\d).*$", "")
                        .strip();
                var known = names.stream().anyMatch(other -> Words.fold(other).equals(Words.fold(name)));
                if (isName(name) && !known && !isSite(site, Words.fold(name))) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static boolean isSite(String site, String name) {
        return !site.isEmpty()
                && (site.equals(name)
                        || (name.indexOf(' ') < 0 && site.replace(" ", "").startsWith(name)));
    }

    private static boolean isName(String text) {
        if (text.length() < 3
                || text.length() > MAX_NAME_CHARS
                || NO_NAME.matcher(text).find()
                || WEEKDAY.matcher(text).matches()
                || ACRONYM.matcher(text).matches()) {
            return false;
        }
        var words = text.split("\\s+");
        if (words.length > 5) {
            return false;
        }
        for (var word : words) {
            var first = word.codePointAt(0);
            if (Character.isLowerCase(first) && !SMALL_WORDS.contains(word.toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        return text.codePoints().anyMatch(Character::isLetter);
    }
}
