@NullMarked
package io.wireroom.ingest.parsing;

import org.jspecify.annotations.NullMarked;
