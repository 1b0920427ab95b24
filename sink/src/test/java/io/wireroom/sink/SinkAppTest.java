package io.wireroom.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wireroom.runtime.Env;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.HealthCheck.Level;
import io.wireroom.runtime.Telemetry;
import io.wireroom.store.Retention;
import io.wireroom.testkit.process.FreePorts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SinkAppTest {

    @Test
    void settingsHaveTheDocumentedDefaults() {
        var env = new Env(Map.of("SINK_JDBC_PASSWORD", "secret"));

        var settings = SinkSettings.from(env);

        env.check();
        assertThat(settings)
                .isEqualTo(new SinkSettings(
                        settings.kafka(),
                        "jdbc:postgresql://localhost:5432/wireroom",
                        "wireroom",
                        "secret",
                        4,
                        500,
                        Duration.ofHours(24),
                        new Retention(Duration.ofDays(30), null, null),
                        Duration.ofSeconds(60)));
        assertThat(settings.toString()).doesNotContain("secret");
    }

    @Test
    void namesTheDatabaseThatDoesNotAnswerAndWhatToDo() {
        var port = FreePorts.one();
        try (var app = app("jdbc:postgresql://127.0.0.1:" + port + "/wireroom", "127.0.0.1:" + port)) {
            var failure = catchThrowableOfType(Failure.class, app::start);

            assertThat(failure.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("127.0.0.1:" + port).hasMessageContaining("SINK_JDBC_URL");
            assertThat(app.health()).allMatch(check -> check.state().get().level() != Level.UP);
        }
    }

    @Tag("crash")
    @Test
    void namesTheBrokerThatDoesNotAnswerAndWhatToDo() {
        var port = FreePorts.one();
        try (var app = app(SinkLoopTest.emptyStore().url(), "127.0.0.1:" + port)) {
            var failure = catchThrowableOfType(Failure.class, app::start);

            assertThat(failure.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("127.0.0.1:" + port).hasMessageContaining("wireroom topics");
        }
    }

    @Test
    void everyMetricIsRegisteredUnderItsName() {
        try (var telemetry = new Telemetry()) {
            var unused = new SinkMetrics(telemetry);

            var scraped = telemetry.scrape();

            assertThat(SinkMetrics.ALL)
                    .allSatisfy(
                            metric -> assertThat(scraped).contains(metric.name().replace('.', '_')));
        }
    }

    private static SinkApp app(String jdbcUrl, String broker) {
        var settings = SinkSettings.from(new Env(Map.of(
                "SINK_JDBC_URL",
                jdbcUrl,
                "SINK_JDBC_USER",
                "postgres",
                "SINK_START_LIMIT",
                "0",
                "KAFKA_BOOTSTRAP_SERVERS",
                broker)));
        return new SinkApp(settings, new Telemetry(), InstantSource.system());
    }
}
