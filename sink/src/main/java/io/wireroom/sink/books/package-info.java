/** The questions that the store answers: trace, ledger, articles, summary. Reads only. */
@NullMarked
package io.wireroom.sink.books;

import org.jspecify.annotations.NullMarked;
