/** Whole topics, read to their end and written all or nothing, for commands that keep no offsets. */
@NullMarked
package io.wireroom.standalone.topics;

import org.jspecify.annotations.NullMarked;
