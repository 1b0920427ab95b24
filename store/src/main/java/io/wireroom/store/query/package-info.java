/** Queries over the store: trace, ledger, articles, summary. Only reads, except the sums of the ledger. */
@NullMarked
package io.wireroom.store.query;

import org.jspecify.annotations.NullMarked;
