/** Limits the CPU time of everything that parses an answer of the web. */
@NullMarked
package io.wireroom.ingest.parsing;

import org.jspecify.annotations.NullMarked;
