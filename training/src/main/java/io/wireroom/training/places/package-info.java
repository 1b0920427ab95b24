/** Makes the lists of places from open data. */
@NullMarked
package io.wireroom.training.places;

import org.jspecify.annotations.NullMarked;
