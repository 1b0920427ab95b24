package io.wireroom.conformance.torture;

import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wireroom bench torture}. */
@Command(
        name = "torture",
        mixinStandardHelpOptions = true,
        description = {
            "Disturb a whole installation under load, and check that nothing is lost, doubled or reordered.",
            "",
            "A broker, a database and two processes of each stage read news sites of this process, which announce articles,"
                    + " change a fifth of them and withdraw some. Meanwhile processes are killed, stopped and started twice,"
                    + " broker and database are killed and restarted, connections are cut, silent and slow, records of topics"
                    + " are unreadable, offsets expire, clocks and disks are wrong: as the seed draws it. Exit code 0 means that"
                    + " every version is on the topics and in the store once, in order and with its outcomes, that the ledger"
                    + " balances, that every request was polite, that everything was stored within 3 minutes of the last"
                    + " disturbance, and that at least 35 % of the throughput remained.",
            "",
            "Clocks need libfaketime; full disks need the rights to mount a tmpfs. What is missing is named and left out."
        })
public final class TortureCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description =
                    "Duration, with a fifth (2 minutes at most) without disturbances (default: ${DEFAULT-VALUE}).")
    private int minutes = 20;

    @Option(
            names = "--seed",
            paramLabel = "S",
            split = ",",
            description = "Draws the disturbances; a list makes one run for each (default: 1).")
    private List<Long> seeds = List.of(1L);

    @Option(names = "--hosts", paramLabel = "N", description = "Number of news sites (default: ${DEFAULT-VALUE}).")
    private int hosts = 30;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Articles announced a second (default: ${DEFAULT-VALUE}).")
    private double rate = 2;

    @Option(
            names = "--sabotage",
            paramLabel = "FAULT",
            description =
                    "Break something on purpose at the end: ${COMPLETION-CANDIDATES}. The exit code must then be 1.")
    private @Nullable Sabotage sabotage;

    @Option(
            names = "--previous",
            paramLabel = "CLASSPATH",
            description = "Class path of a previous build: processes are replaced by it and back.")
    private @Nullable String previous;

    @Option(names = "--report", paramLabel = "FILE", description = "Write a page about the runs, in Markdown.")
    private @Nullable Path report;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder for announced.jsonl, stored.jsonl, counts.csv, faults.csv, exchanges.csv and the logs, in a"
                            + " folder for each seed (default: a new temporary folder).")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        if (minutes < 1 || rate <= 0 || hosts < 1) {
            throw Failure.usage("--minutes and --hosts must be at least 1, --rate more than 0");
        }
        var folder = out == null ? Files.createTempDirectory("bench-torture") : Files.createDirectories(out);
        System.err.println("bench torture: raw data in " + folder);
        var printer = spec == null
                ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
        var results = new ArrayList<TortureResult>();
        for (var seed : seeds) {
            var plan = new TorturePlan(
                    seed,
                    Duration.ofMinutes(minutes),
                    hosts,
                    rate,
                    Optional.ofNullable(sabotage),
                    Optional.ofNullable(previous));
            var result = TortureRun.of(plan, Files.createDirectories(folder.resolve("seed-" + seed)));
            TortureReport.print(result, printer);
            results.add(result);
        }
        if (report != null) {
            Files.writeString(report, TortureReport.page(results), StandardCharsets.UTF_8);
        }
        return results.stream().allMatch(TortureResult::holds) ? ExitCode.OK : ExitCode.BROKEN;
    }
}
