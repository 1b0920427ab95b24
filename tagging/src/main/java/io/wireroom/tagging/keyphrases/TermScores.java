package io.wireroom.tagging.keyphrases;

import io.wireroom.tagging.lexicon.Numbering;
import java.util.Arrays;

/**
 * The score of each term of a text as a keyword: the smaller, the better. Casing, position, frequency, relatedness to
 * its neighbours and spread over sentences, after Campos et al., <i>YAKE! Keyword extraction from single documents
 * using multiple local features</i>, Information Sciences 509 (2020).
 */
final class TermScores {

    private static final int EXPECTED_PAIRS = 1024;

    private final WordRun words;
    private final int[] frequency;
    private final int[] capitals;
    private final int[] leading;
    private final double[] scores;
    private final Numbering pairs = new Numbering(EXPECTED_PAIRS);
    private int[] pairFrequency = new int[EXPECTED_PAIRS];

    TermScores(WordRun words) {
        this.words = words;
        var count = words.termCount();
        this.frequency = new int[count];
        this.scores = new double[count];
        this.capitals = new int[count];
        this.leading = new int[count];
        var acronyms = new int[count];
        var sentenceCount = new int[count];
        var lastSentence = new int[count];
        Arrays.fill(lastSentence, -1);
        for (int place = 0; place < words.size(); place++) {
            var term = words.term(place);
            if (term != WordRun.BREAK) {
                frequency[term]++;
                capitals[term] += words.isCapital(place) ? 1 : 0;
                acronyms[term] += words.isAcronym(place) ? 1 : 0;
                if (lastSentence[term] != words.sentence(place)) {
                    lastSentence[term] = words.sentence(place);
                    sentenceCount[term]++;
                }
                pair(place);
            }
        }
        score(acronyms, sentenceCount, medians(sentenceCount));
    }

    private void pair(int place) {
        var next = place + 1 < words.size() ? words.term(place + 1) : WordRun.BREAK;
        if (next != WordRun.BREAK) {
            var number = pairs.number(key(words.term(place), next));
            if (number == pairFrequency.length) {
                pairFrequency = Arrays.copyOf(pairFrequency, 2 * number);
            }
            pairFrequency[number]++;
            leading[words.term(place)] += words.isStop(next) ? 0 : 1;
        }
    }

    private static long key(int left, int right) {
        return ((long) (left + 1) << WordRun.TERM_BITS) | (right + 1);
    }

    /** The median of the sentences that contain each term. */
    private double[] medians(int[] sentenceCount) {
        var starts = new int[sentenceCount.length + 1];
        for (int term = 0; term < sentenceCount.length; term++) {
            starts[term + 1] = starts[term] + sentenceCount[term];
        }
        var sentences = new int[starts[sentenceCount.length]];
        var filled = new int[sentenceCount.length];
        for (int place = 0; place < words.size(); place++) {
            var term = words.term(place);
            if (term != WordRun.BREAK) {
                var at = starts[term] + filled[term];
                if (filled[term] == 0 || sentences[at - 1] != words.sentence(place)) {
                    sentences[at] = words.sentence(place);
                    filled[term]++;
                }
            }
        }
        var medians = new double[sentenceCount.length];
        for (int term = 0; term < medians.length; term++) {
            var middle = starts[term] + starts[term + 1];
            medians[term] = (sentences[(middle - 1) / 2] + sentences[middle / 2]) / 2.0;
        }
        return medians;
    }

    private void score(int[] acronyms, int[] sentenceCount, double[] medians) {
        var count = scores.length;
        var lefts = new int[count];
        var rights = new int[count];
        var allLefts = new int[count];
        var allRights = new int[count];
        neighbours(lefts, rights, allLefts, allRights);
        double sum = 0;
        double squares = 0;
        var content = 0;
        var most = 1;
        for (int term = 0; term < count; term++) {
            most = Math.max(most, frequency[term]);
            if (!words.isStop(term)) {
                content++;
                sum += frequency[term];
                squares += (double) frequency[term] * frequency[term];
            }
        }
        var mean = content == 0 ? 0 : sum / content;
        var deviation = content == 0 ? 0 : Math.sqrt(Math.max(0, squares / content - mean * mean));
        for (int term = 0; term < count; term++) {
            var tf = frequency[term];
            var casing = Math.max(capitals[term], acronyms[term]) / (1 + Math.log(tf));
            var position = Math.log(Math.log(3 + medians[term]));
            var norm = tf / (mean + deviation);
            var left = allLefts[term] == 0 ? 0 : (double) lefts[term] / allLefts[term];
            var right = allRights[term] == 0 ? 0 : (double) rights[term] / allRights[term];
            var related = 1 + (left + right) * tf / most;
            var spread = (double) sentenceCount[term] / Math.max(1, words.sentences());
            scores[term] = related * position / (casing + norm / related + spread / related);
        }
    }

    private void neighbours(int[] lefts, int[] rights, int[] allLefts, int[] allRights) {
        var seen = new boolean[pairs.size()];
        for (int place = 0; place + 1 < words.size(); place++) {
            var left = words.term(place);
            var right = words.term(place + 1);
            if (left != WordRun.BREAK && right != WordRun.BREAK) {
                var pair = pairs.find(key(left, right));
                allRights[left]++;
                allLefts[right]++;
                if (!seen[pair]) {
                    seen[pair] = true;
                    rights[left]++;
                    lefts[right]++;
                }
            }
        }
    }

    /** The score of a term, above 0: the smaller, the better. */
    double score(int term) {
        return scores[term];
    }

    /** How often a term occurs in title and text. */
    int frequency(int term) {
        return frequency[term];
    }

    /** How often a term has a capital inside a sentence. */
    int capitals(int term) {
        return capitals[term];
    }

    /** Share of a term's places where a word that is no stop word follows at once: all of them for most adjectives. */
    double leads(int term) {
        return (double) leading[term] / frequency[term];
    }

    /** How often one term follows another. */
    int together(int left, int right) {
        var pair = pairs.find(key(left, right));
        return pair < 0 ? 0 : pairFrequency[pair];
    }
}
