/** Reads whole topics to their end and writes all or nothing, for commands without offsets. */
@NullMarked
package io.wireroom.standalone.topics;

import org.jspecify.annotations.NullMarked;
