/** The mentions of named entities by token, for engines that read the words around a name. Pure. */
@NullMarked
package io.wireroom.tagging.mentions;

import org.jspecify.annotations.NullMarked;
