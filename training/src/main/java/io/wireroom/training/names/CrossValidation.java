package io.wireroom.training.names;

import io.wireroom.tagging.NameFinder.Name;
import io.wireroom.tagging.ner.TrainedNameFinder;
import io.wireroom.tagging.ner.crf.NameModel.Confidence;
import io.wireroom.tagging.ner.features.KnownPhrases;
import io.wireroom.tagging.tokens.Tokens;
import io.wireroom.training.names.NamedText.Mark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Leaves out one data set at a time, learns from the others and measures on it. This shows how well names are found in
 * unknown kinds of texts. The result maps likelihoods to confidences.
 */
final class CrossValidation {

    private static final double LEAST_LEAD = 0.02;
    private static final int STEPS = 4_000;
    private static final double LEARNING_STEP = 0.5;
    private static final double FINEST = 0.01;
    /** The default without better knowledge. */
    private static final double EVEN = 0.5;

    private final List<Guess> guesses = new ArrayList<>();
    private final boolean withPeer;
    private int marked;

    private CrossValidation(boolean withPeer) {
        this.withPeer = withPeer;
    }

    /** A name that was found in a left-out text. */
    private record Guess(double likelihood, boolean right) {}

    /** The calibration that fits the names found in the left-out sets. */
    static Confidence run(
            List<NamedText> texts,
            KnownPhrases lexicon,
            ChainTrainer.Plan plan,
            boolean withPeer,
            Consumer<String> table)
            throws IOException {
        var validation = new CrossValidation(withPeer);
        var sets = texts.stream().collect(Collectors.groupingBy(NamedText::set, TreeMap::new, Collectors.toList()));
        table.accept(NameScore.heading());
        for (var set : sets.entrySet()) {
            validation.leaveOut(set, texts, lexicon, plan, table);
        }
        return validation.fit();
    }

    private void leaveOut(
            Map.Entry<String, List<NamedText>> set,
            List<NamedText> texts,
            KnownPhrases lexicon,
            ChainTrainer.Plan plan,
            Consumer<String> table)
            throws IOException {
        var others =
                texts.stream().filter(text -> !text.set().equals(set.getKey())).toList();
        var finder = new TrainedNameFinder(ChainTrainer.train(others, lexicon, plan, "validation"));
        var score = new NameScore();
        for (var text : set.getValue()) {
            var names = finder.find(Tokens.of(text.text()), 0);
            score.add(text.marks(), marks(names));
            var truth = new HashSet<>(text.marks());
            names.forEach(name -> guesses.add(new Guess(name.confidence(), truth.contains(mark(name)))));
            marked += truth.size();
        }
        table.accept(score.row(set.getKey()));
        if (withPeer) {
            var peer = OpenNlpPeer.train(others);
            var peerScore = new NameScore();
            set.getValue().forEach(text -> peerScore.add(text.marks(), peer.find(text)));
            table.accept(peerScore.row("  OpenNLP"));
        }
    }

    static List<Mark> marks(List<Name> names) {
        return names.stream().map(CrossValidation::mark).toList();
    }

    private static Mark mark(Name name) {
        return new Mark(name.kind(), name.start(), name.end());
    }

    /** Logistic regression on the logit of likelihoods (Platt, 1999), and the lowest confidence worth reporting. */
    private Confidence fit() {
        double slope = 1;
        double offset = 0;
        for (int step = 0; step < STEPS && !guesses.isEmpty(); step++) {
            double bySlope = 0;
            double byOffset = 0;
            for (var guess : guesses) {
                var error = sigmoid(slope * logit(guess.likelihood()) + offset) - (guess.right() ? 1 : 0);
                bySlope += error * logit(guess.likelihood());
                byOffset += error;
            }
            slope -= LEARNING_STEP * bySlope / guesses.size() / 4;
            offset -= LEARNING_STEP * byOffset / guesses.size();
        }
        var fitted = new Confidence((float) slope, (float) offset, 0);
        return new Confidence((float) slope, (float) offset, (float) least(fitted));
    }

    /** The lowest confidence with the best F1 among those with a precision above the recall. */
    private double least(Confidence confidence) {
        double best = -1;
        double threshold = EVEN;
        for (double least = 0; least < 1; least += FINEST) {
            int found = 0;
            int right = 0;
            for (var guess : guesses) {
                if (confidence.of(guess.likelihood()) >= least) {
                    found++;
                    right += guess.right() ? 1 : 0;
                }
            }
            var precision = found == 0 ? 1 : (double) right / found;
            var recall = marked == 0 ? 0 : (double) right / marked;
            var f1 = 2.0 * right / Math.max(1, found + marked);
            if (precision >= recall + LEAST_LEAD && f1 > best) {
                best = f1;
                threshold = least;
            }
        }
        return threshold;
    }

    private static double logit(double likelihood) {
        var bounded = Math.clamp(likelihood, 1e-6, 1 - 1e-6);
        return StrictMath.log(bounded / (1 - bounded));
    }

    private static double sigmoid(double value) {
        return 1 / (1 + StrictMath.exp(-value));
    }
}
