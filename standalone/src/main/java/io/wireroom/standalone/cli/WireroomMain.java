package io.wireroom.standalone.cli;

import io.wireroom.runtime.Environment;
import io.wireroom.standalone.cli.deadletters.DeadLettersCommand;
import io.wireroom.standalone.cli.inspect.InspectCommand;
import io.wireroom.standalone.cli.query.ArticlesCommand;
import io.wireroom.standalone.cli.query.LedgerCommand;
import io.wireroom.standalone.cli.query.TraceCommand;
import io.wireroom.standalone.cli.run.DemoCommand;
import io.wireroom.standalone.cli.run.StageCommands;
import io.wireroom.standalone.cli.run.UpCommand;
import io.wireroom.standalone.cli.setup.RewindCommand;
import io.wireroom.standalone.cli.setup.TopicsCommand;
import io.wireroom.standalone.cli.sources.SourcesCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The command line {@code wireroom}. */
@Command(
        name = "wireroom",
        mixinStandardHelpOptions = true,
        versionProvider = WireroomMain.Version.class,
        description = "News feeds and sites as one clean, tagged stream on Kafka, kept in PostgreSQL.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Begin with: wireroom demo",
            "Exit codes: 0 fine, 1 an invariant is broken, 64 usage or setting, 65 bad data, 66 missing file,",
            "69 a service is away or a port is taken, 130 interrupted."
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            StageCommands.Ingest.class,
            StageCommands.Enrich.class,
            StageCommands.Sink.class,
            TopicsCommand.class,
            RewindCommand.class,
            SourcesCommand.class,
            ArticlesCommand.class,
            TraceCommand.class,
            LedgerCommand.class,
            DeadLettersCommand.class,
            InspectCommand.class
        })
public final class WireroomMain implements Runnable {

    @CommandLine.Spec
    private @Nullable CommandSpec spec;

    private WireroomMain() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        Environment.exit(run(args));
    }

    /** Runs one command; returns its exit code. */
    static int run(String... args) {
        return CommandLines.of(new WireroomMain()).execute(args);
    }

    /** Without a command: wrong usage. */
    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Which command?");
        }
    }

    /** The version of this build. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = WireroomMain.class.getPackage().getImplementationVersion();
            return new String[] {"wireroom " + (version == null ? "(built from classes)" : version)};
        }
    }
}
