package io.wireroom.standalone;

import io.wireroom.enrich.EnrichSettings;
import io.wireroom.ingest.IngestSettings;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.StageProcess.AdminSettings;
import io.wireroom.runtime.Telemetry;
import io.wireroom.sink.SinkSettings;
import io.wireroom.standalone.newsroom.NewsroomSettings;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All documented settings, by the program that reads them. */
public final class SettingsCatalogue {

    /** Settings under one heading of docs/configuration.md. */
    public record Section(String title, List<Env.Setting> settings) {}

    /** A stage, or the command line. */
    public enum Program {
        INGEST,
        ENRICH,
        SINK,
        TOOLS
    }

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

    private static final List<Env.Setting> INGEST = settings(IngestSettings::from);
    private static final List<Env.Setting> ENRICH = settings(EnrichSettings::from);
    private static final List<Env.Setting> SINK = settings(SinkSettings::from);
    private static final List<Env.Setting> EVERY_STAGE = settings(env -> {
        AdminSettings.from(env);
        Telemetry.settings(env);
    });

    private SettingsCatalogue() {}

    /** In the order of docs/configuration.md. */
    static List<Section> sections() {
        return List.of(
                new Section("ingest", INGEST),
                new Section("enrich", ENRICH),
                new Section("sink", SINK),
                new Section("every stage", EVERY_STAGE),
                new Section("logs", LOGS),
                new Section("launcher", LAUNCHER),
                new Section("sample newsroom (compose profile `demo`)", settings(NewsroomSettings::from)));
    }

    /** What a program reads. */
    public static List<Env.Setting> of(Program program) {
        var own = switch (program) {
            case INGEST -> Stream.of(INGEST, EVERY_STAGE);
            case ENRICH -> Stream.of(ENRICH, EVERY_STAGE);
            case SINK -> Stream.of(SINK, EVERY_STAGE);
            // The command line may read the settings of every stage.
            case TOOLS -> Stream.of(INGEST, SINK);
        };
        return Stream.concat(own, Stream.of(LOGS, LAUNCHER))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private static List<Env.Setting> settings(Consumer<Env> reader) {
        var env = new Env(Map.of());
        reader.accept(env);
        return env.settings();
    }
}
