/** Parses a page and holds it as lines and elements, each with what it is by tag, attributes and position. Pure. */
@NullMarked
package io.wireroom.enrich.clean.page;

import org.jspecify.annotations.NullMarked;
