/** Options and base classes that several commands share. */
@NullMarked
package io.wireroom.standalone.cli.options;

import org.jspecify.annotations.NullMarked;
