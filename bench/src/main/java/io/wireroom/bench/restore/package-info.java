/** {@code bench restore}: how long the state of enrich takes to restore, and that it stays bounded. */
@NullMarked
package io.wireroom.bench.restore;

import org.jspecify.annotations.NullMarked;
