/** Small pure functions over text that several modules share: scripts, white space, folding. */
@NullMarked
package io.wireroom.text;

import org.jspecify.annotations.NullMarked;
