package io.wireroom.standalone.cli.setup;

import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.sink.Rewind;
import io.wireroom.standalone.cli.access.DataOptions;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wireroom rewind}. */
@Command(
        name = "rewind",
        mixinStandardHelpOptions = true,
        description = {
            "Set the position from which the sink reads the topics, for example after Kafka was recreated. Reading again does"
                    + " not change stored rows. A running sink continues from the new position."
        })
public final class RewindCommand implements Callable<Integer> {

    @Option(
            names = "--to",
            required = true,
            paramLabel = "earliest|stored|TIME",
            description =
                    "earliest: the oldest records on the topics; stored: the stored position where it is valid, else the"
                            + " oldest; TIME: the first records at or after a time such as 2026-01-31T12:00:00Z.")
    private String to = "";

    @Mixin
    private DataOptions data = new DataOptions();

    @Override
    public Integer call() throws SQLException {
        var target = target();
        var access = data.access();
        try (var store = access.store();
                var kafka = access.kafka();
                var admin = kafka.clients().admin()) {
            for (var moved :
                    new Rewind(store.dataSource(), admin, kafka.settings().topics()).to(target)) {
                System.out.printf(
                        "%s: %s -> %d%s%n",
                        moved.partition(),
                        moved.before() == null ? "new" : moved.before().toString(),
                        moved.after(),
                        moved.adopted() ? " (of another cluster or topic before)" : "");
            }
            return ExitCode.OK;
        }
    }

    private Rewind.Target target() {
        return switch (to) {
            case "earliest" -> new Rewind.Target.Earliest();
            case "stored" -> new Rewind.Target.Stored();
            default -> {
                try {
                    yield new Rewind.Target.Time(Instant.parse(to));
                } catch (DateTimeParseException e) {
                    throw Failure.usage(
                            "--to '" + to + "': must be earliest, stored or a time such as" + " 2026-01-31T12:00:00Z");
                }
            }
        };
    }
}
