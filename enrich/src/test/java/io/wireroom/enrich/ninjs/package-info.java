@NullMarked
package io.wireroom.enrich.ninjs;

import org.jspecify.annotations.NullMarked;
