package io.wireroom.enrich;

/** Takes what a store holds and cannot be read, so that it is kept as a dead letter and the rest goes on. */
interface DamagedEntries {

    /** The entry is deleted already; {@code why} is one line for people. */
    void entry(String store, byte[] key, byte[] value, String why);
}
