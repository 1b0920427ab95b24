package io.wireroom.enrich.match;

import io.wireroom.contract.ArticleId;
import io.wireroom.contract.StoryId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The articles of one story, with what they have in common. An article alone is a story of one. Not thread-safe. */
final class StoryArticles {

    /** As many articles stand for all when the central one is looked for. */
    private static final int MOST_CENTRAL = 64;

    /** Two articles have equally much in common with each other: rounding must not decide. */
    private static final double ROUNDING = 1e-6;

    private final StoryId id;
    private final long sequence;
    private final List<Fingerprint> articles = new ArrayList<>(1);

    /** By language; empty as long as there is only one article, which is most stories. */
    private final Map<String, Centroid> centroids = new HashMap<>(0);

    private @Nullable Instant first;
    private @Nullable Instant last;

    /**
     * A story without articles.
     *
     * @param sequence grows from story to story
     */
    StoryArticles(StoryId id, long sequence) {
        this.id = id;
        this.sequence = sequence;
    }

    StoryId id() {
        return id;
    }

    long sequence() {
        return sequence;
    }

    List<Fingerprint> articles() {
        return articles;
    }

    boolean isOlderThan(StoryArticles other) {
        return sequence < other.sequence;
    }

    void add(Fingerprint article, DocumentFrequency frequency) {
        if (articles.size() == 1) {
            sum(articles.getFirst(), frequency);
        }
        articles.add(article);
        if (articles.size() > 1) {
            sum(article, frequency);
        }
        var seen = article.seenAt();
        if (seen != null) {
            first = first == null || seen.isBefore(first) ? seen : first;
            last = last == null || seen.isAfter(last) ? seen : last;
        }
    }

    /** Replaces all articles. */
    void set(List<Fingerprint> others, DocumentFrequency frequency) {
        var all = List.copyOf(others);
        articles.clear();
        centroids.clear();
        first = null;
        last = null;
        all.forEach(article -> add(article, frequency));
    }

    private void sum(Fingerprint article, DocumentFrequency frequency) {
        centroids
                .computeIfAbsent(article.primaryLanguage(), language -> new Centroid())
                .add(article.terms(), frequency);
    }

    /** The article that has most in common with the others; of several, the one that came first. */
    ArticleId central(DocumentFrequency frequency) {
        var central = articles.getFirst();
        double most = -1;
        for (var article : articles.subList(0, Math.min(MOST_CENTRAL, articles.size()))) {
            var own = centroids.get(article.primaryLanguage());
            var similarity = own == null ? 0 : own.similarity(article.terms(), frequency, false);
            if (similarity > most + ROUNDING) {
                most = similarity;
                central = article;
            }
        }
        return central.id();
    }

    /** How much an article is about the same; from 1 on it belongs to the story. */
    double affinity(Fingerprint article, StorySettings settings, DocumentFrequency frequency) {
        double similarity = 0;
        boolean isAcross = false;
        if (articles.size() == 1) {
            isAcross = !articles.getFirst().primaryLanguage().equals(article.primaryLanguage());
            similarity = articles.getFirst().similarity(article, frequency);
        } else {
            var own = centroids.get(article.primaryLanguage());
            isAcross = own == null;
            for (var centroid : own == null ? centroids.values() : List.of(own)) {
                similarity = Math.max(similarity, centroid.similarity(article.terms(), frequency, isAcross));
            }
        }
        return similarity
                / (isAcross ? settings.joinAcross() : settings.join())
                * freshness(article.seenAt(), article.seenAt(), settings);
    }

    /** How much two stories are about the same; from 1 on they are one. */
    double affinity(StoryArticles other, StorySettings settings, DocumentFrequency frequency) {
        if (other.articles.size() == 1) {
            return affinity(other.articles.getFirst(), settings, frequency);
        }
        if (articles.size() == 1) {
            return other.affinity(articles.getFirst(), settings, frequency);
        }
        var common = centroids.keySet().stream().anyMatch(other.centroids::containsKey);
        double similarity = 0;
        for (var mine : centroids.entrySet()) {
            for (var theirs : other.centroids.entrySet()) {
                if (!common || mine.getKey().equals(theirs.getKey())) {
                    similarity = Math.max(similarity, mine.getValue().similarity(theirs.getValue(), !common));
                }
            }
        }
        return similarity / settings.merge() * freshness(other.first, other.last, settings);
    }

    /** 1 within the time of the story, less with the distance from it. */
    private double freshness(@Nullable Instant from, @Nullable Instant to, StorySettings settings) {
        if (first == null || last == null || from == null || to == null) {
            return 1;
        }
        var gap = from.isAfter(last)
                ? Duration.between(last, from)
                : to.isBefore(first) ? Duration.between(to, first) : Duration.ZERO;
        return Math.exp(-(double) gap.toMillis() / settings.decay().toMillis());
    }

    /**
     * The parts of the story by average linkage: the parts of two articles or more that are less similar than the
     * settings ask, without the largest; empty if the story is one.
     */
    List<List<Fingerprint>> parts(StorySettings settings, DocumentFrequency frequency) {
        int count = articles.size();
        var sums = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                sums[i][j] = articles.get(i).similarity(articles.get(j), frequency);
                sums[j][i] = sums[i][j];
            }
        }
        var parts = new ArrayList<@Nullable List<Fingerprint>>();
        articles.forEach(article -> parts.add(new ArrayList<>(List.of(article))));
        while (joinNearest(parts, sums, settings.split())) {
            // Until no two parts are near enough.
        }
        var several = new ArrayList<List<Fingerprint>>();
        parts.stream().filter(Objects::nonNull).filter(part -> part.size() > 1).forEach(several::add);
        several.sort(Comparator.comparingInt((List<Fingerprint> part) -> -part.size()));
        return several.isEmpty() ? List.of() : List.copyOf(several.subList(1, several.size()));
    }

    private static boolean joinNearest(List<@Nullable List<Fingerprint>> parts, double[][] sums, double least) {
        double nearest = least;
        int one = -1;
        int other = -1;
        for (int i = 0; i < parts.size(); i++) {
            var left = parts.get(i);
            for (int j = 0; left != null && j < i; j++) {
                var right = parts.get(j);
                if (right != null && sums[i][j] / left.size() / right.size() >= nearest) {
                    nearest = sums[i][j] / left.size() / right.size();
                    one = j;
                    other = i;
                }
            }
        }
        if (one < 0) {
            return false;
        }
        Objects.requireNonNull(parts.get(one)).addAll(Objects.requireNonNull(parts.get(other)));
        parts.set(other, null);
        for (int i = 0; i < parts.size(); i++) {
            sums[one][i] += sums[other][i];
            sums[i][one] = sums[one][i];
        }
        Arrays.fill(sums[other], 0);
        return true;
    }
}
