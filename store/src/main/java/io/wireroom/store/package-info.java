/** The tables and what is written to them: rows, outcomes and offsets in one transaction; the search index apart. */
@NullMarked
package io.wireroom.store;

import org.jspecify.annotations.NullMarked;
