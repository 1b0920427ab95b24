/** Finds direct speech with its speakers. Pure. */
@NullMarked
package io.wireroom.tagging.quotes;

import org.jspecify.annotations.NullMarked;
