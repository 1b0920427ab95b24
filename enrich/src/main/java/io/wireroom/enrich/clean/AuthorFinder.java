package io.wireroom.enrich.clean;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
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
    private static final Pattern BYLINE_NAME =
            Pattern.compile("(?:^|[\\s_-])(?:by-?line|authors?|author-?names?)(?=$|[\\s_-])");
    private static final Pattern ACRONYM = Pattern.compile("[A-Z.]{2,6}");
    private static final int MAX_BYLINE_PARTS = 12;
    private static final int MAX_NAME_CHARS = 60;

    private AuthorFinder() {}

    static Authors find(Document page, JsonLd jsonLd, Facts facts) {
        var byline = byline(page);
        var sources = new LinkedHashMap<String, Supplier<List<String>>>();
        sources.put("json-ld", () -> fromJsonLd(jsonLd));
        sources.put("meta", () -> fromMeta(facts));
        sources.put(
                "microdata",
                () -> texts(page, "[itemprop~=author] [itemprop=name], [itemprop~=author]:not(:has([itemprop=name]))"));
        sources.put("rel-author", () -> texts(page, "a[rel~=author], address.author a, .vcard .fn"));
        sources.put(
                "byline-link",
                () -> texts(
                        page,
                        "[class*=byline] a[href*=author], [class*=author] a[href*=author], [class*=byline] a, [class*=author-name], [class*=authorName], [class*=author__name]"));
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

    private static List<String> texts(Document page, String selector) {
        return page.select(selector).stream()
                .filter(one -> one.closest(
                                "aside, footer, nav, [class*=related], [class*=comment], [id*=comment], [class*=teaser]")
                        == null)
                .map(one -> one.hasAttr("content") ? one.attr("content") : one.text())
                .filter(text -> !text.isBlank() && text.length() < 120)
                .distinct()
                .limit(8)
                .toList();
    }

    /** The first printed line that begins as a byline does, or is called one, and names somebody. */
    private static @Nullable String byline(Document page) {
        for (var element : page.select(
                "[class*=byline], [class*=by-line], [itemprop~=author], [class*=author], [rel~=author], [class*=autor], p, span")) {
            if (element.childrenSize() > MAX_BYLINE_PARTS) {
                continue;
            }
            var text = Words.tidy(element.text());
            if (text.length() > 4
                    && text.length() < 120
                    && (PREFIX.matcher(text).find() ? Character.isUpperCase(firstOf(text)) : isNamed(element))
                    && !clean(List.of(text), null).isEmpty()
                    && element.closest(
                                    "aside, footer, nav, [class*=related], [class*=comment], [class*=teaser], [class*=card]")
                            == null) {
                return text;
            }
        }
        return null;
    }

    private static boolean isNamed(Element element) {
        return BYLINE_NAME.matcher(Furniture.signature(element)).find();
    }

    private static int firstOf(String text) {
        var rest = PREFIX.matcher(text).replaceFirst("");
        return rest.isEmpty() ? 'a' : rest.codePointAt(0);
    }

    private static List<String> clean(List<String> raw, @Nullable Facts facts) {
        var site = facts == null ? "" : Words.fold(facts.first("og:site_name").orElse(""));
        var names = new ArrayList<String>();
        for (var text : raw) {
            var stripped = PREFIX.matcher(Words.tidy(text)).replaceFirst("");
            for (var part : SPLIT.split(stripped)) {
                var name = PREFIX.matcher(part.strip())
                        .replaceFirst("")
                        .replaceAll("\\s*(?:[(\\[<]|\\d).*$", "")
                        .strip();
                var known = names.stream().anyMatch(other -> Words.fold(other).equals(Words.fold(name)));
                if (isName(name) && !known && (site.isEmpty() || !site.equals(Words.fold(name)))) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static boolean isName(String text) {
        if (text.length() < 3
                || text.length() > MAX_NAME_CHARS
                || NO_NAME.matcher(text).find()
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
