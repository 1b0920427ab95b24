package io.wireroom.tagging.ner;

import io.wireroom.tagging.NameFinder;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.TimeLimit;
import io.wireroom.tagging.ner.crf.Labels;
import io.wireroom.tagging.ner.crf.Lattice;
import io.wireroom.tagging.ner.crf.NameModel;
import io.wireroom.tagging.ner.features.NameConsistency;
import io.wireroom.tagging.ner.features.NameConsistency.Found;
import io.wireroom.tagging.ner.features.NameFeatures;
import io.wireroom.tagging.tokens.Tokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Names in text of one language by its {@link NameModel}: the best labels of each sentence, kept if their confidence
 * reaches the model's threshold, and the names that {@link NameConsistency} adds. Linear in the text; a sentence of more
 * than {@value Lattice#LONGEST} tokens is read in pieces. Never throws. Thread-safe.
 */
public final class TrainedNameFinder implements NameFinder {

    private final NameModel model;

    /** A finder with this model. */
    public TrainedNameFinder(NameModel model) {
        this.model = model;
    }

    /**
     * Reads the shipped model of a language.
     *
     * @param language primary subtag of BCP 47
     * @throws IOException if it is missing from the class path or damaged
     */
    public static TrainedNameFinder load(String language) throws IOException {
        return new TrainedNameFinder(NameModel.shipped(language));
    }

    /** The training run. */
    public String version() {
        return model.version();
    }

    /** Names in a text, which is taken to be in the model's language. */
    @Override
    public List<Name> find(TagInput input) {
        return find(Tokens.of(input.text()), model.confidence().least(), input.limit());
    }

    /** Names in a text whose tokens are known already. */
    public List<Name> find(Tokens tokens) {
        return find(tokens, model.confidence().least());
    }

    /** Names of this confidence at least. */
    public List<Name> find(Tokens tokens, double leastConfidence) {
        return find(tokens, leastConfidence, TimeLimit.NONE);
    }

    private List<Name> find(Tokens tokens, double leastConfidence, TimeLimit limit) {
        var features = new NameFeatures(tokens, model.lexicon());
        var reader = new Reader(features, leastConfidence);
        for (int sentence = 0; sentence < tokens.sentences(); sentence++) {
            int from = tokens.sentenceStart(sentence);
            int to = tokens.sentenceEnd(sentence);
            limit.check();
            for (; to - from > Lattice.LONGEST; from += Lattice.LONGEST) {
                limit.check();
                reader.read(from, from + Lattice.LONGEST);
            }
            reader.read(from, to);
        }
        var names = new ArrayList<Name>();
        for (var name : features.repeats(reader.names.size()).settle(reader.names)) {
            if (name.confidence() >= leastConfidence) {
                names.add(
                        new Name(name.kind(), tokens.start(name.first()), tokens.end(name.last()), name.confidence()));
            }
        }
        return List.copyOf(names);
    }

    /** Working arrays for one text. */
    private final class Reader {

        private final NameFeatures features;
        private final double leastConfidence;
        private final List<Found> names = new ArrayList<>();
        private final Lattice lattice = new Lattice(model.transitions());
        private final int[] ofToken = new int[NameFeatures.MOST];
        private final int[] found = new int[NameFeatures.MOST];
        private final int[] steps = new int[Labels.COUNT];

        Reader(NameFeatures features, double leastConfidence) {
            this.features = features;
            this.leastConfidence = leastConfidence;
        }

        void read(int from, int to) {
            features.enter(from, to);
            for (int token = from; token < to; token++) {
                model.score(ofToken, features.extract(token, ofToken), found, steps);
                for (int label = 0; label < Labels.COUNT; label++) {
                    lattice.score(token - from, label, steps[label] * NameModel.STEP);
                }
                lattice.score(
                        token - from,
                        Labels.OUTSIDE,
                        steps[Labels.OUTSIDE] * NameModel.STEP
                                - model.confidence().outside());
            }
            var labels = lattice.best(to - from);
            var summed = false;
            for (int token = 0; token < to - from; token++) {
                if (labels[token] == Labels.OUTSIDE) {
                    continue;
                }
                if (!summed) {
                    lattice.sum(to - from);
                    summed = true;
                }
                int last = token;
                while (Labels.isOpen(labels[last])) {
                    last++;
                }
                var confidence = model.confidence().of(lattice.likelihood(labels, token, last));
                if (confidence >= leastConfidence) {
                    names.add(new Found(Labels.kind(labels[token]), from + token, from + last, confidence));
                }
                token = last;
            }
        }
    }
}
