package io.wireroom.standalone.sources;

/**
 * What an import did to the catalogue.
 *
 * @param added sources that were not watched before
 * @param updated sources whose settings or origin changed
 * @param unchanged sources that were not written again
 * @param removed sources of the same origin that the file names no more
 */
public record ImportResult(int added, int updated, int unchanged, int removed) {}
