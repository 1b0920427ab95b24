package io.wireroom.enrich.clean.body;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Gradient-boosted trees that score how likely a line belongs to the article. Each node compares one feature of the line
 * or of a line near it with a threshold; the leaves that a line reaches add up to the log-odds. Immutable; thread-safe.
 */
public final class LineModel {

    /** The model without a tree, which leaves the verdicts to the rules. */
    public static final LineModel NONE = new LineModel(List.of(), 0, new byte[NameVotes.PLACES]);

    private static final int MAGIC = 0x57524C32;
    private static final String FILE = "lines.model";

    /** Trees between two checks whether those that follow can change a decision. */
    private static final int BATCH = 16;

    /** More than the errors of sums of all leaves. */
    private static final float ERROR = 1e-3f;

    private static final int MOST_NODES = 256;

    private final float base;
    private final byte[] names;
    private final int[] roots;
    private final short[] places;
    private final byte[] thresholds;
    private final int[] lefts;
    private final float[] values;

    /** The place, the threshold and the distance to the left child of each node in one number, so that a step reads once. */
    private final int[] steps;

    /** The smallest and largest sums of the leaves of a tree and of all after it. */
    private final float[] least;

    private final float[] most;

    /** How many lines before and after a line it reads. */
    private int reach;

    /**
     * One tree. A node's children are side by side; a node whose {@code left} is 0 is a leaf.
     *
     * @param places where the compared number is, from the beginning of the line's row: features of the line before are
     *     {@link LineFeatures#ROW} bytes before it
     * @param thresholds larger numbers go right
     * @param lefts indexes of left children
     * @param values mean of the leaves below a node, as the training data reach them; those of leaves are the result
     */
    public record Tree(short[] places, byte[] thresholds, int[] lefts, float[] values) {}

    /** A feature's part in the score of a line. */
    public record Part(String feature, double logOdds) {}

    /**
     * A model of these trees.
     *
     * @param base the log-odds of any line
     * @param names votes of the words of classes and ids, by their place
     */
    public LineModel(List<Tree> trees, float base, byte[] names) {
        this.base = base;
        this.names = names.clone();
        var count = trees.stream().mapToInt(tree -> tree.lefts.length).sum();
        roots = new int[trees.size()];
        places = new short[count];
        thresholds = new byte[count];
        lefts = new int[count];
        values = new float[count];
        var at = 0;
        for (int i = 0; i < trees.size(); i++) {
            var tree = trees.get(i);
            roots[i] = at;
            for (int node = 0; node < tree.lefts.length; node++) {
                places[at + node] = tree.places[node];
                thresholds[at + node] = tree.thresholds[node];
                lefts[at + node] = tree.lefts[node] == 0 ? 0 : at + tree.lefts[node];
                values[at + node] = tree.values[node];
            }
            at += tree.lefts.length;
        }
        steps = new int[count];
        least = new float[roots.length + 1];
        most = new float[roots.length + 1];
        prepare();
    }

    private void prepare() {
        for (int i = roots.length - 1; i >= 0; i--) {
            var from = roots[i];
            var end = i + 1 < roots.length ? roots[i + 1] : lefts.length;
            if (end - from > MOST_NODES) {
                throw new IllegalArgumentException("a tree of " + (end - from) + " nodes: at most " + MOST_NODES);
            }
            var low = Float.MAX_VALUE;
            var high = -Float.MAX_VALUE;
            for (int node = from; node < end; node++) {
                var left = lefts[node] == 0 ? 0 : lefts[node] - node;
                steps[node] = places[node] << Short.SIZE | (thresholds[node] & 0xFF) << Byte.SIZE | left;
                if (left > 0) {
                    var line = Math.floorDiv(places[node] + LineFeatures.MARGIN * LineFeatures.ROW, LineFeatures.ROW);
                    reach = Math.max(reach, Math.abs(line - LineFeatures.MARGIN));
                } else {
                    low = Math.min(low, values[node]);
                    high = Math.max(high, values[node]);
                }
            }
            least[i] = least[i + 1] + low;
            most[i] = most[i + 1] + high;
        }
    }

    /** Whether it has a tree. */
    public boolean isTrained() {
        return roots.length > 0;
    }

    /** How many lines before and after a line its score depends on. */
    int reach() {
        return reach;
    }

    /** The votes of the names of one page. */
    NameVotes nameVotes() {
        return new NameVotes(names);
    }

    /** The log-odds that the line whose row begins at {@code row} belongs to the article. */
    public double score(byte[] rows, int row) {
        var sum = base;
        for (int i = 0; i < roots.length; i++) {
            sum += leaf(roots[i], rows, row);
        }
        return sum;
    }

    /** Whether the score of a line is larger than a limit; reads no more trees than that takes. */
    boolean exceeds(byte[] rows, int row, double limit) {
        var sum = base;
        for (int i = 0; i < roots.length; i++) {
            if (i % BATCH == 0) {
                if (sum + most[i] < limit - ERROR) {
                    return false;
                }
                if (sum + least[i] > limit + ERROR) {
                    return true;
                }
            }
            sum += leaf(roots[i], rows, row);
        }
        return sum > limit;
    }

    private float leaf(int root, byte[] rows, int row) {
        var node = root;
        var step = steps[node];
        int left;
        while ((left = step & 0xFF) != 0) {
            node += left + ((rows[row + (step >> Short.SIZE)] & 0xFF) > (step >> Byte.SIZE & 0xFF) ? 1 : 0);
            step = steps[node];
        }
        return values[node];
    }

    /** The parts of a line's score with the largest amounts, the largest first. */
    public List<Part> strongest(byte[] rows, int row, int most) {
        var parts = new double[(2 * LineFeatures.MARGIN + 1) * LineFeatures.ROW];
        var middle = LineFeatures.MARGIN * LineFeatures.ROW;
        for (var root : roots) {
            var node = root;
            int left;
            while ((left = lefts[node]) != 0) {
                var next = (rows[row + places[node]] & 0xFF) > (thresholds[node] & 0xFF) ? left + 1 : left;
                parts[middle + places[node]] += values[next] - values[node];
                node = next;
            }
        }
        var found = new ArrayList<Part>();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] != 0) {
                found.add(new Part(name(i), parts[i]));
            }
        }
        found.sort(Comparator.comparingDouble(part -> -Math.abs(part.logOdds)));
        return List.copyOf(found.subList(0, Math.min(most, found.size())));
    }

    private static String name(int place) {
        var line = place / LineFeatures.ROW - LineFeatures.MARGIN;
        var words = LineFeature.values()[place % LineFeatures.ROW].words();
        return line == 0 ? words : words + (line < 0 ? ", " + -line + " before" : ", " + line + " after");
    }

    /** The model that the jar holds; read once. */
    public static LineModel shipped() {
        return Shipped.MODEL;
    }

    private static final class Shipped {
        private static final LineModel MODEL = load();
    }

    private static LineModel load() {
        try (var in = LineModel.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the class path");
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + FILE + ": " + e.getMessage(), e);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static LineModel read(InputStream from) throws IOException {
        byte[] file;
        try (var in = new GZIPInputStream(from)) {
            file = in.readAllBytes();
        }
        try {
            return read(ByteBuffer.wrap(file));
        } catch (BufferUnderflowException e) {
            throw new IOException("the model of lines is cut off", e);
        }
    }

    private static LineModel read(ByteBuffer in) throws IOException {
        if (in.getInt() != MAGIC || in.getInt() != LineFeatures.ROW) {
            throw new IOException("not a model of lines of this version");
        }
        var base = in.getFloat();
        var names = new byte[NameVotes.PLACES];
        in.get(names);
        var trees = new ArrayList<Tree>();
        var count = in.getInt();
        for (int i = 0; i < count; i++) {
            var nodes = Short.toUnsignedInt(in.getShort());
            var tree = new Tree(new short[nodes], new byte[nodes], new int[nodes], new float[nodes]);
            in.asShortBuffer().get(tree.places);
            in.position(in.position() + nodes * Short.BYTES);
            in.get(tree.thresholds);
            for (int node = 0; node < nodes; node++) {
                tree.lefts[node] = Byte.toUnsignedInt(in.get());
            }
            in.asFloatBuffer().get(tree.values);
            in.position(in.position() + nodes * Float.BYTES);
            trees.add(tree);
        }
        return new LineModel(trees, base, names);
    }

    /** Writes the model; the same model gives the same bytes. */
    public void write(OutputStream to) throws IOException {
        try (var out = new DataOutputStream(new GZIPOutputStream(to))) {
            out.writeInt(MAGIC);
            out.writeInt(LineFeatures.ROW);
            out.writeFloat(base);
            out.write(names);
            out.writeInt(roots.length);
            for (int i = 0; i < roots.length; i++) {
                var from = roots[i];
                var end = i + 1 < roots.length ? roots[i + 1] : lefts.length;
                out.writeShort(end - from);
                for (int node = from; node < end; node++) {
                    out.writeShort(places[node]);
                }
                out.write(thresholds, from, end - from);
                for (int node = from; node < end; node++) {
                    out.writeByte(lefts[node] == 0 ? 0 : lefts[node] - from);
                }
                for (int node = from; node < end; node++) {
                    out.writeFloat(values[node]);
                }
            }
        }
    }
}
