/** Queries over the store: trace, ledger, articles, summary. Only reads. */
@NullMarked
package io.wireroom.store.query;

import org.jspecify.annotations.NullMarked;
