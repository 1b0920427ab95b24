package io.wireroom.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.enrich.EnrichApp;
import io.wireroom.enrich.EnrichSettings;
import io.wireroom.ingest.IngestSettings;
import io.wireroom.ingest.metrics.IngestMetrics;
import io.wireroom.runtime.DataVolume;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.KafkaWatch;
import io.wireroom.runtime.StageProcess.AdminSettings;
import io.wireroom.runtime.StreamsRunner;
import io.wireroom.sink.SinkApp;
import io.wireroom.sink.SinkSettings;
import io.wireroom.standalone.newsroom.NewsroomSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages of docs/ that are made from the code. */
class GeneratedDocsTest {

    private static final String COMMAND = "mvn -pl standalone -am test -Ddocs.update=true";
    private static final Path DOCS = Path.of("..", "docs");

    /** Read by runtime's logback.xml. */
    private static final List<Env.Setting> LOGS = List.of(
            new Env.Setting(
                    "LOG_LEVEL",
                    "TRACE, DEBUG, INFO, WARN, ERROR or OFF",
                    "INFO",
                    "Log level of Wireroom itself. The launcher and the tools image set WARN, except for the stages."),
            new Env.Setting(
                    "LOG_FORMAT", "text or json", "text", "Format of log lines. The images of the stages set json."),
            new Env.Setting(
                    "LOG_LEVEL_KAFKA",
                    "as LOG_LEVEL",
                    "WARN",
                    "Log level of the Kafka clients and the embedded broker. Until it is set, some of their loggers use"
                            + " ERROR."),
            new Env.Setting("LOG_LEVEL_LIBRARIES", "as LOG_LEVEL", "WARN", "Log level of all other libraries."));

    /** Read by the script `wireroom`. */
    private static final List<Env.Setting> LAUNCHER = List.of(
            new Env.Setting(
                    "WIREROOM_JAVA_HOME",
                    "path",
                    "",
                    "Java to use. Default: JAVA_HOME, then the java on the PATH, then the newest one found."),
            new Env.Setting(
                    "WIREROOM_HEAP",
                    "size for java, such as 2g",
                    "1g",
                    "Maximum heap. The default in a container is 60 % of its memory limit."),
            new Env.Setting("JAVA_OPTS", "words", "", "More options for java, separated by spaces."));

    @Test
    void everySettingIsDocumented() throws IOException {
        var text = "# Configuration\n\nSettings are environment variables. This page is generated from the code: `"
                + COMMAND
                + "`.\n\n"
                + SettingsTable.render("ingest", settings(IngestSettings::from)) + "\n"
                + SettingsTable.render("enrich", settings(EnrichSettings::from)) + "\n"
                + SettingsTable.render("sink", settings(SinkSettings::from)) + "\n"
                + SettingsTable.render("every stage", settings(AdminSettings::from)) + "\n"
                + SettingsTable.render("logs", LOGS) + "\n"
                + SettingsTable.render("launcher", LAUNCHER) + "\n"
                + SettingsTable.render("sample newsroom (compose profile `demo`)", settings(NewsroomSettings::from));

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

    private static List<Env.Setting> settings(Consumer<Env> reader) {
        var env = new Env(Map.of());
        reader.accept(env);
        return env.settings();
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
