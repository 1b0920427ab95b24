/**
 * Lists the records that could not be processed, and replays them.
 *
 * <p>Which letters were handed back is remembered where they lie: in one transaction with the record that goes back to
 * its topic, a marker is written after the letter, into the same partition. A marker has the letter's key, no value,
 * the letter's error headers, and the header {@code news.errors.replayed} with the letter's offset. So the memory is
 * exact over crashes, lives as long as the letter (the topic drops the oldest first), and needs no other place.
 */
@NullMarked
package io.wireroom.standalone.deadletters;

import org.jspecify.annotations.NullMarked;
