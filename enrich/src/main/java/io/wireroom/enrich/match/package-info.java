/** The step match: fingerprints of articles, copies of one text, and stories of one event. Pure functions and state. */
@NullMarked
package io.wireroom.enrich.match;

import org.jspecify.annotations.NullMarked;
