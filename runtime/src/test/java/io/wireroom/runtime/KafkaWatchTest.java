package io.wireroom.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.runtime.HealthCheck.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KafkaWatchTest {

    private final AtomicLong nanos = new AtomicLong(-5);

    @Test
    void aStageWithoutItsBrokerIsNotReadyAfterASession() {
        try (var telemetry = new Telemetry();
                var watch = watch(telemetry, Map.of("KAFKA_SESSION_TIMEOUT", "9s"))) {
            assertThat(watch.health().state().get().level()).isEqualTo(Level.NOT_READY);
            assertThat(telemetry.scrape()).contains("wireroom_kafka_silence_seconds{stage=\"sink\"} NaN");

            watch.answered();
            assertThat(watch.health().state().get()).isEqualTo(HealthCheck.State.UP);

            nanos.addAndGet(Duration.ofSeconds(9).toNanos());
            assertThat(watch.health().state().get()).isEqualTo(HealthCheck.State.UP);

            nanos.addAndGet(Duration.ofSeconds(3).toNanos());
            assertThat(watch.health().state().get())
                    .isEqualTo(new HealthCheck.State(Level.NOT_READY, "no answer from kafka:9092 for 12 s"));
            assertThat(telemetry.scrape()).contains("wireroom_kafka_silence_seconds{stage=\"sink\"} 12.0");

            watch.answered();
            assertThat(watch.health().state().get()).isEqualTo(HealthCheck.State.UP);
        }
    }

    @Test
    void theSessionInEffectCounts() {
        try (var telemetry = new Telemetry();
                var watch = watch(telemetry, Map.of("KAFKA_PROP_SESSION_TIMEOUT_MS", "45000"))) {
            watch.answered();
            nanos.addAndGet(Duration.ofSeconds(40).toNanos());

            assertThat(watch.health().state().get()).isEqualTo(HealthCheck.State.UP);
        }
    }

    private KafkaWatch watch(Telemetry telemetry, Map<String, String> variables) {
        var all = new java.util.HashMap<>(variables);
        all.put("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092");
        return new KafkaWatch(KafkaSettings.from(new Env(all)), "sink", telemetry, nanos::get);
    }
}
