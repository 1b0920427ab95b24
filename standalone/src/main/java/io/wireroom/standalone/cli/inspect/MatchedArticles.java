package io.wireroom.standalone.cli.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wireroom.contract.Article.Language;
import io.wireroom.contract.Article.Tags;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.address.Sha256;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.enrich.ArticleTagger;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.language.LanguageDetector;
import io.wireroom.enrich.match.ArticleMatcher;
import io.wireroom.enrich.match.ArticleMatcher.Match;
import io.wireroom.enrich.match.CopyGroups;
import io.wireroom.enrich.match.Fingerprinter;
import io.wireroom.enrich.match.StorySettings;
import io.wireroom.text.dates.PageDates;
import io.wireroom.text.dates.PageDates.Parsed;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Matches the articles of one file, in its order, as the stage matches those of the topic. */
final class MatchedArticles {

    private static final int MOST_ID_CHARS = 64;

    private final LanguageDetector languages;
    private final ArticleTagger tagger;
    private final Duration budget;
    private final ArticleMatcher matcher = new ArticleMatcher(CopyGroups.DEFAULT_WINDOW, StorySettings.DEFAULT);
    private final Map<ArticleId, Known> known = new LinkedHashMap<>();

    private record Known(JsonNode id, int version) {}

    /**
     * Without articles so far.
     *
     * @param budget of CPU time for one article
     */
    MatchedArticles(LanguageDetector languages, ArticleTagger tagger, Duration budget) {
        this.languages = languages;
        this.tagger = tagger;
        this.budget = budget;
    }

    /**
     * Adds an article. Another text with the same id is its next version.
     *
     * @return the reason why it cannot be matched; empty if it was
     */
    Optional<String> add(JsonNode document) {
        var given = document.path("id");
        if (!given.isValueNode() || given.isNull() || given.asText().isBlank()) {
            return Optional.of("without an \"id\"");
        }
        var title = document.path("title").asText("");
        var text = document.path("text").asText();
        var language = languages.detect(title, text, null);
        var tags = tags(title, text, language);
        if (tags.isEmpty()) {
            return Optional.of("took longer than the time for one text");
        }
        var id = id(given.asText());
        var version = known.merge(id, new Known(given, 1), (old, first) -> new Known(old.id(), old.version() + 1))
                .version();
        var fingerprint = Fingerprinter.of(
                id,
                version,
                site(document.path("source").asText("")),
                instant(document.path("date").asText("")),
                language.tag(),
                title,
                text,
                tags.get());
        matcher.put(fingerprint);
        return Optional.empty();
    }

    /** Prints what each article is a copy of and its story, in the order of the file. */
    void print(Consumer<ObjectNode> printer) {
        known.forEach((article, line) -> {
            var json = JsonCodec.MAPPER.createObjectNode();
            json.set("id", line.id());
            var match = matcher.match(article);
            match.flatMap(found -> found.copyOf(article))
                    .map(known::get)
                    .ifPresent(original -> json.set("copyOf", original.id()));
            match.flatMap(Match::storyId).ifPresent(story -> json.put("storyId", story.value()));
            printer.accept(json);
        });
    }

    private Optional<Tags> tags(String title, String text, Language language) {
        return tagger.tag(title, text, language, Deadline.in(budget)).map(ArticleTagger.Tagged::tags);
    }

    private static @Nullable Instant instant(String date) {
        return PageDates.parse(date, null).map(Parsed::instant).orElse(null);
    }

    private static @Nullable Site site(String source) {
        return source.isBlank() ? null : new Site(source);
    }

    private static ArticleId id(String given) {
        return new ArticleId(given.length() > MOST_ID_CHARS ? Sha256.id(given) : given);
    }
}
