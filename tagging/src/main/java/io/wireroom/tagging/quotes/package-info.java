/** Direct speech with its speakers, and the outlets that an article credits. */
@NullMarked
package io.wireroom.tagging.quotes;

import org.jspecify.annotations.NullMarked;
