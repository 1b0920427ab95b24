@NullMarked
package io.wireroom.enrich.clean.authors;

import org.jspecify.annotations.NullMarked;
