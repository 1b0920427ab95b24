package io.wireroom.tagging.ner.features;

import java.util.Arrays;

/** Numbers by hash: open addressing, no removal. The hash 0 stands for absence and is taken for 1. */
final class IntTable {

    private static final int LEAST = 16;

    private int[] keys;
    private int[] values;
    private int mask;
    private int size;

    IntTable(int expected) {
        var capacity = Integer.highestOneBit(Math.max(LEAST, expected * 2) - 1) << 1;
        keys = new int[capacity];
        values = new int[capacity];
        mask = capacity - 1;
    }

    int size() {
        return size;
    }

    /** The value of a key; {@code absent} if it has none. */
    int get(int hash, int absent) {
        int key = hash == 0 ? 1 : hash;
        int slot = key & mask;
        while (keys[slot] != 0) {
            if (keys[slot] == key) {
                return values[slot];
            }
            slot = (slot + 1) & mask;
        }
        return absent;
    }

    void put(int hash, int value) {
        if (2 * (size + 1) > keys.length) {
            grow();
        }
        int slot = slot(hash == 0 ? 1 : hash);
        values[slot] = value;
    }

    /** Sets the bits of a value, none before. */
    void or(int hash, int bits) {
        put(hash, get(hash, 0) | bits);
    }

    /** Keys in ascending order: the same for the same content. */
    int[] sortedKeys() {
        var sorted = Arrays.stream(keys).filter(key -> key != 0).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private int slot(int key) {
        int slot = key & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        if (keys[slot] == 0) {
            keys[slot] = key;
            size++;
        }
        return slot;
    }

    private void grow() {
        var oldKeys = keys;
        var oldValues = values;
        keys = new int[oldKeys.length * 2];
        values = new int[keys.length];
        mask = keys.length - 1;
        size = 0;
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldKeys[old] != 0) {
                values[slot(oldKeys[old])] = oldValues[old];
            }
        }
    }
}
