/** Commands that query the store: {@code articles}, {@code trace}, {@code ledger}. */
@NullMarked
package io.wireroom.standalone.cli.query;

import org.jspecify.annotations.NullMarked;
