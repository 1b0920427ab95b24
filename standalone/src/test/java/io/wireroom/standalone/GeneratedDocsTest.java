package io.wireroom.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.enrich.EnrichApp;
import io.wireroom.ingest.metrics.IngestMetrics;
import io.wireroom.runtime.DataVolume;
import io.wireroom.runtime.KafkaWatch;
import io.wireroom.runtime.StreamsRunner;
import io.wireroom.sink.SinkApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages of docs/ that are made from the code. */
class GeneratedDocsTest {

    private static final String COMMAND = "mvn -pl standalone -am test -Ddocs.update=true";
    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void everySettingIsDocumented() throws IOException {
        var text = "# Configuration\n\nSettings are environment variables. This page is generated from the code: `"
                + COMMAND
                + "`.\n\n"
                + SettingsCatalogue.sections().stream()
                        .map(section -> SettingsTable.render(section.title(), section.settings()))
                        .collect(Collectors.joining("\n"));

        assertFresh("configuration.md", text);
    }

    @Test
    void everyMetricIsDocumented() throws IOException {
        var text =
                "# Metrics\n\nServed at `/metrics` of the admin port in Prometheus text format, together with metrics of the"
                        + " JVM and the Kafka clients. This page is generated from the code: `" + COMMAND + "`.\n\n"
                        + MetricTable.render("ingest", IngestMetrics.ALL) + "\n"
                        + MetricTable.render("enrich", EnrichApp.metrics()) + "\n"
                        + MetricTable.render("sink", SinkApp.metrics()) + "\n"
                        + MetricTable.render("ingest and enrich", StreamsRunner.metrics()) + "\n"
                        + MetricTable.render(
                                "every stage",
                                Stream.concat(KafkaWatch.metrics().stream(), DataVolume.metrics().stream())
                                        .toList());

        assertFresh("metrics.md", text);
    }

    private static void assertFresh(String page, String text) throws IOException {
        var file = DOCS.resolve(page);
        if (Boolean.getBoolean("docs.update")) {
            Files.createDirectories(DOCS);
            Files.writeString(file, text);
        }
        assertThat(file).as("stale: run %s", COMMAND).exists().content().isEqualTo(text);
    }
}
