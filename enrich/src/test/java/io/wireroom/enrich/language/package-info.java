@NullMarked
package io.wireroom.enrich.language;

import org.jspecify.annotations.NullMarked;
