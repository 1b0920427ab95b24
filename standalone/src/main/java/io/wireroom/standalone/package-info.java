/** Everything in one process: embedded broker and database, all stages, and what watches over them. */
@NullMarked
package io.wireroom.standalone;

import org.jspecify.annotations.NullMarked;
