/**
 * Publishes, changes and withdraws articles while processes are killed and stopped and connections are cut, and checks
 * that every version is stored once, in order and with its outcomes.
 */
@NullMarked
package io.wireroom.conformance.torture;

import org.jspecify.annotations.NullMarked;
