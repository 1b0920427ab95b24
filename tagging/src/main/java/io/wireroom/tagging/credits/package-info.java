/** Finds the news outlets that an article credits. Pure. */
@NullMarked
package io.wireroom.tagging.credits;

import org.jspecify.annotations.NullMarked;
