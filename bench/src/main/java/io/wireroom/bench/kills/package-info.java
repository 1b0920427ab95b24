/** {@code bench kills}: ingest processes that are killed all the time. */
@NullMarked
package io.wireroom.bench.kills;

import org.jspecify.annotations.NullMarked;
