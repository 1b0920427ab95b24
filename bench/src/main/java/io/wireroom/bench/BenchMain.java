package io.wireroom.bench;

import io.wireroom.bench.clean.CleanCommand;
import io.wireroom.bench.clean.MutationsCommand;
import io.wireroom.bench.enrich.EnrichCommand;
import io.wireroom.bench.feeds.FeedsCommand;
import io.wireroom.bench.language.LanguageCommand;
import io.wireroom.bench.ledger.MonthsCommand;
import io.wireroom.bench.match.MatchCommand;
import io.wireroom.bench.places.PlacesCommand;
import io.wireroom.bench.polls.PollsCommand;
import io.wireroom.bench.restore.RestoreCommand;
import io.wireroom.bench.sink.SinkCommand;
import io.wireroom.bench.wire.WireCommand;
import io.wireroom.conformance.etiquette.EtiquetteCommand;
import io.wireroom.conformance.kills.KillsCommand;
import io.wireroom.conformance.torture.TortureCommand;
import io.wireroom.runtime.Environment;
import io.wireroom.standalone.cli.CommandLines;
import io.wireroom.training.lines.TrainLinesCommand;
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
                "Benchmarks, fault tests and model training. A benchmark prints its figures, if possible beside those of a"
                        + " comparable library in the same run. Exit code 0 means that all its checks passed.",
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
            MatchCommand.class,
            MonthsCommand.class,
            NamesCommand.class,
            TrainLinesCommand.class,
            TrainNamesCommand.class,
            PollsCommand.class,
            RestoreCommand.class,
            SinkCommand.class,
            TopicModelCommand.class,
            TrainTopicsCommand.class,
            GazetteerCommand.class,
            PlacesCommand.class,
            TortureCommand.class,
            WireCommand.class
        })
public final class BenchMain implements Runnable {

    @CommandLine.Spec
    private @Nullable CommandSpec spec;

    private BenchMain() {}

    /** Runs one benchmark and ends the process with its exit code. */
    public static void main(String[] args) {
        Environment.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return CommandLines.of(new BenchMain());
    }

    /** Without a name: the help, and the exit code of wrong usage. */
    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "A benchmark is missing.");
        }
    }
}
