package io.wireroom.enrich.match;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntIntHashMap;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * An inverted index from hashed keys to the numbers of their owners, in primitive arrays. A key keeps its newest owners
 * only, so every call is short. The owners of a key are a circle, entered at the newest, which the oldest follows: so to add
 * one costs the same however many there are. Not thread-safe.
 */
final class Postings {

    private static final int NONE = -1;

    private final int mostOfAKey;
    private final IntIntHashMap newest = new IntIntHashMap();

    /** Number of owners of the keys that have several: most have one. */
    private final IntIntHashMap several = new IntIntHashMap();

    private final IntArrayList free = new IntArrayList();
    private int[] owners = new int[1024];
    /** The next newer one; of the newest, the oldest. */
    private int[] after = new int[1024];

    private int used;

    /** An index that keeps this many owners of a key, at least one. */
    Postings(int mostOfAKey) {
        this.mostOfAKey = mostOfAKey;
    }

    /** Makes room at once for so many owners more, of as many keys. */
    void expect(int keys, int more) {
        newest.ensureCapacity(newest.size() + keys);
        if (used + more > owners.length) {
            owners = Arrays.copyOf(owners, used + more);
            after = Arrays.copyOf(after, owners.length);
        }
    }

    /** Adds an owner to a key that does not have it yet; the oldest owner of a full key goes. */
    void add(int key, int owner) {
        int last = newest.getOrDefault(key, NONE);
        int size = last == NONE ? 0 : several.getOrDefault(key, 1);
        int posting;
        if (size == mostOfAKey) {
            // The oldest becomes the newest: it is where it has to be.
            posting = after[last];
        } else {
            posting = take();
            after[posting] = last == NONE ? posting : after[last];
            if (last != NONE) {
                after[last] = posting;
                several.put(key, size + 1);
            }
        }
        owners[posting] = owner;
        newest.put(key, posting);
    }

    private int take() {
        int posting = free.isEmpty() ? used++ : free.removeLast();
        if (posting == owners.length) {
            owners = Arrays.copyOf(owners, used + used / 2);
            after = Arrays.copyOf(after, owners.length);
        }
        return posting;
    }

    /** Removes an owner from a key, if it is there. */
    void remove(int key, int owner) {
        int last = newest.getOrDefault(key, NONE);
        if (last == NONE) {
            return;
        }
        int before = last;
        do {
            int posting = after[before];
            if (owners[posting] == owner) {
                unlink(key, posting, before, last);
                free.add(posting);
                return;
            }
            before = posting;
        } while (before != last);
    }

    private void unlink(int key, int posting, int before, int last) {
        if (posting == before) {
            newest.remove(key);
            return;
        }
        after[before] = after[posting];
        if (posting == last) {
            newest.put(key, before);
        }
        int left = several.get(key) - 1;
        if (left > 1) {
            several.put(key, left);
        } else {
            several.remove(key);
        }
    }

    /** Visits the owners of a key, the newest first. */
    void forEach(int key, IntConsumer visitor) {
        int last = newest.getOrDefault(key, NONE);
        if (last == NONE) {
            return;
        }
        var found = new int[several.getOrDefault(key, 1)];
        int posting = last;
        // The oldest comes first.
        for (int at = found.length - 1; at >= 0; at--) {
            posting = after[posting];
            found[at] = owners[posting];
        }
        for (var owner : found) {
            visitor.accept(owner);
        }
    }

    /** Bytes of its arrays. */
    long bytes() {
        return (long) Integer.BYTES
                * (owners.length
                        + after.length
                        + free.buffer.length
                        + 2L * newest.keys.length
                        + 2L * several.keys.length);
    }
}
