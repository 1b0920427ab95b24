/** The ingest stage: from a source to raw pages. */
@NullMarked
package io.wireroom.ingest;

import org.jspecify.annotations.NullMarked;
