package io.wireroom.conformance.torture.disturbance;

import io.wireroom.conformance.torture.wire.TcpLink;

/**
 * A link of an instance.
 *
 * @param name for people, such as {@code enrich-1 to the broker}
 */
record WireLink(String name, TcpLink link) {}
