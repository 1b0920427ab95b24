/** What was published, what reached the topics and the store, and what of it is wrong. */
@NullMarked
package io.wireroom.conformance.torture.verdict;

import org.jspecify.annotations.NullMarked;
