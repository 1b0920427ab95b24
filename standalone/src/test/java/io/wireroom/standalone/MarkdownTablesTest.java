package io.wireroom.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.runtime.Env;
import io.wireroom.runtime.Metric;
import io.wireroom.runtime.Metric.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkdownTablesTest {

    @Test
    void settingsAreRowsInTheOrderOfReading() {
        var env = new Env(Map.of());
        env.duration("PIER_EVERY", "2s", "How often; `a|b`\nor never.");
        env.optionalText("PIER_NAME", "Its name.");
        env.secret("PIER_TOKEN", "", "Its token.");

        assertThat(SettingsTable.render("Pier", env.settings())).isEqualTo("""
                        ## Pier

                        | name | type | default | meaning |
                        |---|---|---|---|
                        | `PIER_EVERY` | duration | `2s` | How often; `a\\|b` or never. |
                        | `PIER_NAME` | text |  | Its name. |
                        | `PIER_TOKEN` | secret |  | Its token. Or `PIER_TOKEN_FILE`: a file with it. |
                        """);
    }

    @Test
    void metricsAreRowsWithTheirPrometheusNames() {
        var metrics = List.of(
                new Metric("wireroom.pier.rows", Type.COUNTER, "rows", "outcome", "Rows written.", "Stands still."),
                new Metric("wireroom.pier.wait", Type.TIMER, "seconds", "", "Time | wait.", "Over 1 s."));

        assertThat(MetricTable.render("Pier", metrics)).isEqualTo("""
                        ## Pier

                        | name | type | unit | tags | meaning | when to worry |
                        |---|---|---|---|---|---|
                        | `wireroom_pier_rows_total` | counter | rows | `outcome` | Rows written. | Stands still. |
                        | `wireroom_pier_wait_seconds` | timer | seconds |  | Time \\| wait. | Over 1 s. |
                        """);
    }
}
