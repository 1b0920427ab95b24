@NullMarked
package io.wireroom.ingest.fetch;

import org.jspecify.annotations.NullMarked;
