/** How much the whole of enrich takes, step by step. */
@NullMarked
package io.wireroom.bench.enrich;

import org.jspecify.annotations.NullMarked;
