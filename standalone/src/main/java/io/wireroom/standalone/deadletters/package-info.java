/**
 * Lists the records that could not be processed, and replays them.
 *
 * <p>A replay is recorded in the dead-letter topic: a marker is written to the partition of the letter, in one
 * transaction with the record that returns to its topic. A marker has the letter's key, no value, the letter's error
 * headers, and the header {@code news.errors.replayed} with the letter's offset. The record of replays is therefore
 * exact over crashes and lives as long as the letter, because the topic drops the oldest records first.
 */
@NullMarked
package io.wireroom.standalone.deadletters;

import org.jspecify.annotations.NullMarked;
