/** Small pure functions over text that ingest and enrich share: white space, folding. */
@NullMarked
package io.wireroom.text;

import org.jspecify.annotations.NullMarked;
