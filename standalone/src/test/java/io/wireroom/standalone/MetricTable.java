package io.wireroom.standalone;

import io.wireroom.runtime.Metric;
import io.wireroom.runtime.Telemetry;
import java.util.List;
import java.util.Locale;

/** Metrics as a table in Markdown, for docs/metrics.md. Pure. */
final class MetricTable {

    private MetricTable() {}

    /** A second-level heading and one row per metric, in the given order, with the names that {@code /metrics} shows. */
    static String render(String heading, List<Metric> metrics) {
        var text = new StringBuilder("## " + heading + "\n\n"
                + "| name | type | unit | tags | meaning | when to worry |\n|---|---|---|---|---|---|\n");
        for (var metric : metrics) {
            text.append("| `")
                    .append(Telemetry.prometheusName(metric))
                    .append("` | ")
                    .append(metric.type().name().toLowerCase(Locale.ROOT))
                    .append(" | ")
                    .append(MarkdownCell.of(metric.unit()))
                    .append(" | ")
                    .append(MarkdownCell.code(metric.tags()))
                    .append(" | ")
                    .append(MarkdownCell.of(metric.help()))
                    .append(" | ")
                    .append(MarkdownCell.of(metric.worry()))
                    .append(" |\n");
        }
        return text.toString();
    }
}
