/** Articles in the form of IPTC ninjs. */
@NullMarked
package io.wireroom.enrich.ninjs;

import org.jspecify.annotations.NullMarked;
