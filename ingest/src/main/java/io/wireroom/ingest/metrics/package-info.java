/** The metrics of ingest. */
@NullMarked
package io.wireroom.ingest.metrics;

import org.jspecify.annotations.NullMarked;
