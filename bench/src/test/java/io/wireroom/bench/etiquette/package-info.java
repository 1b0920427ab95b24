@NullMarked
package io.wireroom.bench.etiquette;

import org.jspecify.annotations.NullMarked;
