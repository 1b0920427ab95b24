/** {@code bench kills}: ingest processes that are killed all the time. */
@NullMarked
package io.wireroom.conformance.kills;

import org.jspecify.annotations.NullMarked;
