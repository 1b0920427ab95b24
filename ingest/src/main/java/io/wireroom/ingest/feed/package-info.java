/**
 * From the bytes of a feed to its entries: RSS, Atom, JSON Feed, and what the web makes of them. Pure functions: no
 * Kafka, no clock, no network, no logger; the same bytes always give the same result.
 */
@NullMarked
package io.wireroom.ingest.feed;

import org.jspecify.annotations.NullMarked;
