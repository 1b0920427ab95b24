/** How the store behaves after months: {@code wireroom bench ledger}. */
@NullMarked
package io.wireroom.bench.ledger;

import org.jspecify.annotations.NullMarked;
