/** The words and sentences of a text: what every tagger reads it by. */
@NullMarked
package io.wireroom.tagging.tokens;

import org.jspecify.annotations.NullMarked;
