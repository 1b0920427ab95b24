package io.wireroom.bench;

import io.wireroom.bench.clean.CleanCommand;
import io.wireroom.bench.clean.MutationsCommand;
import io.wireroom.bench.enrich.EnrichCommand;
import io.wireroom.bench.feeds.FeedsCommand;
import io.wireroom.bench.language.LanguageCommand;
import io.wireroom.bench.places.PlacesCommand;
import io.wireroom.bench.polls.PollsCommand;
import io.wireroom.conformance.etiquette.EtiquetteCommand;
import io.wireroom.conformance.kills.KillsCommand;
import io.wireroom.runtime.Environment;
import io.wireroom.standalone.cli.CommandLines;
import io.wireroom.training.names.NamesCommand;
import io.wireroom.training.names.TrainNamesCommand;
import io.wireroom.training.places.GazetteerCommand;
import io.wireroom.training.topics.TopicModelCommand;
import io.wireroom.training.topics.TrainTopicsCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The command line {@code wireroom bench}. */
@Command(
        name = "wireroom bench",
        mixinStandardHelpOptions = true,
        description =
                "Benchmarks and torture runs. Each prints its figures, with a peer's from the same run where there"
                        + " is one, and ends with 0 only if its own invariants hold.",
        synopsisSubcommandLabel = "NAME",
        commandListHeading = "%nBenchmarks:%n",
        subcommands = {
            CleanCommand.class,
            MutationsCommand.class,
            EnrichCommand.class,
            EtiquetteCommand.class,
            FeedsCommand.class,
            KillsCommand.class,
            LanguageCommand.class,
            NamesCommand.class,
            TrainNamesCommand.class,
            PollsCommand.class,
            TopicModelCommand.class,
            TrainTopicsCommand.class,
            GazetteerCommand.class,
            PlacesCommand.class
        })
public final class BenchMain implements Runnable {

    @CommandLine.Spec
    private @Nullable CommandSpec spec;

    private BenchMain() {}

    /** Runs one benchmark and ends the process with its exit code. */
    public static void main(String[] args) {
        Environment.exit(CommandLines.of(new BenchMain()).execute(args));
    }

    /** Without a name: the help, and the exit code of wrong usage. */
    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Which benchmark?");
        }
    }
}
