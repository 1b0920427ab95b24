/** The text of served XML: its characters, and where its root element begins. Pure. */
@NullMarked
package io.wireroom.ingest.markup;

import org.jspecify.annotations.NullMarked;
