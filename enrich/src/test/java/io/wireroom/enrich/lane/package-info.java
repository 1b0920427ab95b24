@NullMarked
package io.wireroom.enrich.lane;

import org.jspecify.annotations.NullMarked;
