/** {@code wireroom inspect}: runs the code of the stages on files and single addresses. */
@NullMarked
package io.wireroom.standalone.cli.inspect;

import org.jspecify.annotations.NullMarked;
