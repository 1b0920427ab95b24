/** Main classes in JVMs of their own, and the ports they listen on. */
@NullMarked
package io.wireroom.testkit.process;

import org.jspecify.annotations.NullMarked;
