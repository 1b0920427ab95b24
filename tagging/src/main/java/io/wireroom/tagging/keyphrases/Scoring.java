package io.wireroom.tagging.keyphrases;

import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.tokens.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;

/** Scores the candidates of one article and returns the best. */
final class Scoring {

    /** Best candidates that are kept, so that enough remain without repetitions. */
    private static final int LOOKED_AT = 80;

    // Factors of a score, chosen on the invented articles of the tests.
    private static final double IN_TITLE = 0.35;
    private static final double ONCE = 4;
    private static final double WEAK = 4;

    /** Share of a word's places in front of another that makes it an adjective. */
    private static final double MOSTLY = 0.7;

    /** Least number of places for that share. */
    private static final int OFTEN = 3;

    /** Share of a phrase's mentions inside a longer one that makes it no phrase of its own. */
    private static final double PART_OF_LONGER = 0.6;

    private final TagInput input;
    private final Tokens text;
    private final WordRun words;
    private final NamedEntities names;
    private final TermScores terms;
    private final Candidates candidates;
    private final VerbWords verbs;
    private final boolean english;
    private final boolean german;

    private record Scored(int number, double score) {}

    Scoring(TagInput input, Tokens text, WordRun words, NamedEntities names, VerbWords verbs) {
        this.input = input;
        this.text = text;
        this.words = words;
        this.names = names;
        this.verbs = verbs;
        this.terms = new TermScores(words);
        this.candidates = new Candidates(words, text, names);
        this.english = input.isIn("en") || input.isIn("und");
        this.german = input.isIn("de");
    }

    /** The best phrases, the best first. */
    List<Phrase> best() {
        var worstFirst = Comparator.comparingDouble(Scored::score)
                .thenComparingInt(Scored::number)
                .reversed();
        var best = new PriorityQueue<Scored>(LOOKED_AT + 1, worstFirst);
        for (int number = 0; number < candidates.size(); number++) {
            var score = candidates.count(number) == 0 ? Double.NaN : score(number);
            if (score > 0) {
                best.add(new Scored(number, score));
                if (best.size() > LOOKED_AT) {
                    best.poll();
                }
            }
        }
        var phrases = new ArrayList<Phrase>();
        best.forEach(scored -> phrases.add(phrase(scored)));
        addNames(phrases);
        if (input.isIn("zh") || input.isIn("ja")) {
            phrases.addAll(new IdeographPhrases(input.title(), input.text()).find());
        }
        phrases.sort(Comparator.comparingDouble(Phrase::score)
                .thenComparingInt(phrase -> phrase.mentions().getFirst().start())
                .thenComparing(Phrase::name));
        return phrases;
    }

    /** The score of a candidate; NaN if it is not a phrase. */
    private double score(int number) {
        var count = candidates.count(number);
        var length = candidates.length(number);
        var place = candidates.anyPlace(number);
        var inTitle = candidates.isInTitle(number);
        var name = candidates.isName(number);
        if (length != 2 && count == 1 && !inTitle && !name) {
            return Double.NaN;
        }
        var weak = !name && isWeak(place, length);
        if ((weak && count == 1 && !inTitle) || (german && !endsInNoun(place + length - 1))) {
            return Double.NaN;
        }
        if (english && !name && length > 1 && isClause(number)) {
            return Double.NaN;
        }
        if (candidates.countOfLonger(number) > Math.max(1, PART_OF_LONGER * count)) {
            return Double.NaN;
        }
        double product = 1;
        double sum = 0;
        for (int at = place; at < place + length; at++) {
            var term = words.term(at);
            if (words.isStop(term)) {
                if (count == 1) {
                    return Double.NaN;
                }
                product *= 2 - bound(at);
            } else {
                product *= terms.score(term);
                sum += terms.score(term);
            }
        }
        var all = count + (inTitle ? 1 : 0);
        var score = product / (all * (1 + sum));
        score *= inTitle ? IN_TITLE : 1;
        score *= all == 1 && length > 1 && !name ? ONCE : 1;
        return weak ? score * WEAK : score;
    }

    /** Whether its words are a noun and a verb; checked at the first occurrence. */
    private boolean isClause(int number) {
        var place = candidates.place(number);
        return verbs.isClause(text, words.token(place), words.token(place + candidates.length(number) - 1));
    }

    /** How closely a stop word is bound to the words before and after it, in [0, 1]. */
    private double bound(int at) {
        var before = words.term(at - 1);
        var stop = words.term(at);
        var after = words.term(at + 1);
        return (double) terms.together(before, stop)
                / terms.frequency(before)
                * terms.together(stop, after)
                / terms.frequency(after);
    }

    /**
     * English words that are hardly the head of a phrase: adjectives before nouns; adverbs and verbs by their endings.
     */
    private boolean isWeak(int place, int length) {
        if (!english) {
            return false;
        }
        var only = words.term(place);
        if (length == 1 && terms.frequency(only) >= OFTEN && terms.leads(only) > MOSTLY) {
            return true;
        }
        var last = words.spelling(words.term(place + length - 1));
        var first = words.spelling(words.term(place));
        return last.endsWith("ly")
                || last.endsWith("ed")
                || first.endsWith("ly")
                || (length == 2 && first.endsWith("ed"))
                || (length == 1 && last.endsWith("ing"));
    }

    /** German nouns are capitalised, and so is every word at the beginning of a sentence. */
    private boolean endsInNoun(int place) {
        return words.isCapital(place) || words.isAcronym(place) || terms.capitals(words.term(place)) > 0;
    }

    private Phrase phrase(Scored scored) {
        var number = scored.number();
        var place = candidates.place(number);
        var spellings = new ArrayList<String>();
        for (int at = place; at < place + candidates.length(number); at++) {
            spellings.add(words.spelling(words.term(at)));
        }
        var last = place + candidates.length(number) - 1;
        var printed = text.words(words.token(place), words.token(last)).replaceAll("[\\s\\u00A0]+", " ");
        var begins = text.sentenceStart(text.sentenceOf(words.token(place))) == words.token(place);
        var small = begins && !words.isAcronym(place) && !isNameElsewhere(place) && !words.isCapital(last);
        var name = small ? printed.substring(0, 1).toLowerCase(Locale.ROOT) + printed.substring(1) : printed;
        return new Phrase(
                name,
                spellings,
                scored.score(),
                candidates.isName(number),
                candidates.count(number) + (candidates.isInTitle(number) ? 1 : 0),
                candidates.mentions(number));
    }

    /** Whether a word at the beginning of a sentence also has a capital elsewhere. */
    private boolean isNameElsewhere(int place) {
        return terms.capitals(words.term(place)) > 0 || !english;
    }

    private void addNames(List<Phrase> phrases) {
        var title = titleTerms();
        var placeOfToken = placesOfTokens();
        for (int number = 0; number < names.size(); number++) {
            var tag = names.tag(number);
            if (tag.mentions().isEmpty() || names.end(number) == names.first(number)) {
                continue;
            }
            double product = 1;
            double sum = 0;
            var spellings = new ArrayList<String>();
            var inTitle = true;
            for (int token = names.first(number); token < names.end(number); token++) {
                var term = placeOfToken[token] == 0 ? WordRun.BREAK : words.term(placeOfToken[token]);
                if (term != WordRun.BREAK && !words.isStop(term)) {
                    product *= terms.score(term);
                    sum += terms.score(term);
                    spellings.add(words.spelling(term));
                    inTitle &= title.contains(term);
                }
            }
            if (!spellings.isEmpty()) {
                var count = tag.mentions().size();
                var score = product / ((count + (inTitle ? 1 : 0)) * (1 + sum));
                score *= inTitle ? IN_TITLE : 1;
                phrases.add(new Phrase(tag.name(), spellings, score, true, count, tag.mentions()));
            }
        }
    }

    private int[] placesOfTokens() {
        var places = new int[names.size() == 0 ? 0 : text.size()];
        for (int place = 0; place < words.size() && places.length > 0; place++) {
            if (!words.isInTitle(place) && words.term(place) != WordRun.BREAK) {
                places[words.token(place)] = place;
            }
        }
        return places;
    }

    private Set<Integer> titleTerms() {
        var title = new HashSet<Integer>();
        for (int place = 0; place < words.size() && words.isInTitle(place); place++) {
            title.add(words.term(place));
        }
        return title;
    }
}
