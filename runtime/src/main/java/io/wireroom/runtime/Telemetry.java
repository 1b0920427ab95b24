package io.wireroom.runtime;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import io.wireroom.runtime.otel.OtlpMetrics;
import io.wireroom.runtime.otel.OtlpSettings;
import io.wireroom.runtime.otel.Tracing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The metrics of one process, in Prometheus' text format and, where that is set, sent to a collector; and its spans.
 * Thread-safe.
 */
public final class Telemetry implements AutoCloseable {

    private static final Pattern RATIO = Pattern.compile("0?\\.[0-9]{1,9}|[01](\\.0{0,9})?");

    private final PrometheusMeterRegistry scraped = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MeterRegistry registry;
    private final Tracing tracing;
    private final List<AutoCloseable> binders = new ArrayList<>();

    /** A registry with the JVM's own metrics in it; nothing is sent anywhere. */
    public Telemetry() {
        this(OtlpSettings.NONE, "wireroom");
    }

    /**
     * The same, which also sends to where the settings say.
     *
     * @param service name of this process at the collector
     */
    public Telemetry(OtlpSettings otlp, String service) {
        registry = otlp.metrics() == null
                ? scraped
                : new CompositeMeterRegistry(
                        Clock.SYSTEM, List.of(scraped, OtlpMetrics.registry(otlp.metrics(), otlp, service)));
        tracing =
                otlp.traces() == null ? Tracing.OFF : Tracing.to(otlp.traces(), otlp, service, InstantSource.system());
        var gc = new JvmGcMetrics();
        binders.add(gc);
        gc.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    /** The settings of what is sent to a collector. */
    public static OtlpSettings settings(Env env) {
        var metrics = env.optional(
                "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
                "address",
                "Collector that metrics are also sent to by OTLP over HTTP, such as http://collector:4318/v1/metrics."
                        + " Default: none.",
                OtlpSettings::endpoint);
        var every = env.integer(
                "OTEL_METRIC_EXPORT_INTERVAL",
                60_000,
                100,
                3_600_000,
                "Pause in milliseconds between two posts of metrics.");
        var traces = env.optional(
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
                "address",
                "Collector that spans are sent to by OTLP over HTTP, such as http://collector:4318/v1/traces. Default:"
                        + " none, and nothing is traced.",
                OtlpSettings::endpoint);
        var ratio = env.choice(
                "OTEL_TRACES_SAMPLER_ARG",
                "number from 0 to 1",
                "0.01",
                "Share of the discovered items that are traced. Ingest decides; the other stages follow.",
                Telemetry::ratio);
        var headers = env.secret(
                "OTEL_EXPORTER_OTLP_HEADERS", "", "Headers for the collector: `name=value`, separated by commas.");
        try {
            return new OtlpSettings(
                    metrics.orElse(null),
                    Duration.ofMillis(every),
                    traces.orElse(null),
                    ratio,
                    OtlpSettings.headers(headers));
        } catch (IllegalArgumentException e) {
            env.problem("OTEL_EXPORTER_OTLP_HEADERS: " + e.getMessage());
            return OtlpSettings.NONE;
        }
    }

    private static Double ratio(String text) {
        if (!RATIO.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a number from 0 to 1, such as 0.01");
        }
        return Double.valueOf(text);
    }

    /** Where the steps of items are recorded. */
    public Tracing tracing() {
        return tracing;
    }

    /** The counter of a metric; tags are name, value, name, value. */
    public Counter counter(Metric metric, String... tags) {
        return Counter.builder(metric.name())
                .description(metric.help())
                .baseUnit(metric.unit())
                .tags(tags)
                .register(registry);
    }

    /** The timer of a metric, with a histogram that Prometheus can aggregate. */
    public Timer timer(Metric metric, String... tags) {
        return Timer.builder(metric.name())
                .description(metric.help())
                .tags(tags)
                .publishPercentileHistogram()
                .register(registry);
    }

    /** A gauge whose value is computed when it is read. */
    public void gauge(Metric metric, Supplier<Number> value, String... tags) {
        Gauge.builder(metric.name(), value)
                .description(metric.help())
                .baseUnit(metric.unit())
                .tags(tags)
                .register(registry);
    }

    /** Adds a consumer's own metrics until it is closed. */
    public AutoCloseable bind(Consumer<?, ?> consumer) {
        var metrics = new KafkaClientMetrics(consumer);
        metrics.bindTo(registry);
        return metrics;
    }

    /** Adds a producer's own metrics until it is closed. */
    public AutoCloseable bind(Producer<?, ?> producer) {
        var metrics = new KafkaClientMetrics(producer);
        metrics.bindTo(registry);
        return metrics;
    }

    /** Adds a Streams application's own metrics until it is closed. */
    public AutoCloseable bind(KafkaStreams streams) {
        var metrics = new KafkaStreamsMetrics(streams);
        metrics.bindTo(registry);
        return metrics;
    }

    /** All metrics in Prometheus' text format 0.0.4. */
    public String scrape() {
        return scraped.scrape();
    }

    /** The value of a counter over all its tags; 0 if it never counted. */
    public double count(Metric metric) {
        return scraped.find(metric.name()).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /**
     * The name of a metric in {@link #scrape()}: underscores, then the unit, then {@code total} for counters; a timer is
     * in seconds and has the suffixes {@code _count}, {@code _sum}, {@code _max} and {@code _bucket}.
     */
    public static String prometheusName(Metric metric) {
        var type = switch (metric.type()) {
            case COUNTER -> Meter.Type.COUNTER;
            case GAUGE -> Meter.Type.GAUGE;
            case TIMER -> Meter.Type.TIMER;
        };
        var unit = metric.type() == Metric.Type.TIMER ? "seconds" : metric.unit();
        var name = new PrometheusNamingConvention().name(metric.name(), type, unit);
        return metric.type() == Metric.Type.COUNTER ? name + "_total" : name;
    }

    /** Tag value of an enum constant: lower case, words joined by a hyphen. */
    public static String tag(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void close() {
        for (var binder : binders) {
            try {
                binder.close();
            } catch (Exception e) {
                throw new IllegalStateException("cannot close " + binder, e);
            }
        }
        registry.close();
        tracing.close();
    }
}
