package io.wireroom.tagging.lexicon;

import java.util.Arrays;
import java.util.List;

/**
 * A dictionary of names as a double-array trie (J. Aoe, 1989) with the unique rest of every name left out of the
 * arrays. One walk finds all names that begin at an offset of a text. Immutable and thread-safe.
 */
public final class NameTrie {

    private static final int ROOT = 1;
    /** Code of the end of a name. */
    private static final int END = 0;
    /** Failed tries after which a range of slots counts as full. */
    private static final int CROWDED = 64;

    private final List<String> names;
    private final char[] codes = new char[Character.MAX_VALUE + 1];
    private int[] base = new int[1 << 16];
    private int[] check = new int[1 << 16];
    private int alphabet = 1;
    private int firstFree = 2;

    private NameTrie(List<String> names) {
        this.names = names;
    }

    /** Called for each name found. */
    @FunctionalInterface
    public interface Found {

        /** The name of this index ends before {@code end}; longer names come later. */
        void at(int name, int end);
    }

    /**
     * Builds the dictionary.
     *
     * @param names made {@link CharFolding#fold folded}, in natural order, without duplicates, not empty
     */
    public static NameTrie of(List<String> names) {
        var trie = new NameTrie(List.copyOf(names));
        trie.build();
        return trie;
    }

    /** A name by its index. */
    public String name(int index) {
        return names.get(index);
    }

    /** Finds all names that begin at an offset of the text, the shorter before the longer. No name crosses a line. */
    public void find(CharSequence text, int offset, Found found) {
        int state = ROOT;
        int length = text.length();
        for (int at = offset; ; at++) {
            int ending = base[state];
            if (ending < check.length && check[ending] == state && base[ending] < 0) {
                found.at(-base[ending] - 1, at);
            }
            if (at == length) {
                return;
            }
            int code = codes[CharFolding.fold(text.charAt(at))];
            if (code == END) {
                return;
            }
            int next = base[state] + code;
            if (next >= check.length || check[next] != state) {
                return;
            }
            if (base[next] < 0) {
                int name = -base[next] - 1;
                int end = restEnd(names.get(name), at + 1 - offset, text, at + 1);
                if (end >= 0) {
                    found.at(name, end);
                }
                return;
            }
            state = next;
        }
    }

    private static int restEnd(String name, int from, CharSequence text, int at) {
        int end = at + name.length() - from;
        if (end > text.length()) {
            return -1;
        }
        for (int i = from, j = at; j < end; i++, j++) {
            if (name.charAt(i) != CharFolding.fold(text.charAt(j))) {
                return -1;
            }
        }
        return end;
    }

    private void build() {
        for (var name : names) {
            for (int i = 0; i < name.length(); i++) {
                char unit = name.charAt(i);
                if (codes[unit] == 0) {
                    codes[unit] = (char) alphabet++;
                }
            }
        }
        check[ROOT] = ROOT;
        check[0] = ROOT;
        if (!names.isEmpty()) {
            place(ROOT, 0, names.size(), 0);
        } else {
            base[ROOT] = check.length;
        }
    }

    /** Lays out the children of a state, which all names of the range share up to the depth. */
    private void place(int state, int from, int to, int depth) {
        var childCodes = new int[Math.min(to - from, alphabet)];
        var childStarts = new int[childCodes.length + 1];
        int children = 0;
        for (int i = from; i < to; i++) {
            int code = depth < names.get(i).length() ? codes[names.get(i).charAt(depth)] : END;
            if (children == 0 || childCodes[children - 1] != code) {
                childCodes[children] = code;
                childStarts[children++] = i;
            }
        }
        childStarts[children] = to;
        int offset = freeOffset(childCodes, children);
        base[state] = offset;
        for (int i = 0; i < children; i++) {
            check[offset + childCodes[i]] = state;
        }
        for (int i = 0; i < children; i++) {
            int child = offset + childCodes[i];
            // A rest that no other name shares is compared with the name itself.
            if (childStarts[i + 1] - childStarts[i] == 1) {
                base[child] = -childStarts[i] - 1;
            } else {
                place(child, childStarts[i], childStarts[i + 1], depth + 1);
            }
        }
    }

    private int freeOffset(int[] childCodes, int children) {
        while (firstFree < check.length && check[firstFree] != 0) {
            firstFree++;
        }
        int least = childCodes[0];
        for (int i = 1; i < children; i++) {
            least = Math.min(least, childCodes[i]);
        }
        int tries = 0;
        for (int slot = firstFree; ; slot++) {
            int offset = slot - least;
            if (offset < 1) {
                continue;
            }
            ensure(offset + alphabet);
            if (check[slot] == 0 && fits(offset, childCodes, children)) {
                // A range that is nearly full is not searched again.
                if (tries > CROWDED) {
                    firstFree = slot;
                }
                return offset;
            }
            tries++;
        }
    }

    private boolean fits(int offset, int[] childCodes, int children) {
        for (int i = 0; i < children; i++) {
            if (check[offset + childCodes[i]] != 0) {
                return false;
            }
        }
        return true;
    }

    private void ensure(int last) {
        if (last >= check.length) {
            int size = Math.max(last + 1, check.length * 3 / 2);
            base = Arrays.copyOf(base, size);
            check = Arrays.copyOf(check, size);
        }
    }
}
