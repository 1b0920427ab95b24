/** Ways in which a client misbehaves, planted between the fetcher and the web. A rule must notice each of them. */
@NullMarked
package io.wireroom.conformance.etiquette.faults;

import org.jspecify.annotations.NullMarked;
