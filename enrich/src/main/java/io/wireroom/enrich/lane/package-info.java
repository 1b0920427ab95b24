/** The step match: one task that compares all versions, and writes copies and stories. */
@NullMarked
package io.wireroom.enrich.lane;

import org.jspecify.annotations.NullMarked;
