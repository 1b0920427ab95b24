@NullMarked
package io.wireroom.enrich.tag.places;

import org.jspecify.annotations.NullMarked;
