package io.wireroom.standalone.cli;

import io.wireroom.runtime.Environment;
import io.wireroom.standalone.cli.deadletters.DeadLettersCommand;
import io.wireroom.standalone.cli.erase.EraseCommand;
import io.wireroom.standalone.cli.inspect.InspectCommand;
import io.wireroom.standalone.cli.query.ArticlesCommand;
import io.wireroom.standalone.cli.query.LedgerCommand;
import io.wireroom.standalone.cli.query.StoriesCommand;
import io.wireroom.standalone.cli.query.TraceCommand;
import io.wireroom.standalone.cli.run.DemoCommand;
import io.wireroom.standalone.cli.run.StageCommands;
import io.wireroom.standalone.cli.run.UpCommand;
import io.wireroom.standalone.cli.setup.AclsCommand;
import io.wireroom.standalone.cli.setup.ReindexCommand;
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
        description =
                "Collects news articles from feeds and sites, publishes them on Kafka and stores them in PostgreSQL.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Start with `wireroom demo`. Help for one command: `wireroom COMMAND --help`.",
            "A clone of the repository also has `./wireroom bench`: benchmarks, fault tests and model training.",
            "Exit codes: 0 success, 1 the ledger does not balance, 64 wrong option or setting, 65 unreadable data,",
            "66 missing file or unknown id, 69 a service is unavailable or a port is in use, 130 interrupted."
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            StageCommands.Ingest.class,
            StageCommands.Enrich.class,
            StageCommands.Sink.class,
            TopicsCommand.class,
            AclsCommand.class,
            RewindCommand.class,
            ReindexCommand.class,
            SourcesCommand.class,
            ArticlesCommand.class,
            StoriesCommand.class,
            TraceCommand.class,
            LedgerCommand.class,
            DeadLettersCommand.class,
            EraseCommand.class,
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
        return commandLine().execute(args);
    }

    /** All commands except {@code bench}. */
    public static CommandLine commandLine() {
        return CommandLines.of(new WireroomMain());
    }

    /** Without a command: wrong usage. */
    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "A command is missing.");
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
