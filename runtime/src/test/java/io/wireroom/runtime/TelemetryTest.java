package io.wireroom.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.runtime.Metric.Type;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelemetryTest {

    @ParameterizedTest
    @CsvSource({
        "wireroom.pier.rows,COUNTER,rows,wireroom_pier_rows_total",
        "wireroom.pier.fetched,COUNTER,bytes,wireroom_pier_fetched_bytes_total",
        "wireroom.pier.waiting,GAUGE,links,wireroom_pier_waiting_links",
        "wireroom.pier.fetch.duration,TIMER,seconds,wireroom_pier_fetch_duration_seconds"
    })
    void theDocumentedNameIsTheOneThatIsScraped(String name, Type type, String unit, String prometheus) {
        try (var telemetry = new Telemetry()) {
            var metric = new Metric(name, type, unit, "kind", "What it is.", "Never.");
            switch (type) {
                case COUNTER -> telemetry.counter(metric, "kind", "feed").increment(2);
                case GAUGE -> telemetry.gauge(metric, () -> 2, "kind", "feed");
                case TIMER -> telemetry.timer(metric, "kind", "feed").record(Duration.ofSeconds(2));
            }

            assertThat(Telemetry.prometheusName(metric)).isEqualTo(prometheus);
            assertThat(telemetry.scrape())
                    .contains("# HELP " + prometheus + " What it is.")
                    .contains(prometheus + (type == Type.TIMER ? "_sum" : "") + "{kind=\"feed\"} 2.0");
        }
    }

    @Test
    void aCounterIsSummedOverItsTags() {
        try (var telemetry = new Telemetry()) {
            var rows = new Metric("wireroom.pier.rows", Type.COUNTER, "rows", "outcome", "Rows.", "Never.");
            assertThat(telemetry.count(rows)).isZero();

            telemetry.counter(rows, "outcome", "stored").increment(2);
            telemetry
                    .counter(rows, "outcome", Telemetry.tag(HealthCheck.Level.NOT_READY))
                    .increment();

            assertThat(telemetry.count(rows)).isEqualTo(3);
            assertThat(telemetry.scrape()).contains("wireroom_pier_rows_total{outcome=\"not-ready\"} 1.0");
        }
    }

    @Test
    void aGaugeIsAskedWhenItIsRead() {
        try (var telemetry = new Telemetry()) {
            var waiting = new AtomicInteger(1);
            telemetry.gauge(new Metric("wireroom.pier.lag", Type.GAUGE, "records", "", "Lag.", "Grows."), waiting::get);
            assertThat(telemetry.scrape()).contains("wireroom_pier_lag_records 1.0");

            waiting.set(5);

            assertThat(telemetry.scrape()).contains("wireroom_pier_lag_records 5.0");
        }
    }
}
