package io.wireroom.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.enrich.EnrichApp;
import io.wireroom.enrich.EnrichSettings;
import io.wireroom.ingest.IngestSettings;
import io.wireroom.ingest.metrics.IngestMetrics;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.StageProcess.AdminSettings;
import io.wireroom.sink.SinkApp;
import io.wireroom.sink.SinkSettings;
import io.wireroom.standalone.newsroom.NewsroomSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
                    "For our own code. The launcher of a checkout and the tools image set WARN for all but the stages."),
            new Env.Setting("LOG_FORMAT", "text or json", "text", "The images of the stages set json."),
            new Env.Setting(
                    "LOG_LEVEL_KAFKA",
                    "as LOG_LEVEL",
                    "WARN",
                    "For Kafka's clients and the embedded broker; some talkative parts of them are at ERROR until it is"
                            + " set."),
            new Env.Setting("LOG_LEVEL_LIBRARIES", "as LOG_LEVEL", "WARN", "For everything else."));

    /** Read by the script `wireroom`. */
    private static final List<Env.Setting> LAUNCHER = List.of(
            new Env.Setting(
                    "WIREROOM_JAVA_HOME",
                    "path",
                    "",
                    "Java to use. Default: JAVA_HOME, the one on the PATH, else the newest found."),
            new Env.Setting(
                    "WIREROOM_HEAP",
                    "size for java, such as 2g",
                    "1g",
                    "The largest heap; in a container the default is three fifths of its limit."),
            new Env.Setting("JAVA_OPTS", "words", "", "More options for java, split at spaces."));

    @Test
    void everySettingIsDocumented() throws IOException {
        var text = "# Configuration\n\nSettings come from the environment. Generated from the code; `" + COMMAND
                + "` writes it again.\n\n"
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
                "# Metrics\n\nAt `/metrics` of the admin port, in Prometheus' text format, beside those of the JVM and"
                        + " of the Kafka clients. Generated from the code; `" + COMMAND + "` writes it again.\n\n"
                        + MetricTable.render("ingest", IngestMetrics.ALL) + "\n"
                        + MetricTable.render("enrich", EnrichApp.metrics()) + "\n"
                        + MetricTable.render("sink", SinkApp.metrics());

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
