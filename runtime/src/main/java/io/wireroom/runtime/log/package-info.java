/** What the log leaves out. */
@NullMarked
package io.wireroom.runtime.log;

import org.jspecify.annotations.NullMarked;
