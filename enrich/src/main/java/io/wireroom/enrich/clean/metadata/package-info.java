/** Reads what a page states about its article for machines: meta elements, JSON-LD, title, images, rights. Pure. */
@NullMarked
package io.wireroom.enrich.clean.metadata;

import org.jspecify.annotations.NullMarked;
