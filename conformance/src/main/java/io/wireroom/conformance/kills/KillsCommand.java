package io.wireroom.conformance.kills;

import io.wireroom.runtime.Env;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wireroom bench kills}. */
@Command(
        name = "kills",
        mixinStandardHelpOptions = true,
        description = {
            "Kill ingest processes repeatedly and check that no work is lost or done twice.",
            "",
            "Several ingest processes share one broker and fetch from many small news sites. Every 20 s one of them is"
                    + " killed with SIGKILL and restarted within 5 s; one in four stays down for 30 s. Exit code 0 means"
                    + " that every article has exactly one raw record, every request was polite, no host was left out, and"
                    + " at least half of the throughput remained."
        })
public final class KillsCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--processes",
            paramLabel = "N",
            description = "Number of ingest processes (default: ${DEFAULT-VALUE}).")
    private int processes = 2;

    @Option(names = "--hosts", paramLabel = "N", description = "Number of news sites (default: ${DEFAULT-VALUE}).")
    private int hosts = 200;

    @Option(names = "--articles", paramLabel = "N", description = "Articles per site (default: ${DEFAULT-VALUE}).")
    private int articles = 10;

    @Option(
            names = "--calm",
            paramLabel = "TIME",
            description = "Time without kills at the start (default: ${DEFAULT-VALUE}).")
    private String calm = "1m";

    @Option(names = "--duration", paramLabel = "TIME", description = "Time with kills (default: ${DEFAULT-VALUE}).")
    private String duration = "4m";

    @Option(names = "--every", paramLabel = "TIME", description = "Time between two kills (default: ${DEFAULT-VALUE}).")
    private String every = "20s";

    @Option(
            names = "--with-broker",
            description = "Kill all processes and the broker at the same time; they restart at once.")
    private boolean withBroker;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for exchanges.csv and the logs (default: a new temporary folder).")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folder = out == null ? Files.createTempDirectory("bench-kills") : Files.createDirectories(out);
        System.err.println("bench kills: raw data in " + folder);
        var plan = new KillPlan(
                processes,
                hosts,
                articles,
                Env.parseDuration(calm),
                Env.parseDuration(duration),
                Env.parseDuration(every),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                withBroker,
                Duration.ofMinutes(4));
        var verdict = KillRun.of(plan, folder);
        verdict.print(
                spec == null
                        ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                        : spec.commandLine().getOut());
        return verdict.holds() ? 0 : 1;
    }
}
