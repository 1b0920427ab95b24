package io.wireroom.standalone.cli.run;

import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.standalone.EmbeddedStore;
import io.wireroom.standalone.Quiescence;
import io.wireroom.standalone.Standalone;
import io.wireroom.standalone.show.Report;
import io.wireroom.standalone.sources.SourceCatalogue;
import io.wireroom.standalone.sources.SourceList;
import io.wireroom.store.query.Ledger;
import io.wireroom.store.query.Summary;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Runs the whole flow on some sources and shows it; used by demo and up. */
final class LiveRun {

    private final Path data;
    private final int port;
    private final Map<String, String> environment;
    private final Progress progress;
    private final Instant begun = Instant.now();

    LiveRun(Path data, int port, Map<String, String> environment) {
        this.data = data;
        this.port = port;
        this.environment = environment;
        progress = new Progress(System.err, System.console() != null);
    }

    /**
     * Starts everything, imports the sources, and runs until stopped, or ({@code once}) until everything is stored.
     *
     * @param sources called after the data directory is locked
     * @param origin name of the sources file: sources that were removed from it are removed here too
     * @param also a further condition for the end of a run once
     * @return the exit code
     */
    int run(Supplier<SourceList> sources, String origin, boolean once, BooleanSupplier also) {
        var standalone = new Standalone(data, port, environment, progress::step);
        var hook = new Thread(standalone::close, "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        try (standalone) {
            var running = standalone.start(ready -> {
                var catalogue = new SourceCatalogue(ready.kafka(), ready.clients());
                var wanted = sources.get();
                // What cannot be read may name a source that is watched: that one stays.
                var imported =
                        catalogue.put(wanted.sources(), origin, wanted.leftOut().isEmpty());
                progress.step("Sources: %d added, %d updated, %d unchanged, %d removed"
                        .formatted(imported.added(), imported.updated(), imported.unchanged(), imported.removed()));
            });
            var kafka = running.kafka();
            try (var ticker =
                    new ArticleTicker(kafka.topics(), running.clients().reader(500), kafka.partitions(), System.out)) {
                if (!once) {
                    showAddresses(running);
                    standalone.stopped().get();
                    return ExitCode.OK;
                }
                var watched =
                        new SourceCatalogue(kafka, running.clients()).all().size();
                var store = EmbeddedStore.at(running.jdbcUrl());
                new Quiescence(running, store, standalone.stopped(), progress::now, progress::step)
                        .await(watched, also);
                progress.clear();
                return report(running);
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw Failure.unavailable("A stage cannot continue: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        } finally {
            progress.clear();
        }
    }

    private int report(Standalone.Running running) {
        var store = EmbeddedStore.at(running.jdbcUrl());
        try {
            Report.summary(System.out, Summary.read(store), Duration.between(begun, Instant.now()));
            var ledger = Ledger.read(store, Instant.EPOCH, Duration.ZERO, Instant.now());
            Report.ledger(System.out, ledger);
            return ledger.balanced() ? ExitCode.OK : ExitCode.BROKEN;
        } catch (SQLException e) {
            throw Failure.unavailable("The store does not answer: " + e.getMessage(), e);
        }
    }

    private void showAddresses(Standalone.Running running) {
        var kafka = running.kafka();
        System.out.printf(
                """

                Running. Data directory: %1$s
                  metrics and health   http://127.0.0.1:%2$d/metrics   http://127.0.0.1:%2$d/health/ready
                  Kafka                kcat -b %3$s -C -t %4$s -o beginning
                  PostgreSQL           psql 'postgresql://%5$s:%5$s@%6$s'
                  newest article       wireroom articles --data %1$s --limit 1
                  steps of one URL     wireroom trace --data %1$s URL
                  ledger               wireroom ledger --data %1$s
                Stop with Ctrl-C. New articles:

                """,
                data,
                running.adminPort(),
                kafka.bootstrapServers(),
                kafka.topics().article().name(),
                EmbeddedStore.USER,
                running.jdbcUrl().replaceFirst("^jdbc:postgresql://", "").replaceFirst("\\?.*$", ""));
    }
}
