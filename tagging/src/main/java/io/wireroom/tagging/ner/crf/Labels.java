package io.wireroom.tagging.ner.crf;

import io.wireroom.tagging.NameFinder.Kind;

/**
 * The role of a token: outside of names, or the beginning, inside, last or only token of a name of a kind (BILOU;
 * Ratinov and Roth, CoNLL 2009). Labels are numbers, for arrays: 0 outside, then four for each kind.
 */
public final class Labels {

    /** How many labels there are. */
    public static final int COUNT = 1 + 4 * Kind.values().length;

    /** Outside of names. */
    public static final int OUTSIDE = 0;

    private static final Kind[] KINDS = Kind.values();
    private static final int BEGIN = 0;
    private static final int INSIDE = 1;
    private static final int LAST = 2;
    private static final int ONLY = 3;
    private static final boolean[][] FOLLOWS = new boolean[COUNT][COUNT];

    static {
        for (int label = 0; label < COUNT; label++) {
            for (int next = 0; next < COUNT; next++) {
                FOLLOWS[label][next] =
                        isOpen(label) ? continues(next) && group(label) == group(next) : !continues(next);
            }
        }
    }

    private Labels() {}

    /** The label of one token of a name that spans tokens {@code first} to {@code last}. */
    public static int of(Kind kind, int token, int first, int last) {
        var place = first == last ? ONLY : token == first ? BEGIN : token == last ? LAST : INSIDE;
        return 1 + 4 * kind.ordinal() + place;
    }

    /** The kind of a label that is not {@link #OUTSIDE}. */
    public static Kind kind(int label) {
        return KINDS[group(label)];
    }

    /** The kind's number, 0 to 2; -1 for {@link #OUTSIDE}. */
    public static int group(int label) {
        return label == OUTSIDE ? -1 : (label - 1) / 4;
    }

    /** Whether a name continues after a token of this label. */
    public static boolean isOpen(int label) {
        return label != OUTSIDE && (label - 1) % 4 <= INSIDE;
    }

    /** Whether one label may follow another; at a sentence's start the one before counts as {@link #OUTSIDE}. */
    public static boolean follows(int label, int next) {
        return FOLLOWS[label][next];
    }

    private static boolean continues(int label) {
        return label != OUTSIDE && ((label - 1) % 4 == INSIDE || (label - 1) % 4 == LAST);
    }
}
