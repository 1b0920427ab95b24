/** How well and how fast languages are told. */
@NullMarked
package io.wireroom.bench.language;

import org.jspecify.annotations.NullMarked;
