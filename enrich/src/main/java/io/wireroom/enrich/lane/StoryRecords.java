package io.wireroom.enrich.lane;

import io.wireroom.contract.ArticleId;
import io.wireroom.contract.Story;
import io.wireroom.contract.StoryId;
import io.wireroom.enrich.match.Fingerprint;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The record of a story from its articles. Pure. */
final class StoryRecords {

    /** The newest articles stand for all when names are counted. */
    private static final int MOST_COUNTED = 50;

    private static final int MOST_NAMES = 6;
    private static final int LEAST_ARTICLES_OF_A_NAME = 2;

    private StoryRecords() {}

    /**
     * The record of a story that exists.
     *
     * @param articles in the order in which they came
     * @param versions the words of an article; empty if they cannot be read
     */
    static Story of(
            StoryId id,
            List<Fingerprint> articles,
            ArticleId central,
            boolean onlyCopies,
            @Nullable StoryId splitFrom,
            Function<ArticleId, Optional<ArticleWords>> versions,
            Instant now) {
        var newest = articles.subList(Math.max(0, articles.size() - MOST_COUNTED), articles.size()).stream()
                .flatMap(article -> versions.apply(article.id()).stream())
                .toList();
        return new Story(
                id,
                versions.apply(central).map(ArticleWords::title).orElse(""),
                central,
                articles.subList(Math.max(0, articles.size() - Story.MOST_MEMBERS), articles.size()).stream()
                        .map(Fingerprint::id)
                        .toList(),
                articles.size(),
                onlyCopies,
                seen(articles).min(Instant::compareTo).orElse(now),
                seen(articles).max(Instant::compareTo).orElse(now),
                (int) articles.stream().map(Fingerprint::site).distinct().count(),
                byFrequency(articles.stream().map(Fingerprint::language), 1, Integer.MAX_VALUE),
                byFrequency(
                        newest.stream().flatMap(version -> version.names().stream()),
                        LEAST_ARTICLES_OF_A_NAME,
                        MOST_NAMES),
                byFrequency(
                        newest.stream().flatMap(version -> version.places().stream()),
                        LEAST_ARTICLES_OF_A_NAME,
                        MOST_NAMES),
                null,
                splitFrom,
                now);
    }

    /** The same story after a merge: it has no articles any more, but keeps its title and its span. */
    static Story merged(Story last, StoryId into) {
        return new Story(
                last.id(),
                last.title(),
                last.centralArticle(),
                List.of(),
                0,
                last.onlyCopies(),
                last.firstSeenAt(),
                last.lastSeenAt(),
                last.sites(),
                last.languages(),
                last.names(),
                last.places(),
                into,
                null,
                last.at());
    }

    private static Stream<Instant> seen(List<Fingerprint> articles) {
        return articles.stream().map(Fingerprint::seenAt).filter(Objects::nonNull);
    }

    private static List<String> byFrequency(Stream<String> texts, int least, int most) {
        var counts = new LinkedHashMap<String, Integer>();
        texts.forEach(text -> counts.merge(text, 1, Integer::sum));
        return counts.entrySet().stream()
                .filter(count -> count.getValue() >= least)
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}
