package io.wireroom.tagging.topics.model;

import com.carrotsearch.hppc.LongIntHashMap;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Meanings of words as vectors, learned from open text (GloVe; Pennington et al. 2014), one byte per dimension. Words
 * are kept as 64-bit hashes of their lower case. Immutable and thread-safe.
 */
public final class WordVectors {

    private static final int MAGIC = 0x57565631;
    private static final long FNV_BASIS = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;
    /** Weight of a word by its rank, as a smooth inverse frequency (Arora et al. 2017) under Zipf's law. */
    private static final double SMOOTHING = 1e-3;

    private static final double ZIPF = 0.08;
    private static final int LARGEST_BYTE = 127;
    private static final int UNKNOWN = -1;

    private final int dimensions;
    private final float scale;
    /** By frequency. */
    private final long[] hashes;

    private final byte[] values;
    /** Places in {@link #hashes}. */
    private final LongIntHashMap words;

    private WordVectors(int dimensions, float scale, long[] hashes, byte[] values) {
        this.dimensions = dimensions;
        this.scale = scale;
        this.hashes = hashes;
        this.values = values;
        words = new LongIntHashMap(hashes.length);
        for (var word = 0; word < hashes.length; word++) {
            words.putIfAbsent(hashes[word], word);
        }
    }

    /**
     * Of these words, the most frequent first.
     *
     * @param vectors one a word, all of the same length
     */
    public static WordVectors of(List<String> words, List<float[]> vectors) {
        var dimensions = vectors.getFirst().length;
        var largest = 0f;
        for (var vector : vectors) {
            for (var value : vector) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        var scale = largest / LARGEST_BYTE;
        var hashes = new long[words.size()];
        var values = new byte[words.size() * dimensions];
        for (var word = 0; word < hashes.length; word++) {
            hashes[word] = hash(words.get(word));
            for (var at = 0; at < dimensions; at++) {
                values[word * dimensions + at] = (byte) Math.round(vectors.get(word)[at] / scale);
            }
        }
        return new WordVectors(dimensions, scale, hashes, values);
    }

    /** Length of each vector. */
    public int dimensions() {
        return dimensions;
    }

    /** Number of words. */
    public int size() {
        return hashes.length;
    }

    /** Hash of the word of a rank, as {@link #begin} and {@link #next} give it. */
    public long hash(int rank) {
        return hashes[rank];
    }

    /** Writes the vector of the word of a rank. */
    public void copy(int rank, float[] vector) {
        for (var at = 0; at < dimensions; at++) {
            vector[at] = scale * values[rank * dimensions + at];
        }
    }

    /** The beginning of a word's hash. */
    public static long begin() {
        return FNV_BASIS;
    }

    /** The hash with one more letter of the word, in lower case. */
    public static long next(long hash, char letter) {
        return (hash ^ letter) * FNV_PRIME;
    }

    private static long hash(String word) {
        var hash = begin();
        for (var at = 0; at < word.length(); at++) {
            hash = next(hash, word.charAt(at));
        }
        return hash;
    }

    /** Adds the word's vector, rare words with more weight; nothing if the word is unknown. */
    void add(long hash, float times, float[] sum) {
        var word = words.getOrDefault(hash, UNKNOWN);
        if (word == UNKNOWN) {
            return;
        }
        var weight = (float) (times * scale * SMOOTHING / (SMOOTHING + ZIPF / (word + 1)));
        var from = word * dimensions;
        for (var at = 0; at < dimensions; at++) {
            sum[at] += weight * values[from + at];
        }
    }

    /** Writes the vectors. */
    public void write(OutputStream stream) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(stream)))) {
            out.writeInt(MAGIC);
            out.writeInt(hashes.length);
            out.writeShort(dimensions);
            out.writeFloat(scale);
            for (var hash : hashes) {
                out.writeLong(hash);
            }
            out.write(values);
        }
    }

    /** Reads vectors that were written. */
    public static WordVectors read(InputStream stream) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(stream, 1 << 16), 1 << 16))) {
            if (in.readInt() != MAGIC) {
                throw new IOException("these are no word vectors");
            }
            var hashes = new long[in.readInt()];
            var dimensions = in.readUnsignedShort();
            var scale = in.readFloat();
            for (var word = 0; word < hashes.length; word++) {
                hashes[word] = in.readLong();
            }
            var values = new byte[hashes.length * dimensions];
            in.readFully(values);
            return new WordVectors(dimensions, scale, hashes, values);
        }
    }
}
