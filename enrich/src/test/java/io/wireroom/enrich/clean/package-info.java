@NullMarked
package io.wireroom.enrich.clean;

import org.jspecify.annotations.NullMarked;
