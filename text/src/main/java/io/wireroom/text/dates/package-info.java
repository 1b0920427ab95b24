/** Dates as feeds and pages write them. Pure. */
@NullMarked
package io.wireroom.text.dates;

import org.jspecify.annotations.NullMarked;
