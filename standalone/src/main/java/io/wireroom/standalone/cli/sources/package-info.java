/** {@code wireroom sources}: lists and changes the sources. */
@NullMarked
package io.wireroom.standalone.cli.sources;

import org.jspecify.annotations.NullMarked;
