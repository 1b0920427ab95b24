@NullMarked
package io.wireroom.tagging.places;

import org.jspecify.annotations.NullMarked;
