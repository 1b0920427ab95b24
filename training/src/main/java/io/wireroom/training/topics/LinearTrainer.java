package io.wireroom.training.topics;

import io.wireroom.tagging.topics.model.LinearModel;
import io.wireroom.tagging.topics.model.TopicFeatures;
import io.wireroom.tagging.topics.model.WordVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Trains a {@link LinearModel} by stochastic gradient descent with per-weight rates (AdaGrad; Duchi et al. 2011): the
 * same texts in the same order give the same bytes. The weights may be the mean of those after each step (Polyak and
 * Juditsky 1992), which depends less on the last texts.
 *
 * @param bits the model has 2^bits buckets
 * @param epochs passes over the texts
 * @param first passes whose steps do not count in the mean; if all, the weights are those of the last step
 * @param rate of learning
 * @param balance 0: all texts have the same weight; 1: all topics have the same weight
 */
record LinearTrainer(int bits, int epochs, int first, float rate, double balance, WordVectors words) {

    private static final long SEED = 42;
    private static final int LEAST_TEXTS = 2;

    LinearModel train(List<TopicText> texts, List<String> classes) {
        var vectors = texts.stream()
                .map(text -> folded(TopicFeatures.of(text.title(), text.text(), words)))
                .toList();
        var idf = idf(vectors);
        var rows = new ArrayList<TopicFeatures.Vector>();
        vectors.forEach(vector -> rows.add(unit(vector, idf)));
        var labels =
                texts.stream().mapToInt(text -> classes.indexOf(text.label())).toArray();
        var importance = importance(texts, labels, classes.size());

        var count = classes.size();
        var weights = new float[count * ((1 << bits) + (words.dimensions() + 1))];
        var squares = new float[weights.length];
        var bias = new float[count];
        var biasSquares = new float[count];
        // Each change by the number of steps before it: what the mean lacks of it, when divided by all steps.
        var early = new double[weights.length];
        var biasEarly = new double[count];
        var step = -(long) first * rows.size();
        Arrays.fill(squares, 1e-2f);
        Arrays.fill(biasSquares, 1);
        var random = new SplittableRandom(SEED);
        var order = new int[rows.size()];
        Arrays.setAll(order, at -> at);
        for (var epoch = 0; epoch < epochs; epoch++) {
            shuffle(order, random);
            for (var at : order) {
                var before = Math.max(0, step++);
                var row = rows.get(at);
                var scores = bias.clone();
                for (var feature = 0; feature < row.indices().length; feature++) {
                    var from = row.indices()[feature] * count;
                    for (var one = 0; one < count; one++) {
                        scores[one] += row.values()[feature] * weights[from + one];
                    }
                }
                var gradient = LinearModel.softmax(scores);
                gradient[labels[at]] -= 1;
                for (var one = 0; one < count; one++) {
                    gradient[one] *= importance[at];
                    biasSquares[one] += gradient[one] * gradient[one];
                    var change = rate * gradient[one] / (float) Math.sqrt(biasSquares[one]);
                    bias[one] -= change;
                    biasEarly[one] += (double) before * change;
                }
                for (var feature = 0; feature < row.indices().length; feature++) {
                    var from = row.indices()[feature] * count;
                    var value = row.values()[feature];
                    for (var one = 0; one < count; one++) {
                        var slope = gradient[one] * value;
                        squares[from + one] += slope * slope;
                        var change = rate * slope / (float) Math.sqrt(squares[from + one]);
                        weights[from + one] -= change;
                        early[from + one] += (double) before * change;
                    }
                }
            }
        }
        if (step > 0) {
            for (var at = 0; at < weights.length; at++) {
                weights[at] += (float) (early[at] / step);
            }
            for (var one = 0; one < count; one++) {
                bias[one] += (float) (biasEarly[one] / step);
            }
        }
        return LinearModel.of(words, bits, classes, idf, weights, bias);
    }

    /** The same with the bucket numbers of this model, which may be repeated. */
    private TopicFeatures.Vector folded(TopicFeatures.Vector vector) {
        var mask = (1 << bits) - 1;
        var indices = Arrays.stream(vector.indices()).map(index -> index & mask).toArray();
        return new TopicFeatures.Vector(indices, vector.values(), vector.meaning());
    }

    private float[] importance(List<TopicText> texts, int[] labels, int count) {
        var mass = new double[count];
        for (var at = 0; at < labels.length; at++) {
            mass[labels[at]] += texts.get(at).weight();
        }
        var largest = Arrays.stream(mass).max().orElse(1);
        var importance = new float[labels.length];
        var sum = 0.0;
        for (var at = 0; at < labels.length; at++) {
            importance[at] = (float) (texts.get(at).weight() * Math.pow(largest / mass[labels[at]], balance));
            sum += importance[at];
        }
        for (var at = 0; at < labels.length; at++) {
            importance[at] *= (float) (labels.length / sum);
        }
        return importance;
    }

    private float[] idf(List<TopicFeatures.Vector> vectors) {
        var seen = new int[1 << bits];
        vectors.forEach(vector -> Arrays.stream(vector.indices()).forEach(index -> seen[index]++));
        var idf = new float[1 << bits];
        for (var bucket = 0; bucket < idf.length; bucket++) {
            if (seen[bucket] >= LEAST_TEXTS) {
                idf[bucket] = (float) (1 + Math.log((1.0 + vectors.size()) / (1 + seen[bucket])));
            }
        }
        return idf;
    }

    /** Words and meaning as one vector. */
    private TopicFeatures.Vector unit(TopicFeatures.Vector vector, float[] idf) {
        var meaning = vector.meaning();
        var indices = new int[vector.indices().length + meaning.length];
        var values = new float[indices.length];
        var next = 0;
        var squares = 0.0;
        for (var at = 0; at < vector.indices().length; at++) {
            var value = vector.values()[at] * idf[vector.indices()[at]];
            if (value != 0) {
                indices[next] = vector.indices()[at];
                values[next++] = value;
                squares += value * value;
            }
        }
        var length = (float) Math.sqrt(Math.max(squares, 1e-12));
        for (var at = 0; at < next; at++) {
            values[at] /= length;
        }
        for (var at = 0; at < meaning.length; at++) {
            indices[next] = (1 << bits) + at;
            values[next++] = meaning[at];
        }
        return new TopicFeatures.Vector(Arrays.copyOf(indices, next), Arrays.copyOf(values, next), new float[0]);
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (var at = order.length - 1; at > 0; at--) {
            var other = random.nextInt(at + 1);
            var kept = order[at];
            order[at] = order[other];
            order[other] = kept;
        }
    }
}
