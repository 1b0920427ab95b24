package io.wireroom.tagging.ner.features;

/** Longer beginnings and endings of words, and known names whose ending a case has changed. */
final class StemFeatures implements ScriptFeatures {

    private final WordHashes words;
    /** Bits of the known names with a word's stem. */
    private final int[] known;

    StemFeatures(WordHashes words, KnownPhrases lexicon) {
        this.words = words;
        this.known = new int[words.size()];
        for (int token = 0; token < known.length; token++) {
            if (words.has(token, WordHashes.NAME_LIKE)) {
                known[token] = known(token, lexicon);
            }
        }
    }

    /** Of the longest stem that is known. */
    private int known(int token, KnownPhrases lexicon) {
        for (int ending = 0; ending < WordHashes.STEMS; ending++) {
            var stem = words.stems[token * WordHashes.STEMS + ending];
            var bits = stem == 0 ? 0 : lexicon.bitsOfStem(stem);
            if (bits != 0) {
                return bits;
            }
        }
        return 0;
    }

    @Override
    public int add(int token, int sentenceStart, int sentenceEnd, int[] features, int count) {
        int next = count;
        for (int length = 4; length < WordHashes.AFFIXES; length++) {
            var prefix = words.prefixes[token * WordHashes.AFFIXES + length];
            if (prefix != 0) {
                features[next++] = FeatureHash.of(120 + length, prefix);
            }
            var suffix = words.suffixes[token * WordHashes.AFFIXES + length];
            if (suffix != 0) {
                features[next++] = FeatureHash.of(126 + length, suffix);
            }
        }
        var own = known[token];
        var before = token > sentenceStart ? known[token - 1] : 0;
        var after = token + 1 < sentenceEnd ? known[token + 1] : 0;
        if (own != 0) {
            features[next++] = FeatureHash.of(135, own);
            features[next++] = FeatureHash.of(136, own, words.suffixes[token * WordHashes.AFFIXES]);
            features[next++] = FeatureHash.of(137, before, after);
            for (int bit = own; bit != 0; bit &= bit - 1) {
                features[next++] = FeatureHash.of(138, Integer.lowestOneBit(bit));
            }
        }
        if (before != 0) {
            features[next++] = FeatureHash.of(139, before, words.shape[token]);
        }
        if (after != 0) {
            features[next++] = FeatureHash.of(140, after, words.shape[token]);
        }
        return next;
    }
}
