package io.wireroom.enrich.clean.metadata;

import io.wireroom.contract.Article.Genre;
import io.wireroom.contract.FieldRule;
import io.wireroom.contract.json.WireNamed;
import io.wireroom.tagging.lexicon.WordListFile;
import io.wireroom.text.FoldedText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the genre that a page states: by the type of its article in the page's data, by a genre property, by its section, or
 * by its Open Graph type. Words of title and text do not count.
 */
final class GenreFinder {

    /** Types of schema.org that state more than that the page is an article. */
    private static final Map<String, Genre> TYPES = types();

    private static final Map<String, Genre> WORDS = words();
    private static final Pattern PARTS = Pattern.compile("[/|>,;:»]");
    private static final int MAX_CHARS = 100;

    private final JsonLd jsonLd;
    private final MetaTags metas;

    GenreFinder(JsonLd jsonLd, MetaTags metas) {
        this.jsonLd = jsonLd;
        this.metas = metas;
    }

    /** The genre; empty where the page states none. {@code section} is that of the publication. */
    Optional<Sourced<Genre>> find(Optional<Sourced<String>> section) {
        return sourced(ofType(), FieldRule.JSON_LD)
                .or(() -> sourced(ofValues("genre"), FieldRule.JSON_LD))
                .or(() -> sourced(ofMetas(), FieldRule.META))
                .or(() -> sourced(ofValues("articleSection"), FieldRule.JSON_LD))
                .or(() -> section.flatMap(stated -> sourced(ofName(stated.value()), stated.rule())))
                .or(() -> sourced(ofOpenGraph(), FieldRule.OG))
                .or(() -> sourced(news(), FieldRule.JSON_LD));
    }

    private static Optional<Sourced<Genre>> sourced(Optional<Genre> genre, FieldRule rule) {
        return genre.map(one -> new Sourced<>(one, rule));
    }

    private Optional<Genre> ofType() {
        return TYPES.entrySet().stream()
                .filter(type -> JsonLd.isOf(jsonLd.article(), type.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private Optional<Genre> ofValues(String property) {
        return jsonLd.values(property).stream()
                .flatMap(value -> jsonLd.plain(value).stream())
                .flatMap(text -> ofName(text).stream())
                .findFirst();
    }

    private Optional<Genre> ofMetas() {
        return Stream.of("genre", "article:genre", "og:article:genre", "news_genre", "article:type", "article_type")
                .flatMap(name -> metas.all(name).stream())
                .flatMap(text -> ofName(text).stream())
                .findFirst();
    }

    private Optional<Genre> ofOpenGraph() {
        var type = metas.first("og:type").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("video") ? Optional.of(Genre.VIDEO) : Optional.empty();
    }

    /** Publishers use this type for nearly all of their articles, so everything else counts before. */
    private Optional<Genre> news() {
        return Stream.of("NewsArticle", "ReportageNewsArticle")
                .filter(type -> JsonLd.isOf(jsonLd.article(), type))
                .map(type -> Genre.NEWS)
                .findFirst();
    }

    /** The genre that a whole name, or a whole part of it, stands for. */
    private static Optional<Genre> ofName(String name) {
        if (name.length() > MAX_CHARS) {
            return Optional.empty();
        }
        return Stream.concat(Stream.of(name), PARTS.splitAsStream(name))
                .map(FoldedText::fold)
                .filter(WORDS::containsKey)
                .map(WORDS::get)
                .findFirst();
    }

    private static Map<String, Genre> types() {
        var types = new LinkedHashMap<String, Genre>();
        types.put("AdvertiserContentArticle", Genre.ADVERTISING);
        types.put("LiveBlogPosting", Genre.LIVE);
        types.put("SatiricalArticle", Genre.SATIRE);
        types.put("OpinionNewsArticle", Genre.OPINION);
        types.put("ReviewNewsArticle", Genre.REVIEW);
        types.put("AnalysisNewsArticle", Genre.ANALYSIS);
        types.put("BackgroundNewsArticle", Genre.BACKGROUND);
        return types;
    }

    private static Map<String, Genre> words() {
        var words = new HashMap<String, Genre>();
        WordListFile.sections(GenreFinder.class, "genre-words.txt").forEach((heading, lines) -> {
            var genre = WireNamed.constant(Genre.class, heading);
            for (var line : lines) {
                for (var word : line.split(", ")) {
                    words.put(FoldedText.fold(word), genre);
                }
            }
        });
        return Map.copyOf(words);
    }
}
