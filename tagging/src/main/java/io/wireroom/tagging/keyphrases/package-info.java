/** Phrases that sum up an article, scored by its own statistics. */
@NullMarked
package io.wireroom.tagging.keyphrases;

import org.jspecify.annotations.NullMarked;
