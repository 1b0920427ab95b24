package io.wireroom.tagging.keyphrases;

import io.wireroom.contract.Article.Creator;
import io.wireroom.contract.Article.Tag;
import io.wireroom.tagging.Entities;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.TaggingCode;
import io.wireroom.tagging.lexicon.StopWords;
import io.wireroom.tagging.tokens.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * Finds key phrases of up to three words by the statistics of the article alone ({@link TermScores}), and names among
 * them. A phrase of the headline counts more; a phrase that is part of a better one, or nearly equal to it, is left
 * out. Immutable; linear in the text. For Chinese and Japanese, without spaces, it finds repeated runs of characters
 * ({@link IdeographPhrases}); for Thai and similar scripts names only.
 *
 * <p>Example: an article on a strike of harbour pilots gives {@code harbour pilots}, {@code strike}, {@code Port
 * Harrow}.
 */
public final class Keyphrases {

    /** The type of all tags. */
    public static final String TYPE = "keyphrase";

    private static final Creator CREATOR = TaggingCode.engine("wireroom-yake");

    /** Phrases of an article. */
    private static final int MOST = 10;

    /** Of these, names. */
    private static final int MOST_NAMES = 5;

    /** Of these, phrases with the same word in them. */
    private static final int MOST_WITH_A_WORD = 2;

    /** The score at which a phrase is as likely wrong as right, and how fast that changes. */
    private static final double EVEN_SCORE = 0.6;

    private static final double STEEPNESS = 0.6;

    /** Tokens of the articles that the two values were fitted to. */
    private static final int USUAL_TOKENS = 150;

    private final StopWords stopWords;
    private final VerbWords verbs;

    private Keyphrases(StopWords stopWords, VerbWords verbs) {
        this.stopWords = stopWords;
        this.verbs = verbs;
    }

    /** With the stop words on the class path. */
    public static Keyphrases load() {
        return new Keyphrases(StopWords.read(), VerbWords.read());
    }

    /** Key phrases, the best first; {@code entities} were found in the same article before. */
    public List<Tag> tag(TagInput input, Entities entities) {
        var text = Tokens.of(input.text());
        var english = input.isIn("en") || input.isIn("und");
        var words = new WordRun(Tokens.of(input.title()), text, stopWords.of(input.language()), english);
        var names = new NamedEntities(text, entities);
        var scoring = new Scoring(input, text, words, names, verbs);
        var tags = new ArrayList<Tag>();
        for (var phrase : chosen(scoring.best())) {
            tags.add(new Tag(phrase.name(), TYPE, null, confidence(phrase.score(), text), CREATOR, phrase.mentions()));
        }
        return tags;
    }

    /** A score falls with the length of the text, because it is divided by a count. The confidence does not. */
    private static double confidence(double score, Tokens text) {
        var comparable = score * Math.max(1, (double) text.size() / USUAL_TOKENS);
        return 1 / (1 + Math.pow(comparable / EVEN_SCORE, STEEPNESS));
    }

    private static List<Phrase> chosen(List<Phrase> best) {
        var chosen = new ArrayList<Phrase>();
        var used = new HashMap<String, Integer>();
        var named = 0;
        for (var phrase : best) {
            if (chosen.size() == MOST) {
                break;
            }
            if ((!phrase.named() || named < MOST_NAMES)
                    && chosen.stream().noneMatch(phrase::repeats)
                    && phrase.terms().stream().allMatch(term -> used.getOrDefault(term, 0) < MOST_WITH_A_WORD)) {
                chosen.add(phrase);
                phrase.terms().forEach(term -> used.merge(term, 1, Integer::sum));
                named += phrase.named() ? 1 : 0;
            }
        }
        return chosen;
    }
}
