package io.wireroom.standalone.cli.run;

import io.wireroom.runtime.Environment;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.standalone.cli.options.PortOption;
import io.wireroom.standalone.show.PlainText;
import io.wireroom.standalone.sources.SourcesFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wireroom up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Run everything in one process on your own sources. State is kept in the data directory.")
public final class UpCommand implements Callable<Integer> {

    private static final String CONTACT = "INGEST_CONTACT";

    @Option(
            names = "--sources",
            paramLabel = "FILE",
            description =
                    "OPML, YAML or plain text with one URL per line (default: the bundled sources.opml). Sources that"
                            + " are no longer in the file are removed.")
    private @Nullable Path sources;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "./data",
            description = "Data directory (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("./data");

    @Mixin
    private PortOption port = new PortOption();

    @Option(
            names = "--once",
            description = "Poll each source once, wait until all articles are stored, print the ledger and exit.")
    private boolean once;

    @Override
    public Integer call() {
        var environment = Environment.ofProcess();
        var adminPort = port.orSetting(environment);
        var file = sources == null ? bundled(environment) : sources;
        if (!Files.isRegularFile(file)) {
            throw new Failure(ExitCode.NO_INPUT, "There is no sources file '" + file + "'; name one with --sources");
        }
        var wanted = SourcesFile.read(file);
        wanted.leftOut().forEach(line -> System.err.println("Left out of the sources: " + PlainText.line(line)));
        var settings = new HashMap<>(environment);
        settings.put(CONTACT, contact(environment));
        settings.put("INGEST_ONCE", Boolean.toString(once));
        return new LiveRun(data, adminPort, settings).run(() -> wanted, SourcesFile.origin(file), once, () -> true);
    }

    /** The file in the folder that the start script passes on. */
    private static Path bundled(Map<String, String> environment) {
        return Path.of(environment.getOrDefault("WIREROOM_HOME", ".")).resolve("sources.opml");
    }

    /**
     * Site owners must be able to reach the operator. A terminal is asked for the contact; elsewhere the setting is
     * required.
     */
    private static String contact(Map<String, String> environment) {
        var given = environment.getOrDefault(CONTACT, "");
        if (!given.isBlank()) {
            return given;
        }
        var console = System.console();
        if (console != null) {
            var answer = console.readLine("A URL or mail address where site owners can reach you (%s): ", CONTACT);
            if (answer != null && !answer.isBlank()) {
                return answer.strip();
            }
        }
        throw Failure.usage(CONTACT + " is not set: give a URL or mail address where site owners can reach you, such as"
                + " INGEST_CONTACT=https://example.org/bot ./wireroom up");
    }
}
