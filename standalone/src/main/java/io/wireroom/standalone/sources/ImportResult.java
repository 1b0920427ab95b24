package io.wireroom.standalone.sources;

/**
 * The changes that an import made to the catalogue.
 *
 * @param added sources that were not watched before
 * @param updated sources whose settings or origin changed
 * @param unchanged sources that were not written again
 * @param removed sources of the same origin that the file no longer names
 */
public record ImportResult(int added, int updated, int unchanged, int removed) {}
