/** Trains the model that keeps or drops the lines of a page, and measures cleaning on pages with known texts. */
@NullMarked
package io.wireroom.training.lines;

import org.jspecify.annotations.NullMarked;
