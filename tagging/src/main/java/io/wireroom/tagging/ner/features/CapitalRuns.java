package io.wireroom.tagging.ner.features;

import com.carrotsearch.hppc.IntHashSet;
import io.wireroom.tagging.lexicon.NameParticles;
import io.wireroom.tagging.tokens.Tokens;

/**
 * Runs of capitalised words, which contain the names. A tight run continues over hyphens, ampersands, initials and the
 * particles of names ({@code al}, {@code von}); a wide run also over {@code of}, {@code for}, {@code and}, {@code the}
 * between tight runs. Each token has its runs; a token outside of all runs is a run by itself that is not name-like.
 */
final class CapitalRuns {

    private static final int LONGEST_GAP = 2;
    private static final IntHashSet PARTICLES = WordHashes.hashes(NameParticles.NAMES_MODEL.words());

    final int[] tightStart;
    final int[] tightEnd;
    final int[] wideStart;
    final int[] wideEnd;

    private final WordHashes words;

    CapitalRuns(WordHashes words) {
        this.words = words;
        var size = words.size();
        tightStart = new int[size];
        tightEnd = new int[size];
        wideStart = new int[size];
        wideEnd = new int[size];
        var tokens = words.tokens;
        for (int sentence = 0; sentence < tokens.sentences(); sentence++) {
            tight(tokens, tokens.sentenceStart(sentence), tokens.sentenceEnd(sentence));
            wide(tokens.sentenceStart(sentence), tokens.sentenceEnd(sentence));
        }
    }

    boolean isName(int token) {
        return words.has(tightStart[token], WordHashes.NAME_LIKE);
    }

    private void tight(Tokens tokens, int from, int to) {
        int token = from;
        while (token < to) {
            int end = token + 1;
            if (words.has(token, WordHashes.NAME_LIKE)) {
                int next = end;
                while (next < to) {
                    if (words.has(next, WordHashes.NAME_LIKE)) {
                        end = ++next;
                    } else if (next - end < LONGEST_GAP && connectsTight(tokens, next)) {
                        next++;
                    } else {
                        break;
                    }
                }
            }
            fill(tightStart, tightEnd, token, end);
            token = end;
        }
    }

    private void wide(int from, int to) {
        int token = from;
        while (token < to) {
            int end = tightEnd[token];
            if (isName(token)) {
                int next = end;
                while (next < to) {
                    if (isName(next)) {
                        next = tightEnd[next];
                        end = next;
                    } else if (next - end < LONGEST_GAP && words.isJoining(next)) {
                        next++;
                    } else {
                        break;
                    }
                }
            }
            fill(wideStart, wideEnd, token, end);
            token = end;
        }
    }

    private static void fill(int[] starts, int[] ends, int from, int to) {
        for (int token = from; token < to; token++) {
            starts[token] = from;
            ends[token] = to;
        }
    }

    private boolean connectsTight(Tokens tokens, int token) {
        var first = tokens.first(token);
        if (tokens.length(token) == 1) {
            return (first == '-' && tokens.touchesPrevious(token))
                    || first == '&'
                    || first == '\u2019'
                    || first == '\'' && tokens.touchesPrevious(token);
        }
        return PARTICLES.contains(words.lower[token]);
    }
}
