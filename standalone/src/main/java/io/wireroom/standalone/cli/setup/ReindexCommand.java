package io.wireroom.standalone.cli.setup;

import io.wireroom.runtime.ExitCode;
import io.wireroom.standalone.cli.access.StoreOptions;
import io.wireroom.store.SearchRebuild;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code wireroom reindex}. */
@Command(
        name = "reindex",
        mixinStandardHelpOptions = true,
        description = {
            "Build the search index of all stored articles anew. Searches and a running sink go on meanwhile; it can be"
                    + " repeated after an interruption."
        })
public final class ReindexCommand implements Callable<Integer> {

    private static final long REPORT_EVERY = 10_000;

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Override
    public Integer call() throws SQLException {
        try (var access = store.open()) {
            var rebuilt = SearchRebuild.run(access.dataSource(), done -> {
                if (done % REPORT_EVERY == 0) {
                    System.err.printf("%,d articles%n", done);
                }
            });
            System.out.printf(
                    "%d articles indexed, %d entries of removed articles deleted%n",
                    rebuilt.indexed(), rebuilt.removed());
            rebuilt.refused().forEach(id -> System.out.println("cannot be indexed: " + id));
            return rebuilt.refused().isEmpty() ? ExitCode.OK : ExitCode.BROKEN;
        }
    }
}
