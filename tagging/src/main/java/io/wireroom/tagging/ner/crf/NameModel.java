package io.wireroom.tagging.ner.crf;

import io.wireroom.tagging.ner.features.HashList;
import io.wireroom.tagging.ner.features.KnownPhrases;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The result of training: known phrases, the score of each label by feature in 8 bits, the score of one label after
 * another, and how to read likelihoods as confidence. Immutable; thread-safe. The file is gzip over big-endian fields,
 * hashes ascending, as differences.
 */
public final class NameModel {

    /** Step of weights: a weight of 1 is this much in a score. */
    public static final float STEP = 1 / 64f;

    private static final int MAGIC = 0x57524E32;
    private static final int COUNT = Labels.COUNT;
    /** A row is a quarter of a cache line. */
    private static final int ROW = 16;

    private final String version;
    private final KnownPhrases lexicon;
    private final byte[] weights;
    private final float[] transitions;
    private final Confidence confidence;
    private final int[] slots;
    private final int mask;

    /**
     * A model of these rows.
     *
     * @param version names the training run in tags
     * @param hashes of features, ascending, without duplicates
     * @param weights {@link Labels#COUNT} for each feature, in steps of 1/64
     * @param transitions score of one label after another, rows by the first
     */
    public NameModel(
            String version,
            KnownPhrases lexicon,
            int[] hashes,
            byte[] weights,
            float[] transitions,
            Confidence confidence) {
        this.version = version;
        this.lexicon = lexicon;
        this.weights = new byte[(hashes.length + 1) * ROW];
        this.transitions = transitions.clone();
        this.confidence = confidence;
        var capacity = Integer.highestOneBit(Math.max(1, hashes.length)) << 2;
        slots = new int[2 * capacity];
        mask = capacity - 1;
        for (int row = 0; row < hashes.length; row++) {
            System.arraycopy(weights, row * COUNT, this.weights, (row + 1) * ROW, COUNT);
            int slot = hashes[row] & mask;
            while (slots[2 * slot + 1] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[2 * slot] = hashes[row];
            slots[2 * slot + 1] = row + 1;
        }
    }

    private NameModel(NameModel other, Confidence confidence) {
        this.version = other.version;
        this.lexicon = other.lexicon;
        this.weights = other.weights;
        this.transitions = other.transitions;
        this.slots = other.slots;
        this.mask = other.mask;
        this.confidence = confidence;
    }

    /**
     * How a likelihood becomes a confidence: {@code 1 / (1 + exp(-(slope * logit(likelihood) + offset)))} (Platt
     * scaling), and which names are kept.
     *
     * @param least confidence of a name that is kept
     * @param outside taken from the score of {@link Labels#OUTSIDE} at each token, which finds more names
     */
    public record Confidence(float slope, float offset, float least, float outside) {

        /** The share of names of this likelihood that are right, as learned; in (0, 1). */
        public double of(double likelihood) {
            var bounded = Math.clamp(likelihood, 1e-6, 1 - 1e-6);
            var logit = slope * Math.log(bounded / (1 - bounded)) + offset;
            return 1 / (1 + Math.exp(-logit));
        }
    }

    /** The same model with another calibration. */
    public NameModel read(Confidence other) {
        return new NameModel(this, other);
    }

    /** The training run. */
    public String version() {
        return version;
    }

    /** Prior knowledge of words. */
    public KnownPhrases lexicon() {
        return lexicon;
    }

    public float[] transitions() {
        return transitions;
    }

    public Confidence confidence() {
        return confidence;
    }

    /** Adds the weights of each of a token's features, in steps, to {@code scores}, which begin with zeros. */
    public void score(int[] features, int count, int[] scores) {
        for (int at = 0; at < count; at++) {
            var hash = features[at];
            int slot = hash & mask;
            int row;
            while ((row = slots[2 * slot + 1]) != 0 && slots[2 * slot] != hash) {
                slot = (slot + 1) & mask;
            }
            if (row != 0) {
                var first = row * ROW;
                for (int label = 0; label < ROW; label++) {
                    scores[label] += weights[first + label];
                }
            }
        }
    }

    public static int rowLength() {
        return ROW;
    }

    /** Writes the model; the same model gives the same bytes. */
    public void write(OutputStream to) throws IOException {
        try (var out = new DataOutputStream(new GZIPOutputStream(to))) {
            out.writeInt(MAGIC);
            out.writeUTF(version);
            out.writeFloat(confidence.slope());
            out.writeFloat(confidence.offset());
            out.writeFloat(confidence.least());
            out.writeFloat(confidence.outside());
            for (var score : transitions) {
                out.writeFloat(score);
            }
            lexicon.write(out);
            var hashes = hashes();
            HashList.write(out, hashes);
            for (int label = 0; label < COUNT; label++) {
                for (int row = 0; row < hashes.length; row++) {
                    out.writeByte(weights[(row + 1) * ROW + label]);
                }
            }
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if it is not such a file
     */
    public static NameModel read(InputStream from) throws IOException {
        byte[] bytes;
        try (var unpacked = new GZIPInputStream(from, 1 << 16)) {
            bytes = unpacked.readAllBytes();
        }
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != MAGIC) {
            throw new IOException("no model of names: it begins with other bytes");
        }
        var version = in.readUTF();
        var confidence = new Confidence(in.readFloat(), in.readFloat(), in.readFloat(), in.readFloat());
        var transitions = new float[COUNT * COUNT];
        for (int at = 0; at < transitions.length; at++) {
            transitions[at] = in.readFloat();
        }
        var lexicon = KnownPhrases.read(in);
        var hashes = HashList.read(in);
        var columns = in.readNBytes(hashes.length * COUNT);
        if (columns.length < hashes.length * COUNT) {
            throw new IOException("weights of " + hashes.length + " features are missing");
        }
        var weights = new byte[columns.length];
        for (int label = 0; label < COUNT; label++) {
            for (int row = 0; row < hashes.length; row++) {
                weights[row * COUNT + label] = columns[label * hashes.length + row];
            }
        }
        return new NameModel(version, lexicon, hashes, weights, transitions, confidence);
    }

    /** The hash of each row's feature. */
    private int[] hashes() {
        var hashes = new int[weights.length / ROW - 1];
        for (int slot = 0; slot < slots.length; slot += 2) {
            if (slots[slot + 1] != 0) {
                hashes[slots[slot + 1] - 1] = slots[slot];
            }
        }
        return hashes;
    }

    /**
     * The shipped model of a language.
     *
     * @param language primary subtag of BCP 47
     * @throws IOException if its file is missing from the class path or damaged
     */
    public static NameModel shipped(String language) throws IOException {
        var file = language + "-names.model";
        try (var in = NameModel.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new FileNotFoundException(file + " is missing from the class path");
            }
            return read(in);
        } catch (FileNotFoundException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
    }
}
