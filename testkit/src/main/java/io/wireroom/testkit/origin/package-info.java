/** A scripted HTTP origin for thousands of hosts on one machine, and what it sees of its visitors. */
@NullMarked
package io.wireroom.testkit.origin;

import org.jspecify.annotations.NullMarked;
