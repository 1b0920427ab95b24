/** Shared by all processes: settings, life cycle, Kafka clients, telemetry, admin port. */
@NullMarked
package io.wireroom.runtime;

import org.jspecify.annotations.NullMarked;
