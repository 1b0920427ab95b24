package io.wireroom.enrich.match;

import io.wireroom.contract.Article.Tags;
import io.wireroom.tagging.tokens.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Collects the terms of one article with their weights. Not thread-safe. */
final class TermCollector {

    static final int MOST = 64;

    private static final double IN_TITLE = 2.5;
    private static final double IN_LEAD = 1.0;
    private static final double IN_TEXT = 0.6;
    private static final int LEAD_TOKENS = 60;
    private static final double NAME = 1.5;
    private static final double NUMBER = 1.2;
    private static final double PLACE = 1.5;
    private static final double DATE = 1.5;
    private static final int LEAST_CHARS = 3;

    private final Set<String> stopWords;
    private final Map<Integer, Term> terms = new HashMap<>();

    private static final class Term {
        private double weight;
        private int capitalised;
        private int count;
        private boolean isShared;
        private double factor = 1;
    }

    /** A collector for a language with these stop words, in lower case. */
    TermCollector(Set<String> stopWords) {
        this.stopWords = stopWords;
    }

    void title(Tokens tokens) {
        words(tokens, IN_TITLE, IN_TITLE);
    }

    void text(Tokens tokens) {
        words(tokens, IN_LEAD, IN_TEXT);
    }

    void tags(Tags tags) {
        for (var place : tags.places()) {
            if (place.uri() != null) {
                var term = term(StableHash.of(place.uri()));
                term.weight += 1 + Math.log(Math.max(1, place.mentions().size()));
                term.isShared = true;
                term.factor = PLACE;
            }
        }
    }

    /** A day since 1970-01-01. */
    void date(int epochDay) {
        var term = term(StableHash.append(1, epochDay));
        term.weight = 1;
        term.isShared = true;
        term.factor = DATE;
    }

    /** The terms with the largest weights. */
    TermVector vector() {
        var all = new ArrayList<>(terms.entrySet());
        all.sort(Comparator.comparingDouble((Map.Entry<Integer, Term> entry) -> -weight(entry.getValue()))
                .thenComparing(Map.Entry::getKey));
        var kept = all.subList(0, Math.min(MOST, all.size()));
        var hashes = kept.stream().mapToInt(Map.Entry::getKey).sorted().toArray();
        var weights = new byte[hashes.length];
        for (var entry : kept) {
            var term = entry.getValue();
            weights[Arrays.binarySearch(hashes, entry.getKey())] = TermVector.weight(weight(term), isShared(term));
        }
        return new TermVector(hashes, weights);
    }

    private static boolean isShared(Term term) {
        return term.isShared || isName(term);
    }

    private static boolean isName(Term term) {
        return term.capitalised > 0 && 2 * term.capitalised >= term.count;
    }

    private static double weight(Term term) {
        return (1 + Math.log(1 + term.weight)) * term.factor * (isName(term) ? NAME : 1);
    }

    private void words(Tokens tokens, double inLead, double later) {
        for (int sentence = 0; sentence < tokens.sentences(); sentence++) {
            for (int token = tokens.sentenceStart(sentence); token < tokens.sentenceEnd(sentence); token++) {
                var weight = token < LEAD_TOKENS ? inLead : later;
                if (tokens.isWord(token)) {
                    word(tokens, token, weight, token > tokens.sentenceStart(sentence));
                } else {
                    WrittenNumber.at(tokens, token).ifPresent(number -> number(number, weight));
                }
            }
        }
    }

    private void number(WrittenNumber number, double weight) {
        var term = term(number.hash());
        term.weight += weight;
        term.isShared = true;
        term.factor = number.value().length() > 1 ? NUMBER : 1;
    }

    private void word(Tokens tokens, int token, double weight, boolean isInside) {
        var wide = Character.isIdeographic(tokens.text().codePointAt(tokens.start(token)));
        if (wide ? token + 1 >= tokens.size() : tokens.length(token) < LEAST_CHARS) {
            return;
        }
        var word = wide ? tokens.words(token, token + 1) : tokens.word(token);
        var lower = word.toLowerCase(Locale.ROOT);
        if (stopWords.contains(lower)) {
            return;
        }
        var term = term(StableHash.of(stem(lower)));
        term.weight += weight;
        term.count++;
        if (isInside && tokens.isCapitalised(token)) {
            term.capitalised++;
        }
    }

    /** Without the ends that most languages of Europe add to nouns and verbs. */
    private static String stem(String word) {
        if (word.length() > 4 && word.endsWith("s") && !word.endsWith("ss")) {
            return word.substring(0, word.length() - 1);
        }
        return word;
    }

    private Term term(long hash) {
        return terms.computeIfAbsent(StableHash.small(hash), added -> new Term());
    }
}
