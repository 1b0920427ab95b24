/**
 * Judges the politeness of a client from the side of the server: a scripted origin where each rule has its own hosts,
 * the real ingest stage on a real broker, and a verdict for each rule from the origin's log and from the topics.
 */
@NullMarked
package io.wireroom.conformance.etiquette;

import org.jspecify.annotations.NullMarked;
