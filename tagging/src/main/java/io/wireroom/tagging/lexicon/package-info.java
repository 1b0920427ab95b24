/** Word lists, and dictionaries of phrases that are matched in one pass over a text. Pure. */
@NullMarked
package io.wireroom.tagging.lexicon;

import org.jspecify.annotations.NullMarked;
