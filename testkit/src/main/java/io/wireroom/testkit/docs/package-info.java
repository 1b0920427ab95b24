/** Checks the parts of the documentation that are made from a topology: its description and its diagram. */
@NullMarked
package io.wireroom.testkit.docs;

import org.jspecify.annotations.NullMarked;
