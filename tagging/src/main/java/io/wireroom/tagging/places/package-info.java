/**
 * Countries, states, cities and regions by name: a dictionary of open data matched in one pass, and the place that a
 * name means in its article. Pure. The NOTICE file beside the data names its sources.
 */
@NullMarked
package io.wireroom.tagging.places;

import org.jspecify.annotations.NullMarked;
