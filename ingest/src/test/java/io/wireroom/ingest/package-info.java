@NullMarked
package io.wireroom.ingest;

import org.jspecify.annotations.NullMarked;
