/** Invented sites whose pages mislead about their address, their articles or their text. */
@NullMarked
package io.wireroom.standalone.tricks;

import org.jspecify.annotations.NullMarked;
