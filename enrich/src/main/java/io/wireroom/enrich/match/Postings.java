package io.wireroom.enrich.match;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntIntHashMap;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * An inverted index from hashed keys to the numbers of their owners, in primitive arrays. A key keeps its newest owners
 * only, so every call is short. Not thread-safe.
 */
final class Postings {

    private static final int NONE = -1;

    private final int mostOfAKey;
    private final IntIntHashMap newest = new IntIntHashMap();
    private final IntArrayList free = new IntArrayList();
    private int[] owners = new int[1024];
    private int[] before = new int[1024];
    private int used;

    /** An index that keeps this many owners of a key, at least one. */
    Postings(int mostOfAKey) {
        this.mostOfAKey = mostOfAKey;
    }

    /** Adds an owner to a key that does not have it yet; the oldest owner of a full key goes. */
    void add(int key, int owner) {
        int posting = free.isEmpty() ? used++ : free.removeLast();
        if (posting == owners.length) {
            owners = Arrays.copyOf(owners, used + used / 2);
            before = Arrays.copyOf(before, owners.length);
        }
        owners[posting] = owner;
        before[posting] = newest.getOrDefault(key, NONE);
        newest.put(key, posting);
        int last = posting;
        for (int i = 1; i < mostOfAKey && last != NONE; i++) {
            last = before[last];
        }
        if (last != NONE && before[last] != NONE) {
            free.add(before[last]);
            before[last] = NONE;
        }
    }

    /** Removes an owner from a key, if it is there. */
    void remove(int key, int owner) {
        int after = NONE;
        for (int posting = newest.getOrDefault(key, NONE); posting != NONE; posting = before[posting]) {
            if (owners[posting] == owner) {
                unlink(key, posting, after);
                free.add(posting);
                return;
            }
            after = posting;
        }
    }

    private void unlink(int key, int posting, int after) {
        if (after != NONE) {
            before[after] = before[posting];
        } else if (before[posting] == NONE) {
            newest.remove(key);
        } else {
            newest.put(key, before[posting]);
        }
    }

    /** Visits the owners of a key, the newest first. */
    void forEach(int key, IntConsumer visitor) {
        for (int posting = newest.getOrDefault(key, NONE); posting != NONE; posting = before[posting]) {
            visitor.accept(owners[posting]);
        }
    }

    /** Bytes of its arrays. */
    long bytes() {
        return (long) Integer.BYTES * (owners.length + before.length + free.buffer.length + 2L * newest.keys.length);
    }
}
