package io.wireroom.tagging.topics.model;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A multinomial logistic regression over hashed words, its weights in a byte each. Immutable and thread-safe.
 *
 * <p>The score of a class is the sum of its weights over a text's features, each by its sub-linear count and its
 * inverse document frequency, the whole normalised to unit length; those of an article are the mean of its
 * parts' scores. The scores become probabilities by a softmax at the temperature that calibrates them (Guo et al. 2017, "On
 * calibration of modern neural networks"): articles have one, summaries another.
 */
public final class LinearModel {

    private static final int MAGIC = 0x57544D32;
    private static final int LARGEST_BYTE = 127;

    private final WordVectors words;
    private final int bits;
    private final List<String> classes;
    private final float[] idf;
    private final byte[] weights;
    private final float[] scales;
    private final float[] bias;
    private final Temperatures temperatures;
    private final int[] all;

    /** Divisors of scores: 1 leaves them as they are, more makes a model less confident. */
    public record Temperatures(float article, float summary) {

        /** Scores as they are. */
        public static final Temperatures NONE = new Temperatures(1, 1);

        private float of(ArticleVectors article) {
            return article.isSummary() ? summary : this.article;
        }
    }

    private LinearModel(
            WordVectors words,
            int bits,
            List<String> classes,
            float[] idf,
            byte[] weights,
            float[] scales,
            float[] bias,
            Temperatures temperatures) {
        this.words = words;
        this.bits = bits;
        this.classes = List.copyOf(classes);
        this.idf = idf;
        this.weights = weights;
        this.scales = scales;
        this.bias = bias;
        this.temperatures = temperatures;
        all = IntStream.range(0, classes.size()).toArray();
    }

    /**
     * A model of these weights, rounded to bytes, with scores as they are.
     *
     * @param weights bucket by bucket, all classes of one beside each other
     * @param idf inverse document frequency of each bucket; 0 for one that was never seen
     */
    public static LinearModel of(
            WordVectors words, int bits, List<String> classes, float[] idf, float[] weights, float[] bias) {
        var count = classes.size();
        var scales = new float[count];
        for (var at = 0; at < weights.length; at++) {
            scales[at % count] = Math.max(scales[at % count], Math.abs(weights[at]));
        }
        var bytes = new byte[weights.length];
        for (var at = 0; at < weights.length; at++) {
            var scale = scales[at % count];
            bytes[at] = scale == 0 ? 0 : (byte) Math.round(weights[at] / scale * LARGEST_BYTE);
        }
        for (var one = 0; one < count; one++) {
            scales[one] /= LARGEST_BYTE;
        }
        return new LinearModel(words, bits, classes, idf.clone(), bytes, scales, bias.clone(), Temperatures.NONE);
    }

    /** The classes that it separates. */
    public List<String> classes() {
        return classes;
    }

    /** The same model at other temperatures. */
    public LinearModel at(Temperatures other) {
        return new LinearModel(words, bits, classes, idf, weights, scales, bias, other);
    }

    /** Scores of all classes for an article, before the softmax. */
    public float[] scores(String title, String text) {
        return scores(ArticleVectors.of(title, text, words), all);
    }

    /**
     * Scores of some classes, before the softmax.
     *
     * @param chosen numbers of the classes, ascending
     */
    public float[] scores(ArticleVectors article, int[] chosen) {
        var sums = new float[chosen.length];
        var meaning = new float[words.dimensions() + 1];
        for (var part : article.parts()) {
            addWords(sums, part, chosen);
            for (var at = 0; at < meaning.length; at++) {
                meaning[at] += part.share() * part.vector().meaning()[at];
            }
        }
        for (var at = 0; at < meaning.length; at++) {
            add(sums, meaning[at], ((1 << bits) + at) * classes.size(), chosen);
        }
        var temperature = temperatures.of(article);
        for (var one = 0; one < chosen.length; one++) {
            sums[one] = (sums[one] * scales[chosen[one]] + bias[chosen[one]]) / temperature;
        }
        return sums;
    }

    private void addWords(float[] sums, ArticleVectors.Part part, int[] chosen) {
        var mask = (1 << bits) - 1;
        var indices = part.vector().indices();
        var values = part.vector().values();
        var found = new float[chosen.length];
        var squares = 0.0;
        for (var at = 0; at < indices.length; at++) {
            var index = indices[at] & mask;
            var value = values[at] * idf[index];
            if (value != 0) {
                squares += value * value;
                add(found, value, index * classes.size(), chosen);
            }
        }
        var scale = squares == 0 ? 0 : part.share() / (float) Math.sqrt(squares);
        for (var one = 0; one < chosen.length; one++) {
            sums[one] += found[one] * scale;
        }
    }

    private void add(float[] sums, float value, int row, int[] chosen) {
        if (chosen.length == classes.size()) {
            for (var one = 0; one < sums.length; one++) {
                sums[one] += value * weights[row + one];
            }
            return;
        }
        for (var one = 0; one < chosen.length; one++) {
            sums[one] += value * weights[row + chosen[one]];
        }
    }

    /** Probabilities of scores, summing up to 1. */
    public static float[] softmax(float[] scores) {
        var largest = Float.NEGATIVE_INFINITY;
        for (var score : scores) {
            largest = Math.max(largest, score);
        }
        var sum = 0.0;
        var result = new float[scores.length];
        for (var one = 0; one < scores.length; one++) {
            result[one] = (float) Math.exp(scores[one] - largest);
            sum += result[one];
        }
        for (var one = 0; one < scores.length; one++) {
            result[one] /= (float) sum;
        }
        return result;
    }

    /** Writes the model, without empty buckets. */
    public void write(OutputStream stream) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(stream)))) {
            var count = classes.size();
            out.writeInt(MAGIC);
            out.writeByte(bits);
            out.writeShort(count);
            for (var one = 0; one < count; one++) {
                out.writeUTF(classes.get(one));
                out.writeFloat(scales[one]);
                out.writeFloat(bias[one]);
            }
            out.writeFloat(temperatures.article());
            out.writeFloat(temperatures.summary());
            for (var bucket = 0; bucket < idf.length; bucket++) {
                if (idf[bucket] != 0) {
                    out.writeInt(bucket);
                    out.writeFloat(idf[bucket]);
                    out.write(weights, bucket * count, count);
                }
            }
            out.writeInt(-1);
            out.write(weights, count << bits, count * (words.dimensions() + 1));
        }
    }

    /** Reads a model that was written. */
    public static LinearModel read(InputStream stream, WordVectors words) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(stream), 1 << 16))) {
            if (in.readInt() != MAGIC) {
                throw new IOException("this is no model of topics");
            }
            var bits = in.readUnsignedByte();
            var count = in.readUnsignedShort();
            var classes = new ArrayList<String>(count);
            var scales = new float[count];
            var bias = new float[count];
            for (var one = 0; one < count; one++) {
                classes.add(in.readUTF());
                scales[one] = in.readFloat();
                bias[one] = in.readFloat();
            }
            var temperatures = new Temperatures(in.readFloat(), in.readFloat());
            var idf = new float[1 << bits];
            var weights = new byte[count * ((1 << bits) + (words.dimensions() + 1))];
            for (var bucket = in.readInt(); bucket >= 0; bucket = in.readInt()) {
                idf[bucket] = in.readFloat();
                in.readFully(weights, bucket * count, count);
            }
            in.readFully(weights, count << bits, count * (words.dimensions() + 1));
            return new LinearModel(words, bits, classes, idf, weights, scales, bias, temperatures);
        }
    }
}
