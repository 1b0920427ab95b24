/** The command {@code erase}. */
@NullMarked
package io.wireroom.standalone.cli.erase;

import org.jspecify.annotations.NullMarked;
