/** Runs main classes in separate JVMs, and finds free ports for them. */
@NullMarked
package io.wireroom.testkit.process;

import org.jspecify.annotations.NullMarked;
