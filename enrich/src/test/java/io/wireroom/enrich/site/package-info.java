@NullMarked
package io.wireroom.enrich.site;

import org.jspecify.annotations.NullMarked;
