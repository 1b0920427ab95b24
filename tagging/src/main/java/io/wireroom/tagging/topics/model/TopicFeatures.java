package io.wireroom.tagging.topics.model;

import com.carrotsearch.hppc.BitMixer;
import java.util.Arrays;

/**
 * The words of a text as a sparse vector: words, pairs of neighbours and the beginnings of long words, each hashed
 * into one of a power of two buckets (Weinberger et al. 2009, "Feature hashing for large scale multitask learning"),
 * and the mean of the words' vectors. Not thread-safe: one an extraction.
 */
public final class TopicFeatures {

    /** There are 2^18 buckets; a smaller model takes the lower bits of their numbers. */
    public static final int BITS = 18;

    /** Enough for the features of a passage. */
    private static final int SLOTS = 512;

    private static final float[] SUBLINEAR = new float[256];

    static {
        for (var count = 1; count < SUBLINEAR.length; count++) {
            SUBLINEAR[count] = (float) (1 + Math.log(count));
        }
    }

    /** Words of the title count as often as this. */
    private static final float TITLE_WEIGHT = 2;

    /** A titled text of fewer characters is a summary; the topics of summaries are distributed differently. */
    private static final int SUMMARY = 300;

    private static final int BEGINNING = 5;
    private static final int LONG_WORD = 7;
    private static final int PAIR_SEED = 0x9E3779B9;
    private static final int BEGINNING_SEED = 0x51ED270B;

    private int[] keys = new int[SLOTS];
    private float[] counts = new float[SLOTS];
    private int size;
    private final WordVectors words;
    private final float[] meaning;

    private TopicFeatures(WordVectors words) {
        this.words = words;
        meaning = new float[words.dimensions() + 1];
        Arrays.fill(keys, -1);
    }

    /**
     * Bucket numbers, each once and in no order, and how often each was hit.
     *
     * @param indices in [0, 2^{@value #BITS})
     * @param values sub-linear counts, 1 + ln(count)
     * @param meaning the words' mean vector, of unit length or 0, and then 1 for a summary, else 0
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    public record Vector(int[] indices, float[] values, float[] meaning) {}

    /** The vector of a title and a text as one. */
    public static Vector of(String title, String text, WordVectors words) {
        var features = new TopicFeatures(words);
        features.add(title, 0, title.length(), TITLE_WEIGHT);
        features.add(text, 0, text.length(), 1);
        return features.vector(isSummary(title, text));
    }

    /** The vector of a passage of a text. */
    static Vector of(String text, int from, int to, WordVectors words) {
        var features = new TopicFeatures(words);
        features.add(text, from, to, 1);
        return features.vector(false);
    }

    /** Whether a title and a line of summary are all that there is. */
    static boolean isSummary(String title, String text) {
        return !title.isEmpty() && text.length() < SUMMARY;
    }

    private void add(String text, int from, int end, float weight) {
        var previous = 0;
        var at = from;
        while (at < end) {
            var ch = text.charAt(at);
            if (!Character.isLetterOrDigit(ch)) {
                if (ch == '.' || ch == '\n' || ch == '!' || ch == '?') {
                    previous = 0;
                }
                at++;
                continue;
            }
            var start = at;
            var hash = 0;
            var beginning = 0;
            var word = WordVectors.begin();
            while (at < end && Character.isLetterOrDigit(text.charAt(at))) {
                var letter = Character.toLowerCase(text.charAt(at));
                word = WordVectors.next(word, letter);
                hash = 31 * hash + (Character.isDigit(letter) ? '0' : letter);
                at++;
                if (at - start == BEGINNING) {
                    beginning = hash;
                }
            }
            if (at - start < 2) {
                previous = 0;
                continue;
            }
            count(hash, weight);
            words.add(word, weight, meaning);
            if (at - start >= LONG_WORD) {
                count(beginning ^ BEGINNING_SEED, weight);
            }
            if (previous != 0) {
                count(previous * PAIR_SEED + hash, weight);
            }
            previous = hash;
        }
    }

    private void count(int hash, float weight) {
        var key = BitMixer.mix32(hash) & ((1 << BITS) - 1);
        var slot = BitMixer.mix32(key) & (keys.length - 1);
        while (keys[slot] >= 0 && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        if (keys[slot] < 0) {
            keys[slot] = key;
            size++;
        }
        counts[slot] += weight;
        if (2 * size > keys.length) {
            grow();
        }
    }

    private void grow() {
        var oldKeys = keys;
        var oldCounts = counts;
        keys = new int[2 * oldKeys.length];
        counts = new float[keys.length];
        Arrays.fill(keys, -1);
        for (var old = 0; old < oldKeys.length; old++) {
            if (oldKeys[old] >= 0) {
                var slot = BitMixer.mix32(oldKeys[old]) & (keys.length - 1);
                while (keys[slot] >= 0) {
                    slot = (slot + 1) & (keys.length - 1);
                }
                keys[slot] = oldKeys[old];
                counts[slot] = oldCounts[old];
            }
        }
    }

    private Vector vector(boolean isSummary) {
        var indices = new int[size];
        var values = new float[size];
        var next = 0;
        for (var slot = 0; slot < keys.length; slot++) {
            if (keys[slot] >= 0) {
                indices[next] = keys[slot];
                values[next++] = SUBLINEAR[(int) Math.min(counts[slot], SUBLINEAR.length - 1)];
            }
        }
        var squares = 0f;
        for (var value : meaning) {
            squares += value * value;
        }
        if (squares > 0) {
            var length = (float) Math.sqrt(squares);
            for (var at = 0; at < meaning.length; at++) {
                meaning[at] /= length;
            }
        }
        meaning[meaning.length - 1] = isSummary ? 1 : 0;
        return new Vector(indices, values, meaning);
    }
}
