/** Writes the PostgreSQL store: rows, outcomes and offsets in one transaction, the search index outside of it. */
@NullMarked
package io.wireroom.store;

import org.jspecify.annotations.NullMarked;
