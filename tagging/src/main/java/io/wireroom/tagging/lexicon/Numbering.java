package io.wireroom.tagging.lexicon;

import com.carrotsearch.hppc.LongIntHashMap;

/** Numbers distinct keys from 0, in the order in which they come. Not thread-safe. */
public final class Numbering {

    private final LongIntHashMap numbers;

    /** For about this many keys. */
    public Numbering(int expected) {
        numbers = new LongIntHashMap(expected);
    }

    /** The number of a key; a new one if the key is new. */
    public int number(long key) {
        var slot = numbers.indexOf(key);
        if (numbers.indexExists(slot)) {
            return numbers.indexGet(slot);
        }
        var number = numbers.size();
        numbers.indexInsert(slot, key, number);
        return number;
    }

    /** The number of a key; -1 if it has none. */
    public int find(long key) {
        return numbers.getOrDefault(key, -1);
    }

    /** Number of distinct keys. */
    public int size() {
        return numbers.size();
    }
}
