/** {@code wireroom bench language}: accuracy and speed of language detection. */
@NullMarked
package io.wireroom.bench.language;

import org.jspecify.annotations.NullMarked;
