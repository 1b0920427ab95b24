package io.wireroom.standalone.cli.query;

import io.wireroom.runtime.Env;
import io.wireroom.runtime.Environment;
import io.wireroom.runtime.ExitCode;
import io.wireroom.standalone.cli.access.StoreOptions;
import io.wireroom.standalone.cli.options.DurationOption;
import io.wireroom.standalone.cli.options.SinceOption;
import io.wireroom.standalone.show.Report;
import io.wireroom.store.query.Ledger;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wireroom ledger}. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description =
                "Show how many items were discovered per hour and what happened to them; exit code 1 if they do not add up.")
public final class LedgerCommand implements Callable<Integer> {

    @Option(
            names = "--since",
            paramLabel = "T",
            defaultValue = "24h",
            description =
                    "Only items discovered since then: a time such as 2026-01-31T12:00:00Z, or a duration (default: ${DEFAULT-VALUE}).")
    private String since = "24h";

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            description = "How long an item may stay without a final outcome (default: LEDGER_DEADLINE, else 24h).")
    private @Nullable String deadline;

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Override
    public Integer call() throws SQLException {
        var now = Instant.now();
        var limit =
                deadline == null ? deadlineOf(Environment.ofProcess()) : DurationOption.parse("--deadline", deadline);
        var from = SinceOption.parse("--since", since, now);
        try (var access = store.open()) {
            var ledger = Ledger.read(access.dataSource(), from, limit, now);
            Report.ledger(System.out, ledger);
            return ledger.balanced() ? ExitCode.OK : ExitCode.BROKEN;
        }
    }

    private static Duration deadlineOf(Map<String, String> environment) {
        var env = new Env(environment);
        var deadline = env.duration("LEDGER_DEADLINE", "24h", "");
        env.check();
        return deadline;
    }
}
