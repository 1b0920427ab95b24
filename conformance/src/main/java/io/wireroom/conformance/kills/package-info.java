/**
 * {@code wireroom bench kills}: kills ingest processes again and again, and checks that nothing is lost or fetched
 * twice.
 */
@NullMarked
package io.wireroom.conformance.kills;

import org.jspecify.annotations.NullMarked;
