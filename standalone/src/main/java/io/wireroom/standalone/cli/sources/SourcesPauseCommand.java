package io.wireroom.standalone.cli.sources;

import io.wireroom.runtime.ExitCode;
import io.wireroom.standalone.cli.access.KafkaCommand;
import io.wireroom.standalone.sources.SourceCatalogue;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code wireroom sources pause} and {@code resume}. */
abstract class SourcesPauseCommand extends KafkaCommand {

    /** {@code wireroom sources pause}. */
    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description =
                    "Stop polling sources until `sources resume`. What is known of them is kept, and links that were found"
                            + " are still fetched. An import does not end a pause.")
    static final class Pause extends SourcesPauseCommand {
        Pause() {
            super(true, "paused");
        }
    }

    /** {@code wireroom sources resume}. */
    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Poll paused sources again.")
    static final class Resume extends SourcesPauseCommand {
        Resume() {
            super(false, "resumed");
        }
    }

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids as shown by `sources list`, or URLs.")
    private List<String> ids = List.of();

    private final boolean pause;
    private final String done;

    SourcesPauseCommand(boolean pause, String done) {
        this.pause = pause;
        this.done = done;
    }

    @Override
    public Integer call() {
        var wanted = new ArrayList<>(SourceIds.of(ids));
        try (var access = kafka()) {
            var found = new SourceCatalogue(access.settings(), access.clients()).pause(wanted, pause);
            found.forEach(id -> out().println(done + " " + id));
            out().flush();
            wanted.removeAll(found);
        }
        wanted.forEach(id -> err().println(SourceIds.unknown(id)));
        return wanted.isEmpty() ? ExitCode.OK : ExitCode.DATA;
    }
}
