/**
 * Reads the entries of a feed from its bytes: RSS, Atom, JSON Feed, well-formed or not. Pure functions: no Kafka, no
 * clock, no network, no logger; the same bytes always give the same result.
 */
@NullMarked
package io.wireroom.ingest.feed;

import org.jspecify.annotations.NullMarked;
