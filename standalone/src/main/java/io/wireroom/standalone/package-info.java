/** Runs everything in one process: embedded broker and database, all stages, and their supervision. */
@NullMarked
package io.wireroom.standalone;

import org.jspecify.annotations.NullMarked;
