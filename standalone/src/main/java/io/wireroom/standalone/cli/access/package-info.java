/** Connects commands to Kafka and the store: those of the environment, or of a data directory. */
@NullMarked
package io.wireroom.standalone.cli.access;

import org.jspecify.annotations.NullMarked;
