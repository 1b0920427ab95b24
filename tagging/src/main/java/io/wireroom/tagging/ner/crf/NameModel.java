package io.wireroom.tagging.ner.crf;

import io.wireroom.tagging.ner.features.HashList;
import io.wireroom.tagging.ner.features.KnownPhrases;
import io.wireroom.tagging.ner.features.NameFeatures;
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
    /** Rows are numbered from 1 in this many bits of a slot; above them are the highest bits of the feature's hash. */
    private static final int ROW_BITS = 24;

    private static final int ROW_NUMBER = (1 << ROW_BITS) - 1;
    /** The place of the other bits of the hash in the second half of a row. */
    private static final int HASH_SHIFT = Long.SIZE - ROW_BITS;
    /** Every second byte: sums of weights have two bytes each. */
    private static final long LANES = 0x00FF00FF00FF00FFL;
    /** Added to each weight, so that it is positive. */
    private static final int BIAS = 128;

    private final String version;
    private final KnownPhrases lexicon;
    /** Two for each feature, a quarter of a cache line: a byte for each label, and three of the hash. */
    private final long[] rows;

    private final float[] transitions;
    private final Confidence confidence;
    /** The row of a feature, and eight bits of its hash; 0 where there is none. */
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
        if (hashes.length > ROW_NUMBER) {
            throw new IllegalArgumentException("a model has at most " + ROW_NUMBER + " features, not " + hashes.length);
        }
        this.version = version;
        this.lexicon = lexicon;
        this.rows = new long[2 * (hashes.length + 1)];
        this.transitions = transitions.clone();
        this.confidence = confidence;
        var capacity = Integer.highestOneBit(Math.max(1, hashes.length)) << 2;
        slots = new int[capacity];
        mask = capacity - 1;
        for (int feature = 0; feature < hashes.length; feature++) {
            int row = feature + 1;
            rows[2 * row] = packed(weights, feature * COUNT, Math.min(COUNT, Long.BYTES));
            rows[2 * row + 1] = packed(weights, feature * COUNT + Long.BYTES, COUNT - Long.BYTES)
                    | (long) hashes[feature] << HASH_SHIFT;
            int slot = hashes[feature] & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = hashes[feature] & ~ROW_NUMBER | row;
        }
    }

    private static long packed(byte[] weights, int from, int count) {
        long packed = 0;
        for (int at = 0; at < count; at++) {
            packed |= (long) (weights[from + at] + BIAS) << Byte.SIZE * at;
        }
        return packed;
    }

    private NameModel(NameModel other, Confidence confidence) {
        this.version = other.version;
        this.lexicon = other.lexicon;
        this.rows = other.rows;
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

    /**
     * Writes the sums of the weights of a token's features, in steps.
     *
     * @param features hashes, at most {@link NameFeatures#MOST}; those of unknown features are overwritten
     * @param found working array, as long as {@code features}
     * @param scores one for each label
     */
    public void score(int[] features, int count, int[] found, int[] scores) {
        var known = find(features, count, found);
        long even = 0;
        long odd = 0;
        long evenAbove = 0;
        long oddAbove = 0;
        var summed = 0;
        for (int at = 0; at < known; at++) {
            var row = found[at];
            if ((rows[2 * row + 1] >>> HASH_SHIFT) != (features[at] & ROW_NUMBER)) {
                row = row(features[at]);
                if (row == 0) {
                    continue;
                }
            }
            var low = rows[2 * row];
            var high = rows[2 * row + 1];
            even += low & LANES;
            odd += low >>> Byte.SIZE & LANES;
            evenAbove += high & LANES;
            oddAbove += high >>> Byte.SIZE & LANES;
            summed++;
        }
        for (int label = 0; label < COUNT; label++) {
            var sums = label < Long.BYTES ? label % 2 == 0 ? even : odd : label % 2 == 0 ? evenAbove : oddAbove;
            scores[label] = (int) (sums >>> Short.SIZE * (label % Long.BYTES / 2) & 0xFFFF) - BIAS * summed;
        }
    }

    /**
     * Moves the features that seem to be known to the front, with their rows; returns their number. It has no branch on
     * whether a feature is known, which no processor foresees, so that many slots are fetched at once.
     */
    private int find(int[] features, int count, int[] found) {
        int known = 0;
        for (int at = 0; at < count; at++) {
            var hash = features[at];
            int slot = hash & mask;
            int entry = slots[slot];
            while (((entry ^ hash) >>> ROW_BITS & (entry | -entry) >> Integer.SIZE - 1) != 0) {
                slot = (slot + 1) & mask;
                entry = slots[slot];
            }
            features[known] = hash;
            found[known] = entry & ROW_NUMBER;
            known += (entry | -entry) >>> Integer.SIZE - 1;
        }
        return known;
    }

    /** The row of a feature; 0 if it is unknown. */
    private int row(int hash) {
        for (int slot = hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            if (hash(slots[slot]) == hash) {
                return slots[slot] & ROW_NUMBER;
            }
        }
        return 0;
    }

    /** The hash of the feature that a slot is of. */
    private int hash(int slot) {
        return slot & ~ROW_NUMBER | (int) (rows[2 * (slot & ROW_NUMBER) + 1] >>> HASH_SHIFT);
    }

    private byte weight(int row, int label) {
        return (byte) ((rows[2 * row + label / Long.BYTES] >>> Byte.SIZE * (label % Long.BYTES) & 0xFF) - BIAS);
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
                    out.writeByte(weight(row + 1, label));
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
        var hashes = new int[rows.length / 2 - 1];
        for (var slot : slots) {
            if (slot != 0) {
                hashes[(slot & ROW_NUMBER) - 1] = hash(slot);
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
