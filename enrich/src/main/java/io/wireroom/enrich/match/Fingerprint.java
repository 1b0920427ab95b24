package io.wireroom.enrich.match;

import io.wireroom.contract.ArticleId;
import io.wireroom.contract.address.Site;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What the step match knows of one version of an article: hashes, and no text; less than 2 KB.
 *
 * @param version counts from 1
 * @param site null if it is not known
 * @param seenAt when the article was discovered first; null if it is not known, then time separates it from no other
 * @param language BCP 47 tag, {@code und} if undetermined
 * @param sketch of the text
 * @param lead pairs of words in its beginning
 * @param title words of the title
 * @param numbers in the text, without their units
 * @param names people, organisations and places; a place by its id
 * @param dates days that the text states with their year, as days since 1970-01-01
 * @param terms what the article is about
 */
public record Fingerprint(
        ArticleId id,
        int version,
        @Nullable Site site,
        @Nullable Instant seenAt,
        String language,
        ShingleSketch sketch,
        HashSample lead,
        HashSample title,
        HashSample numbers,
        HashSample names,
        HashSample dates,
        TermVector terms) {

    /** The order in which articles appeared; those of an unknown time are last, and ids decide between equal times. */
    static final Comparator<Fingerprint> BY_APPEARANCE = Comparator.comparing(
                    Fingerprint::seenAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Fingerprint::id);

    public Fingerprint {
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1: " + version);
        }
    }

    /** Stands for an article of which only this is known any more: it is like no other. */
    static Fingerprint ofForgotten(ArticleId id, @Nullable Instant seenAt) {
        var none = HashSample.EMPTY;
        return new Fingerprint(
                id,
                1,
                null,
                seenAt,
                "und",
                new ShingleSketch(0, new int[ShingleSketch.BINS]),
                none,
                none,
                none,
                none,
                none,
                new TermVector(new int[0], new byte[0]));
    }

    /** The language without its region. */
    String primaryLanguage() {
        var end = language.indexOf('-');
        return end < 0 ? language : language.substring(0, end);
    }

    /** Cosine of the terms of two articles, in [0, 1]: of all, or across languages of those that translations keep. */
    double similarity(Fingerprint other, DocumentFrequency frequency) {
        return terms.similarity(other.terms, frequency, !primaryLanguage().equals(other.primaryLanguage()));
    }
}
