package io.wireroom.enrich.match;

import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.cursors.LongCursor;
import io.wireroom.contract.Article;
import io.wireroom.contract.Article.Tag;
import io.wireroom.contract.Article.Tags;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.address.Site;
import io.wireroom.tagging.lexicon.StopWords;
import io.wireroom.tagging.tokens.Tokens;
import io.wireroom.text.dates.PageDates;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Computes fingerprints from article records. Thread-safe. */
public final class Fingerprinter {

    /** Text beyond this length adds nothing: it bounds the time for one article. */
    private static final int MAX_CHARS = 200_000;

    /** Pairs of words in the first twenty: enough to see through a dateline, too few to reach the third paragraph. */
    private static final int LEAD = 20 * ShingleSketch.WORD;

    private static final int LEAD_RUN = 2 * ShingleSketch.WORD;
    private static final int MOST_LEAD = 24;
    private static final int MOST_TITLE = 24;
    private static final int MOST_NUMBERS = 48;
    private static final int MOST_NAMES = 48;
    private static final int MOST_DATES = 12;

    /** A date stands within this many tokens of its month. */
    private static final int DATE_TOKENS = 3;

    private static final int MOST_MONTHS = 64;

    private static final StopWords STOP_WORDS = StopWords.read();

    private Fingerprinter() {}

    /** The fingerprint of a version. */
    public static Fingerprint of(Article article) {
        return of(
                article.id(),
                article.version(),
                article.site(),
                article.firstSeenAt(),
                article.language().tag(),
                article.title(),
                article.text(),
                article.tags());
    }

    /**
     * The fingerprint of an article of which only these parts are known.
     *
     * @param site null if it is not known
     * @param seenAt null if it is not known
     */
    public static Fingerprint of(
            ArticleId id,
            int version,
            @Nullable Site site,
            @Nullable Instant seenAt,
            String language,
            String title,
            String text,
            Tags tags) {
        var tokens = Tokens.of(text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text);
        var dates = dates(tokens, language);
        return new Fingerprint(
                id,
                version,
                site,
                seenAt,
                language,
                ShingleSketch.of(tokens),
                lead(tokens),
                titleWords(title),
                numbers(tokens),
                names(tags),
                dates,
                terms(language, Tokens.of(title), tokens, tags, dates));
    }

    private static TermVector terms(String language, Tokens title, Tokens text, Tags tags, HashSample dates) {
        var terms = new TermCollector(STOP_WORDS.of(language));
        terms.title(title);
        terms.text(text);
        terms.tags(tags);
        for (int i = 0; i < dates.size(); i++) {
            terms.date(dates.hash(i));
        }
        return terms.vector();
    }

    private static HashSample lead(Tokens tokens) {
        var set = new IntHashSet();
        for (LongCursor shingle : ShingleSketch.shingles(tokens, LEAD_RUN, LEAD)) {
            set.add(StableHash.small(shingle.value));
        }
        return HashSample.of(set, MOST_LEAD);
    }

    private static HashSample titleWords(String title) {
        var tokens = Tokens.of(title);
        var set = new IntHashSet();
        for (int token = 0; token < tokens.size(); token++) {
            if (Character.isLetterOrDigit(tokens.first(token))) {
                set.add(StableHash.small(StableHash.of(title, tokens.start(token), tokens.end(token))));
            }
        }
        return HashSample.of(set, MOST_TITLE);
    }

    private static HashSample numbers(Tokens tokens) {
        var set = new IntHashSet();
        for (int token = 0; token < tokens.size(); token++) {
            WrittenNumber.at(tokens, token).ifPresent(number -> set.add(StableHash.small(number.valueHash())));
        }
        return HashSample.of(set, MOST_NUMBERS);
    }

    private static HashSample names(Tags tags) {
        var set = new IntHashSet();
        tags.people().forEach(tag -> set.add(StableHash.small(surname(tag))));
        for (var kind : List.of(tags.organisations(), tags.places())) {
            kind.forEach(tag -> set.add(StableHash.small(StableHash.of(tag.uri() == null ? tag.name() : tag.uri()))));
        }
        return HashSample.of(set, MOST_NAMES);
    }

    /** The last word of a person's name: texts shorten names to it. */
    private static long surname(Tag person) {
        var name = person.name().strip();
        return StableHash.of(name, name.lastIndexOf(' ') + 1, name.length());
    }

    private static HashSample dates(Tokens tokens, String language) {
        var set = new IntHashSet();
        int months = 0;
        for (int token = 0; token < tokens.size() && months < MOST_MONTHS; token++) {
            if (tokens.isWord(token)
                    && PageDates.isMonth(
                            tokens.word(token).toLowerCase(Locale.ROOT).replace(".", ""))) {
                months++;
                var around = tokens.words(
                        Math.max(0, token - DATE_TOKENS), Math.min(tokens.size() - 1, token + DATE_TOKENS));
                PageDates.parse(around, language.toLowerCase(Locale.ROOT))
                        .ifPresent(date -> set.add((int) date.day().toEpochDay()));
            }
        }
        return HashSample.of(set, MOST_DATES);
    }
}
