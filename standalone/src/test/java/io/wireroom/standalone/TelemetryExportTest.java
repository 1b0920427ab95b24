package io.wireroom.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.metrics.v1.Metric.DataCase;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.TraceParent;
import io.wireroom.enrich.EnrichApp;
import io.wireroom.ingest.metrics.IngestMetrics;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.Metric;
import io.wireroom.runtime.Telemetry;
import io.wireroom.runtime.otel.OtlpSettings;
import io.wireroom.runtime.otel.Tracing;
import io.wireroom.sink.SinkApp;
import io.wireroom.testkit.OtlpReceiver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent to a collector, as it receives it over HTTP. */
class TelemetryExportTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private OtlpReceiver collector;

    @BeforeEach
    void start() throws IOException {
        collector = OtlpReceiver.start();
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    private static OtlpSettings settings(String... namesAndValues) {
        var values = new TreeMap<String, String>();
        for (var at = 0; at < namesAndValues.length; at += 2) {
            values.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        var env = new Env(values);
        var settings = Telemetry.settings(env);
        env.check();
        return settings;
    }

    @Test
    void metricsHaveTheNamesAndUnitsOfTheirPage() {
        var settings = settings(
                "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
                collector.metricsEndpoint().toString(),
                "OTEL_EXPORTER_OTLP_HEADERS",
                "authorization=Bearer a, x-other=b",
                "OTEL_METRIC_EXPORT_INTERVAL",
                "200");
        var all = Stream.of(IngestMetrics.ALL, EnrichApp.metrics(), SinkApp.metrics())
                .flatMap(List::stream)
                .toList();
        try (var telemetry = new Telemetry(settings, "wireroom-test")) {
            all.forEach(metric -> use(telemetry, metric));
            await().atMost(LIMIT).until(() -> !collector.metrics().isEmpty());
        }

        var received = new TreeMap<String, DataCase>();
        collector.metrics().forEach(metric -> received.put(metric.getName(), metric.getDataCase()));
        assertThat(all)
                .allSatisfy(metric -> assertThat(received)
                        .containsEntry(
                                Telemetry.prometheusName(metric),
                                switch (metric.type()) {
                                    case COUNTER -> DataCase.SUM;
                                    case GAUGE -> DataCase.GAUGE;
                                    case TIMER -> DataCase.HISTOGRAM;
                                }));
        assertThat(received).containsKey("jvm_memory_used_bytes");
        assertThat(collector.tokens()).containsOnly("Bearer a");
        var timer = all.stream()
                .filter(metric -> metric.type() == Metric.Type.TIMER)
                .map(Telemetry::prometheusName)
                .findFirst()
                .orElseThrow();
        assertThat(collector.metrics())
                .filteredOn(metric -> metric.getName().equals(timer))
                .allMatch(metric -> metric.getUnit().equals("seconds"))
                .last()
                .satisfies(metric -> assertThat(
                                metric.getHistogram().getDataPoints(0).getSum())
                        .isEqualTo(1.5));
    }

    private static void use(Telemetry telemetry, Metric metric) {
        switch (metric.type()) {
            case COUNTER -> telemetry.counter(metric).increment();
            case GAUGE -> telemetry.gauge(metric, () -> 2);
            case TIMER -> telemetry.timer(metric).record(Duration.ofMillis(1_500));
        }
    }

    @Test
    void aBatchIsASpanOfItsOwnThatIsLinkedWithAllThatMetInIt() {
        var settings = settings(
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", collector.tracesEndpoint().toString());
        var one = TraceParent.of(new ItemId("4bf92f3577b34da6a3ce929d0e0e4736"), true);
        var two = TraceParent.of(new ItemId("b444a1b23124fd4b0e7ea8574f782830"), true);
        var unsampled = TraceParent.of(new ItemId("00000000000000000000000000000001"), false);
        try (var telemetry = new Telemetry(settings, "wireroom-sink")) {
            telemetry.tracing().together(Tracing.Step.STORE, List.of(one, unsampled, two), Duration.ofMillis(5));
            telemetry.tracing().together(Tracing.Step.STORE, List.of(unsampled), Duration.ofMillis(5));
        }

        await().atMost(LIMIT).untilAsserted(() -> assertThat(collector.spans()).hasSize(3));
        var batch = collector.spans().getFirst();
        assertThat(batch.span().getName()).isEqualTo("store batch");
        assertThat(batch.links()).containsExactly(one.traceId(), two.traceId());
        assertThat(collector.spans().subList(1, 3))
                .allSatisfy(span -> {
                    assertThat(span.span().getName()).isEqualTo("store");
                    assertThat(span.links()).containsExactly(batch.trace());
                    assertThat(span.span().getEndTimeUnixNano() - span.span().getStartTimeUnixNano())
                            .isEqualTo(5_000_000);
                })
                .extracting(span -> new TraceParent(span.trace(), span.parent(), true))
                .containsExactly(one, two);
    }

    @Test
    void aCollectorThatIsAwayStopsNothing() throws IOException {
        var gone = OtlpReceiver.start();
        var settings = settings(
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", gone.tracesEndpoint().toString(),
                "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", gone.metricsEndpoint().toString());
        gone.close();

        try (var telemetry = new Telemetry(settings, "wireroom-test")) {
            var trace = TraceParent.of(new ItemId("4bf92f3577b34da6a3ce929d0e0e4736"), true);
            telemetry.tracing().step(Tracing.Step.FETCH, trace, Duration.ofMillis(1), Map.of());
            assertThat(telemetry.scrape()).contains("jvm_memory_used_bytes");
        }
    }

    @Test
    void nothingIsSentUnlessItIsSet() {
        assertThat(settings()).isEqualTo(new OtlpSettings(null, Duration.ofMinutes(1), null, 0.01, Map.of()));
        try (var telemetry = new Telemetry(settings(), "wireroom-test")) {
            assertThat(telemetry.tracing()).isSameAs(Tracing.OFF);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OTEL_EXPORTER_OTLP_TRACES_ENDPOINT  | collector:4318      | must be an address such as
            OTEL_EXPORTER_OTLP_METRICS_ENDPOINT | ftp://collector/v1  | must be an address such as
            OTEL_TRACES_SAMPLER_ARG             | 1.5                 | must be a number from 0 to 1
            OTEL_TRACES_SAMPLER_ARG             | -0.1                | must be a number from 0 to 1
            OTEL_TRACES_SAMPLER_ARG             | NaN                 | must be a number from 0 to 1
            OTEL_METRIC_EXPORT_INTERVAL         | 0                   | must be from 100
            OTEL_EXPORTER_OTLP_HEADERS          | s3cret              | must be name=value
            """)
    void aWrongSettingIsRefused(String name, String value, String why) {
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(Failure.class, () -> settings(name, value)))
                .hasMessageContaining(name)
                .hasMessageContaining(why)
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("s3cret");
    }
}
