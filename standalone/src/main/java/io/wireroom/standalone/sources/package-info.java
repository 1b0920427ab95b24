/**
 * What an operator asks to watch: reading and writing sources files, finding the feed of a home page, and keeping the
 * catalogue in Kafka.
 */
@NullMarked
package io.wireroom.standalone.sources;

import org.jspecify.annotations.NullMarked;
