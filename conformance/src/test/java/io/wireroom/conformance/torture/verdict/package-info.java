/** Tests. */
@NullMarked
package io.wireroom.conformance.torture.verdict;

import org.jspecify.annotations.NullMarked;
