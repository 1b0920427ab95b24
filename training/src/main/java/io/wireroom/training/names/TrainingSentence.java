package io.wireroom.training.names;

import io.wireroom.tagging.ner.crf.Labels;
import io.wireroom.tagging.ner.crf.Lattice;
import io.wireroom.tagging.ner.features.KnownPhrases;
import io.wireroom.tagging.ner.features.NameFeatures;
import io.wireroom.tagging.tokens.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A sentence to learn from: the features of its tokens as rows of the weights, and its labels.
 *
 * @param weight of the sentence among others
 * @param offsets where each token's features begin in {@code features}; one more than tokens
 */
record TrainingSentence(int[] features, int[] offsets, byte[] labels, float weight) {

    int size() {
        return labels.length;
    }

    /** Receives the features of one sentence. */
    private interface Sink {
        void accept(int from, int to, NameFeatures features);
    }

    /** Counts the features of a text. */
    static void count(NamedText labelled, KnownPhrases lexicon, FeatureRows rows) {
        var tokens = Tokens.of(labelled.text());
        var ofToken = new int[NameFeatures.MOST];
        each(tokens, lexicon, (from, to, features) -> {
            for (int token = from; token < to; token++) {
                var count = features.extract(token, ofToken);
                for (int at = 0; at < count; at++) {
                    rows.count(ofToken[at]);
                }
            }
        });
    }

    /** The sentences of a text, with the features that have a row. */
    static List<TrainingSentence> of(NamedText labelled, KnownPhrases lexicon, FeatureRows rows, float weight) {
        var tokens = Tokens.of(labelled.text());
        var labels = labels(labelled, tokens);
        var samples = new ArrayList<TrainingSentence>();
        var ofToken = new int[NameFeatures.MOST];
        each(tokens, lexicon, (from, to, features) -> {
            var found = new int[(to - from) * NameFeatures.MOST];
            var offsets = new int[to - from + 1];
            int used = 0;
            for (int token = from; token < to; token++) {
                var count = features.extract(token, ofToken);
                for (int at = 0; at < count; at++) {
                    var row = rows.row(ofToken[at]);
                    if (row >= 0) {
                        found[used++] = row;
                    }
                }
                offsets[token - from + 1] = used;
            }
            samples.add(new TrainingSentence(
                    Arrays.copyOf(found, used), offsets, Arrays.copyOfRange(labels, from, to), weight));
        });
        return samples;
    }

    private static void each(Tokens tokens, KnownPhrases lexicon, Sink sink) {
        var features = new NameFeatures(tokens, lexicon);
        for (int sentence = 0; sentence < tokens.sentences(); sentence++) {
            int from = tokens.sentenceStart(sentence);
            var to = tokens.sentenceEnd(sentence);
            while (from < to) {
                var end = Math.min(to, from + Lattice.LONGEST);
                features.enter(from, end);
                sink.accept(from, end, features);
                from = end;
            }
        }
    }

    /** The label of each token; a name that crosses sentences or another name is left out. */
    private static byte[] labels(NamedText labelled, Tokens tokens) {
        var labels = new byte[tokens.size()];
        for (var mark : labelled.marks()) {
            var first = tokens.at(mark.start());
            var last = tokens.at(mark.end() - 1);
            if (last >= tokens.size() || last < first || tokens.sentenceOf(first) != tokens.sentenceOf(last)) {
                continue;
            }
            var free = true;
            for (int token = first; token <= last; token++) {
                free &= labels[token] == Labels.OUTSIDE;
            }
            for (int token = first; free && token <= last; token++) {
                labels[token] = (byte) Labels.of(mark.kind(), token, first, last);
            }
        }
        // A sentence that is too long is split; a name across the split is dropped.
        for (int sentence = 0; sentence < tokens.sentences(); sentence++) {
            var to = tokens.sentenceEnd(sentence);
            for (int edge = tokens.sentenceStart(sentence) + Lattice.LONGEST; edge < to; edge += Lattice.LONGEST) {
                clearOver(labels, edge);
            }
        }
        return labels;
    }

    private static void clearOver(byte[] labels, int edge) {
        if (!Labels.isOpen(labels[edge - 1])) {
            return;
        }
        for (int token = edge - 1; token >= 0 && Labels.isOpen(labels[token]); token--) {
            labels[token] = Labels.OUTSIDE;
        }
        for (int token = edge; token < labels.length; token++) {
            var open = Labels.isOpen(labels[token]);
            labels[token] = Labels.OUTSIDE;
            if (!open) {
                return;
            }
        }
    }
}
