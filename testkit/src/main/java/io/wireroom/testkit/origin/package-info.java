/** HTTP origins on loopback: one for thousands of hosts that records every request, and small sites for unit tests. */
@NullMarked
package io.wireroom.testkit.origin;

import org.jspecify.annotations.NullMarked;
