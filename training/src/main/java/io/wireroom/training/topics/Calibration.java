package io.wireroom.training.topics;

import io.wireroom.tagging.topics.model.LinearModel;
import java.util.ArrayList;
import java.util.List;

/** Calibrates probabilities and measures their calibration. */
final class Calibration {

    private static final int BINS = 10;

    /**
     * The answer of a model for a text.
     *
     * @param scores of all classes, before the softmax
     * @param right the class that the text belongs to
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
    record Answer(float[] scores, int right) {

        int best() {
            var best = 0;
            for (var one = 1; one < scores.length; one++) {
                best = scores[one] > scores[best] ? one : best;
            }
            return best;
        }
    }

    /**
     * One bar of a reliability diagram.
     *
     * @param confidence mean of the answers in it
     * @param accuracy share of the right ones among them
     */
    record Bin(int answers, double confidence, double accuracy) {}

    private Calibration() {}

    /** The temperature that gives the right answers the highest likelihood (Guo et al. 2017). */
    static float temperature(List<Answer> answers) {
        var best = 1f;
        var least = Double.POSITIVE_INFINITY;
        for (var step = -20; step <= 20; step++) {
            var temperature = (float) Math.pow(1.1, step);
            var loss = 0.0;
            for (var answer : answers) {
                loss -= Math.log(Math.max(1e-9, softmaxAt(answer, temperature)[answer.right()]));
            }
            if (loss < least) {
                least = loss;
                best = temperature;
            }
        }
        return best;
    }

    private static float[] softmaxAt(Answer answer, float temperature) {
        var scores = answer.scores().clone();
        for (var one = 0; one < scores.length; one++) {
            scores[one] /= temperature;
        }
        return LinearModel.softmax(scores);
    }

    /** Ten bins of equal width over the confidence of the best answer. */
    static List<Bin> bins(List<Answer> answers) {
        var count = new int[BINS];
        var sure = new double[BINS];
        var right = new int[BINS];
        for (var answer : answers) {
            var confidence = LinearModel.softmax(answer.scores())[answer.best()];
            var bin = Math.min(BINS - 1, (int) (confidence * BINS));
            count[bin]++;
            sure[bin] += confidence;
            right[bin] += answer.best() == answer.right() ? 1 : 0;
        }
        var bins = new ArrayList<Bin>();
        for (var bin = 0; bin < BINS; bin++) {
            bins.add(
                    count[bin] == 0
                            ? new Bin(0, (bin + 0.5) / BINS, 0)
                            : new Bin(count[bin], sure[bin] / count[bin], (double) right[bin] / count[bin]));
        }
        return bins;
    }

    /** Expected calibration error: mean distance of confidence and accuracy, over the answers. */
    static double error(List<Bin> bins) {
        var answers = bins.stream().mapToInt(Bin::answers).sum();
        return bins.stream()
                        .mapToDouble(bin -> bin.answers() * Math.abs(bin.confidence() - bin.accuracy()))
                        .sum()
                / Math.max(1, answers);
    }
}
