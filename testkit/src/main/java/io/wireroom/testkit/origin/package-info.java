/** A scripted HTTP origin for thousands of hosts on one machine that records every request. */
@NullMarked
package io.wireroom.testkit.origin;

import org.jspecify.annotations.NullMarked;
