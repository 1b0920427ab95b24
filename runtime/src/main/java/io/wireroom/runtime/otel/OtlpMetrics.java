package io.wireroom.runtime.otel;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Posts metrics to a collector, under the names that {@code /metrics} shows and with its units. */
public final class OtlpMetrics {

    private OtlpMetrics() {}

    /**
     * A registry that posts to this address until it is closed; closing posts once more.
     *
     * @param service {@code service.name} of the resource
     */
    public static MeterRegistry registry(URI endpoint, OtlpSettings settings, String service) {
        var registry = new OtlpMeterRegistry(new Config(endpoint, settings, service), Clock.SYSTEM);
        registry.config().namingConvention(new Names());
        return registry;
    }

    /** Only what is set here counts: the library would read the environment by itself. */
    private record Config(URI endpoint, OtlpSettings settings, String service) implements OtlpConfig {

        @Override
        public @Nullable String get(String key) {
            return null;
        }

        @Override
        public String url() {
            return endpoint.toString();
        }

        @Override
        public Duration step() {
            return settings.every();
        }

        @Override
        public TimeUnit baseTimeUnit() {
            return TimeUnit.SECONDS;
        }

        @Override
        public Map<String, String> headers() {
            return settings.headers();
        }

        @Override
        public Map<String, String> resourceAttributes() {
            return Map.of("service.name", service);
        }
    }

    private static final class Names implements NamingConvention {

        private static final String TOTAL = "_total";
        private final NamingConvention prometheus = new PrometheusNamingConvention();

        @Override
        public String name(String name, Meter.Type type, @Nullable String baseUnit) {
            var shown = prometheus.name(name, type, baseUnit);
            return type == Meter.Type.COUNTER && !shown.endsWith(TOTAL) ? shown + TOTAL : shown;
        }

        @Override
        public String tagKey(String key) {
            return prometheus.tagKey(key);
        }
    }
}
