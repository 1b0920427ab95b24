/** {@code wireroom sources}: what is watched. */
@NullMarked
package io.wireroom.standalone.cli.sources;

import org.jspecify.annotations.NullMarked;
