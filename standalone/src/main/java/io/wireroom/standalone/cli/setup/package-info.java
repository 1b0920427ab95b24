/** Commands that prepare or reset an installation: {@code topics}, {@code rewind}. */
@NullMarked
package io.wireroom.standalone.cli.setup;

import org.jspecify.annotations.NullMarked;
