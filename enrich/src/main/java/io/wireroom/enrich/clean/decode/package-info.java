/** Decodes page bytes: charset detection and repair. Pure. */
@NullMarked
package io.wireroom.enrich.clean.decode;

import org.jspecify.annotations.NullMarked;
