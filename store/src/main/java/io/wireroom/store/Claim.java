package io.wireroom.store;

/**
 * The right to write the rows of a partition, until another writer raises the epoch.
 *
 * @param epoch of our claim
 * @param nextOffset first offset whose record is not in the store
 */
public record Claim(long epoch, long nextOffset) {}
