/** How a command reaches Kafka and the store: named by the environment, or in a data directory. */
@NullMarked
package io.wireroom.standalone.cli.access;

import org.jspecify.annotations.NullMarked;
