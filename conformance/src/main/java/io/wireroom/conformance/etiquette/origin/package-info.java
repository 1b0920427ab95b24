/** Scripted web servers on loopback addresses that log every request. */
@NullMarked
package io.wireroom.conformance.etiquette.origin;

import org.jspecify.annotations.NullMarked;
