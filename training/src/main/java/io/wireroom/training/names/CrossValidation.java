package io.wireroom.training.names;

import io.wireroom.tagging.NameFinder.Name;
import io.wireroom.tagging.ner.TrainedNameFinder;
import io.wireroom.tagging.ner.crf.NameModel;
import io.wireroom.tagging.ner.crf.NameModel.Confidence;
import io.wireroom.tagging.ner.features.KnownPhrases;
import io.wireroom.tagging.tokens.Tokens;
import io.wireroom.training.names.NamedText.Mark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Leaves out one part of the texts at a time, learns from the others and measures on it. If the parts are data sets, this
 * shows how well names are found in unknown kinds of texts. The result maps likelihoods to confidences.
 */
final class CrossValidation {

    private static final double LEAST_LEAD = 0.02;
    private static final int STEPS = 4_000;
    private static final double LEARNING_STEP = 0.5;
    private static final double FINEST = 0.01;
    /** The default without better knowledge. */
    private static final double EVEN = 0.5;

    /** How much less likely than learned no name is, to be tried. */
    private static final float[] OUTSIDE = {0, 0.4f, 0.8f, 1.2f, 1.6f};

    private final float outside;
    private final List<Guess> guesses = new ArrayList<>();
    private final NameScore all = new NameScore();
    private int marked;

    private CrossValidation(float outside) {
        this.outside = outside;
    }

    /** A name that was found in a left-out text. */
    private record Guess(double likelihood, boolean right) {}

    /** Texts to be left out at once, and those to learn from then. */
    record Part(String name, List<NamedText> leftOut, List<NamedText> others) {

        Part {
            leftOut = List.copyOf(leftOut);
            others = List.copyOf(others);
        }
    }

    /**
     * Each data set is a part.
     *
     * @param helpers texts that are never left out
     */
    static List<Part> bySet(List<NamedText> texts, List<NamedText> helpers) {
        var sets = texts.stream().collect(Collectors.groupingBy(NamedText::set, TreeMap::new, Collectors.toList()));
        var parts = new ArrayList<Part>();
        sets.forEach((name, set) -> {
            var others = new ArrayList<>(helpers);
            texts.stream().filter(text -> !text.set().equals(name)).forEach(others::add);
            parts.add(new Part(name, set, others));
        });
        return parts;
    }

    /**
     * Parts of neighbouring articles: the same share of each data set.
     *
     * @param helpers texts that are never left out
     */
    static List<Part> folds(List<NamedText> texts, List<NamedText> helpers, int count) {
        var sets = texts.stream().collect(Collectors.groupingBy(NamedText::set, TreeMap::new, Collectors.toList()));
        var parts = new ArrayList<Part>();
        for (int fold = 0; fold < count; fold++) {
            var leftOut = new ArrayList<NamedText>();
            var others = new ArrayList<>(helpers);
            for (var set : sets.values()) {
                int from = set.size() * fold / count;
                int to = set.size() * (fold + 1) / count;
                leftOut.addAll(set.subList(from, to));
                others.addAll(set.subList(0, from));
                others.addAll(set.subList(to, set.size()));
            }
            parts.add(new Part("fold " + (fold + 1) + " of " + count, leftOut, others));
        }
        return parts;
    }

    /** The texts of sets whose name ends with {@code -dev}; empty if there are none. */
    static Optional<Part> development(List<NamedText> texts, List<NamedText> helpers) {
        var leftOut = texts.stream().filter(CrossValidation::isDevelopment).toList();
        var others = new ArrayList<>(helpers);
        texts.stream().filter(text -> !isDevelopment(text)).forEach(others::add);
        return leftOut.isEmpty() || others.isEmpty()
                ? Optional.empty()
                : Optional.of(new Part("development part", leftOut, others));
    }

    private static boolean isDevelopment(NamedText text) {
        return text.set().endsWith("-dev");
    }

    /** The calibration that fits the names found in the left-out parts. */
    static Confidence run(
            List<Part> parts, KnownPhrases lexicon, ChainTrainer.Plan plan, boolean withPeer, Consumer<String> table)
            throws IOException {
        var validations = new ArrayList<CrossValidation>();
        for (var outside : OUTSIDE) {
            validations.add(new CrossValidation(outside));
        }
        table.accept(NameScore.heading());
        for (var part : parts) {
            var model = ChainTrainer.train(part.others(), lexicon, plan, "validation");
            var scores = validations.stream()
                    .map(validation -> validation.leaveOut(part, model))
                    .toList();
            table.accept(scores.getFirst().row(part.name()));
            if (withPeer) {
                table.accept(peer(part).row("  OpenNLP"));
            }
        }
        var best = validations.getFirst();
        for (var validation : validations) {
            best = validation.all.f1() > best.all.f1() ? validation : best;
            table.accept(validation.all.row("all, outside " + validation.outside));
        }
        return best.fit();
    }

    /** Prints how well a model of the other texts finds the names of one part, at its threshold. */
    static void measure(
            Part part, KnownPhrases lexicon, ChainTrainer.Plan plan, Confidence confidence, Consumer<String> table) {
        var finder = new TrainedNameFinder(
                ChainTrainer.train(part.others(), lexicon, plan, "validation").read(confidence));
        var score = new NameScore();
        part.leftOut().forEach(text -> score.add(text.marks(), marks(finder.find(Tokens.of(text.text())))));
        table.accept(score.row(part.name()));
    }

    private NameScore leaveOut(Part part, NameModel model) {
        var finder = new TrainedNameFinder(model.read(new Confidence(1, 0, 0, outside)));
        var score = new NameScore();
        for (var text : part.leftOut()) {
            var names = finder.find(Tokens.of(text.text()), 0);
            score.add(text.marks(), marks(names));
            all.add(text.marks(), marks(names));
            var truth = new HashSet<>(text.marks());
            names.forEach(name -> guesses.add(new Guess(name.confidence(), truth.contains(mark(name)))));
            marked += truth.size();
        }
        return score;
    }

    private static NameScore peer(Part part) throws IOException {
        var peer = OpenNlpPeer.train(part.others());
        var score = new NameScore();
        part.leftOut().forEach(text -> score.add(text.marks(), peer.find(text)));
        return score;
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
        var fitted = new Confidence((float) slope, (float) offset, 0, outside);
        return new Confidence((float) slope, (float) offset, (float) least(fitted), outside);
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
