/**
 * Countries, states, cities and regions by name: a dictionary of open data matched in one pass, and the sense that a name
 * has in its article. Pure; where the data comes from stands in the NOTICE beside it.
 */
@NullMarked
package io.wireroom.tagging.places;

import org.jspecify.annotations.NullMarked;
