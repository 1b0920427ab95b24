/** Metrics and traces for an OpenTelemetry collector, by OTLP over HTTP. */
@NullMarked
package io.wireroom.runtime.otel;

import org.jspecify.annotations.NullMarked;
