/** Misbehaviour of a client, planted between the fetcher and the web. A rule must detect each fault. */
@NullMarked
package io.wireroom.conformance.etiquette.faults;

import org.jspecify.annotations.NullMarked;
