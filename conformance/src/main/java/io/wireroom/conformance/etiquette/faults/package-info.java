/** Ways in which a client misbehaves, planted between the fetcher and the web: each must be noticed by a rule. */
@NullMarked
package io.wireroom.conformance.etiquette.faults;

import org.jspecify.annotations.NullMarked;
