package io.wireroom.bench.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.standalone.embedded.EmbeddedDatabase;
import io.wireroom.standalone.embedded.EmbeddedStartException;
import io.wireroom.store.Database;
import io.wireroom.store.Pruning;
import io.wireroom.store.Retention;
import io.wireroom.store.query.Ledger;
import io.wireroom.store.query.LedgerSums;
import io.wireroom.testkit.process.FreePorts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wireroom bench ledger}. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = {
            "Fill the real tables of a PostgreSQL with outcomes of 30 days, then measure: the ledger of 24 h, the rate of"
                    + " inserts beside that of an empty store, the time to drop a day, and the bytes of outcomes of an article"
                    + " with four revisits.",
            "Exit code 0 needs a ledger that balances before and after, and with --require-goals these, which hold for 30"
                    + " million outcomes (--count 30000000): a ledger in less than 1 s, 90 % of the empty store's rate, a"
                    + " day dropped in less than 5 s, at most 2,500 bytes of outcomes."
        })
public final class MonthsCommand implements Callable<Integer> {

    private static final Duration DEADLINE = Duration.ofHours(24);
    private static final int REPEATS = 5;

    /** The statements are planned, and the pages of the index are in memory. */
    private static final int WARM_UP_BATCHES = 20;

    private static final int SHOWN = 3;
    private static final double LEDGER_GOAL_SECONDS = 1;
    private static final double INSERTS_GOAL = 0.9;
    private static final double DROP_GOAL_SECONDS = 5;
    private static final double BYTES_GOAL = 2_500;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Outcomes to fill in, at least (default: ${DEFAULT-VALUE}).")
    private long count;

    @Option(
            names = "--batches",
            paramLabel = "N",
            defaultValue = "300",
            description = "Batches of about 500 outcomes to write into each store (default: ${DEFAULT-VALUE}).")
    private int batches;

    @Option(names = "--require-goals", description = "Fail when a goal is missed.")
    private boolean goalsRequired;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where the database is created (default: a temporary folder).")
    private @Nullable Path folder;

    private final PrintStream out = System.out;
    private boolean missed;

    @Override
    public Integer call() throws IOException, SQLException, EmbeddedStartException, InterruptedException {
        if (count < 1) {
            throw Failure.usage("--count: must be 1 or more");
        }
        var home = folder == null ? Files.createTempDirectory("wireroom-ledger") : folder;
        try (var server = new EmbeddedDatabase(home, FreePorts.one())) {
            server.start();
            try (var full = pool(server, "months");
                    var empty = pool(server, "fresh")) {
                return measure(server, full, empty) && !(goalsRequired && missed) ? ExitCode.OK : ExitCode.BROKEN;
            }
        } finally {
            if (folder == null) {
                deleteTree(home);
            }
        }
    }

    /** One schema of the server is a store. */
    private static HikariDataSource pool(EmbeddedDatabase server, String schema) throws SQLException {
        try (var any = Database.pool(server.jdbcUrl(), server.user(), server.password(), 1);
                var connection = any.getConnection();
                var create = connection.createStatement()) {
            create.execute("create schema if not exists " + schema);
            connection.commit();
        }
        var pool = Database.pool(server.jdbcUrl() + "?currentSchema=" + schema, server.user(), server.password(), 2);
        Database.migrate(pool);
        return pool;
    }

    private boolean measure(EmbeddedDatabase server, DataSource full, DataSource empty)
            throws SQLException, InterruptedException {
        var now = Instant.now();
        var fill = fill(full, now);
        vacuum(server);
        bytes(full, fill.articles());
        sums(full);
        var filled = ledger(full);
        rates(full, empty);
        var written = ledger(full);
        return drop(full, now) && filled && written;
    }

    private OutcomeFill fill(DataSource full, Instant now) throws SQLException, InterruptedException {
        var start = now.truncatedTo(ChronoUnit.HOURS).minus(OutcomeFill.SPAN);
        for (var day = start; day.isBefore(now); day = day.plus(1, ChronoUnit.DAYS)) {
            Pruning.prepareDays(full, day);
        }
        Pruning.prepareDays(full, now);
        var fill = new OutcomeFill(full, count, start);
        var begun = System.nanoTime();
        fill.run(done -> System.err.printf("%,d of %,d articles%n", done, fill.articles()));
        print("filled", "%,d outcomes of %,d articles in %.0f s", fill.outcomes(), fill.articles(), seconds(begun));
        var differences = fill.differences();
        if (differences > 0) {
            throw Failure.unavailable(differences + " rows are not as the store packs them", null);
        }
        return fill;
    }

    /** As the server does by itself in the course of a month; here it would begin while the inserts are measured. */
    private static void vacuum(EmbeddedDatabase server) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                var vacuum = connection.createStatement()) {
            vacuum.execute("vacuum (analyze)");
        }
    }

    private void bytes(DataSource full, double articles) throws SQLException {
        try (var connection = full.getConnection();
                var query = connection.createStatement();
                var row = query.executeQuery("""
                        select sum(pg_table_size(inhrelid)), sum(pg_indexes_size(inhrelid)),
                               pg_total_relation_size('outcome_link'), pg_total_relation_size('announcement')
                          from pg_inherits where inhparent = 'outcome_item'::regclass""")) {
            row.next();
            var bytes = (row.getLong(1) + row.getLong(2) + row.getLong(3)) / articles;
            print(
                    "bytes of outcomes per article",
                    "%.0f (rows %.0f, indexes %.0f, address %.0f), and %.0f for its announcement; %s",
                    bytes,
                    row.getLong(1) / articles,
                    row.getLong(2) / articles,
                    row.getLong(3) / articles,
                    row.getLong(4) / articles,
                    goal(bytes <= BYTES_GOAL));
            connection.rollback();
        }
    }

    private String goal(boolean reached) {
        missed |= !reached;
        return reached ? "goal reached" : "GOAL MISSED";
    }

    private void sums(DataSource full) throws SQLException {
        var begun = System.nanoTime();
        while (LedgerSums.update(full, DEADLINE, Instant.now()) instanceof LedgerSums.Update.More) {
            // The next hours.
        }
        print("sums of all hours, once", "%.1f s", seconds(begun));
    }

    private boolean ledger(DataSource full) throws SQLException {
        var times = new double[REPEATS];
        var balanced = true;
        var came = 0L;
        for (var repeat = 0; repeat < REPEATS; repeat++) {
            var begun = System.nanoTime();
            var now = Instant.now();
            var ledger = Ledger.read(full, now.minus(Duration.ofHours(24)), DEADLINE, now);
            times[repeat] = seconds(begun);
            balanced &= ledger.balanced();
            came = ledger.total().came();
            if (repeat == 0) {
                ledger.imbalances().stream().limit(SHOWN).forEach(System.err::println);
            }
        }
        Arrays.sort(times);
        print(
                "ledger of 24 h",
                "%.3f s (median of %d; worst %.3f), %,d items, balances: %s; %s",
                times[REPEATS / 2],
                REPEATS,
                times[REPEATS - 1],
                came,
                balanced ? "yes" : "NO",
                goal(times[REPEATS / 2] < LEDGER_GOAL_SECONDS));
        return balanced;
    }

    /** In turns, so that whatever else the machine does slows both; each store is the first of every other turn. */
    private void rates(DataSource full, DataSource empty) throws SQLException {
        Pruning.prepareDays(empty, Instant.now());
        var ofFull = new WriteRate(full);
        var ofEmpty = new WriteRate(empty);
        for (var batch = 0; batch < WARM_UP_BATCHES; batch++) {
            ofEmpty.batch();
            ofFull.batch();
        }
        ofEmpty.restart();
        ofFull.restart();
        for (var batch = 0; batch < batches; batch++) {
            var fullFirst = batch % 2 == 0;
            (fullFirst ? ofFull : ofEmpty).batch();
            (fullFirst ? ofEmpty : ofFull).batch();
        }
        ofFull.caughtUp();
        print(
                "inserts",
                "%,.0f outcomes a second, into an empty store %,.0f: %.0f %%; %s",
                ofFull.perSecond(),
                ofEmpty.perSecond(),
                100 * ofFull.perSecond() / ofEmpty.perSecond(),
                goal(ofFull.perSecond() >= INSERTS_GOAL * ofEmpty.perSecond()));
        sums(full);
    }

    private boolean drop(DataSource full, Instant now) throws SQLException {
        var before = Ledger.read(full, Instant.EPOCH, DEADLINE, now).total();
        var begun = System.nanoTime();
        var removed = Pruning.prune(full, new Retention(OutcomeFill.SPAN.minusDays(1), null, null), now);
        var took = seconds(begun);
        var after = Ledger.read(full, Instant.EPOCH, DEADLINE, now);
        var same = after.total().equals(before) && after.balanced();
        print(
                "dropped",
                "%d day(s) in %.2f s; the ledger of the month stays the same: %s; %s",
                removed.days(),
                took,
                same ? "yes" : "NO",
                goal(took < DROP_GOAL_SECONDS));
        return same && removed.days() > 0;
    }

    private void print(String name, String format, Object... values) {
        out.printf(Locale.ROOT, "%s\t" + format + "%n", prepend(name, values));
        out.flush();
    }

    private static Object[] prepend(String name, Object[] values) {
        var all = new Object[values.length + 1];
        all[0] = name;
        System.arraycopy(values, 0, all, 1, values.length);
        return all;
    }

    private static double seconds(long begunNanos) {
        return (System.nanoTime() - begunNanos) / 1e9;
    }

    private static void deleteTree(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
