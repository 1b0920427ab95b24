/** The tokens and sentences of a text, for all engines. Pure. */
@NullMarked
package io.wireroom.tagging.tokens;

import org.jspecify.annotations.NullMarked;
