package io.wireroom.tagging.keyphrases;

import java.util.Arrays;

/** Numbers the distinct keys that it is shown, from 0; no boxes, open addressing. */
final class LongCounts {

    private static final int FIRST_SLOTS = 1 << 11;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private long[] keys = new long[FIRST_SLOTS];
    private int[] numbers = new int[FIRST_SLOTS];
    private int size;

    /** The number of a key, a new one if it was not shown before; keys are not 0. */
    int number(long key) {
        var slot = slot(key);
        if (keys[slot] == 0) {
            keys[slot] = key;
            numbers[slot] = size++;
            if (2 * size > keys.length) {
                grow();
                return size - 1;
            }
        }
        return numbers[slot];
    }

    /** The number of a key, -1 if it was never shown. */
    int find(long key) {
        var slot = slot(key);
        return keys[slot] == 0 ? -1 : numbers[slot];
    }

    int size() {
        return size;
    }

    private int slot(long key) {
        var hash = key * MIX;
        hash ^= hash >>> 32;
        var slot = (int) hash & (keys.length - 1);
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private void grow() {
        var oldKeys = keys;
        var oldNumbers = numbers;
        keys = new long[2 * oldKeys.length];
        numbers = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                var slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }

    /** An array with room for an index, the same if it has. */
    static int[] room(int[] array, int index) {
        return index < array.length ? array : Arrays.copyOf(array, Math.max(2 * array.length, index + 1));
    }
}
