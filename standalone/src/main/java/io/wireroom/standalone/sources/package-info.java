/**
 * The operator's sources: reads and writes sources files, finds the feed of a home page, and keeps the catalogue in
 * Kafka.
 */
@NullMarked
package io.wireroom.standalone.sources;

import org.jspecify.annotations.NullMarked;
