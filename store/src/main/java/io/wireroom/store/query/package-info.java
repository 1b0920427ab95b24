/** The questions that the store answers: trace, ledger, articles, summary. Reads only. */
@NullMarked
package io.wireroom.store.query;

import org.jspecify.annotations.NullMarked;
