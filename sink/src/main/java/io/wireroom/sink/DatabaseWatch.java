package io.wireroom.sink;

import io.wireroom.runtime.Metric;
import io.wireroom.runtime.Telemetry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database for its figures, over a connection of its own, so that it answers while all others are busy. The
 * figures are NaN when they could not be read for some time. Thread-safe.
 */
final class DatabaseWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);

    private static final Metric SILENCE = new Metric(
            "wireroom.database.silence",
            Metric.Type.GAUGE,
            "seconds",
            "",
            "Time since PostgreSQL last answered the sink, which asks every 5 s; NaN before the sink has started.",
            "Above 30 s: the database is away or takes no connection; the sink waits.");
    private static final Metric TABLE = new Metric(
            "wireroom.database.table",
            Metric.Type.GAUGE,
            "bytes",
            "table",
            "Size of a table with its indexes, partitions and long values; read once a minute.",
            "It grows faster than docs/operations.md states under Disk space.");
    private static final Metric TOTAL = new Metric(
            "wireroom.database",
            Metric.Type.GAUGE,
            "bytes",
            "",
            "Size of the database on disk; read once a minute.",
            "It comes near the size of its volume.");
    private static final Metric CONNECTIONS = new Metric(
            "wireroom.database.connections",
            Metric.Type.GAUGE,
            "connections",
            "",
            "Connections to the server from all clients.",
            "Near `wireroom_database_connections_limit_connections`.");
    private static final Metric LIMIT = new Metric(
            "wireroom.database.connections.limit",
            Metric.Type.GAUGE,
            "connections",
            "",
            "Connections that the server accepts (`max_connections`).",
            "Never by itself.");
    private static final Metric OLDEST = new Metric(
            "wireroom.database.oldest.transaction",
            Metric.Type.GAUGE,
            "seconds",
            "",
            "Age of the oldest open transaction. A database user without the role pg_monitor sees only its own.",
            "Above 5 minutes: a client keeps the server from cleaning up deleted rows.");

    /** How often to ask. */
    static final Duration EVERY = Duration.ofSeconds(5);

    private static final Duration FIGURES_EVERY = Duration.ofMinutes(1);
    private static final Duration STALE_AFTER = Duration.ofMinutes(3);
    private static final int ANSWER_LIMIT_SECONDS = 10;

    private static final String SERVER = """
            select pg_database_size(current_database()),
                   (select count(*) from pg_stat_activity where backend_type = 'client backend'),
                   current_setting('max_connections')::integer,
                   (select coalesce(extract(epoch from max(clock_timestamp() - xact_start)), 0)
                      from pg_stat_activity
                     where backend_type = 'client backend' and pid <> pg_backend_pid())""";

    // A partition counts with its table.
    private static final String TABLES = """
            select coalesce(pg_partition_root(c.oid), c.oid)::regclass::text, sum(pg_total_relation_size(c.oid))::bigint
              from pg_class c
             where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
             group by 1""";

    private final DataSource database;
    private final Telemetry telemetry;
    private final LongSupplier nanos;
    private final Set<String> registered = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Long answeredNanos;
    private volatile @Nullable Figures figures;

    private record Figures(
            long bytes, long connections, long limit, double oldestSeconds, Map<String, Long> tables, long atNanos) {}

    /** A watch over a pool of its own, whose connections do not commit by themselves. */
    DatabaseWatch(DataSource database, Telemetry telemetry, LongSupplier nanos) {
        this.database = database;
        this.telemetry = telemetry;
        this.nanos = nanos;
        telemetry.gauge(SILENCE, this::silenceSeconds);
        telemetry.gauge(TOTAL, () -> fresh() instanceof Figures now ? now.bytes() : Double.NaN);
        telemetry.gauge(CONNECTIONS, () -> fresh() instanceof Figures now ? now.connections() : Double.NaN);
        telemetry.gauge(LIMIT, () -> fresh() instanceof Figures now ? now.limit() : Double.NaN);
        telemetry.gauge(OLDEST, () -> fresh() instanceof Figures now ? now.oldestSeconds() : Double.NaN);
    }

    /** All metrics, for the documentation. */
    static List<Metric> metrics() {
        return List.of(SILENCE, TOTAL, TABLE, CONNECTIONS, LIMIT, OLDEST);
    }

    /** The sink has just reached the database: the silence is counted from now on. */
    void answered() {
        answeredNanos = nanos.getAsLong();
    }

    /** Asks once; a database that does not answer leaves everything as it was. */
    void ask() {
        try (var connection = database.getConnection()) {
            if (!connection.isValid(ANSWER_LIMIT_SECONDS)) {
                return;
            }
            answered();
            var last = figures;
            if (last == null || nanos.getAsLong() - last.atNanos() >= FIGURES_EVERY.toNanos()) {
                figures = read(connection);
                figures.tables().keySet().forEach(this::register);
            }
            connection.rollback();
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).log("The database did not return its figures");
        }
    }

    private Figures read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(ANSWER_LIMIT_SECONDS);
            var tables = new HashMap<String, Long>();
            try (var row = statement.executeQuery(TABLES)) {
                while (row.next()) {
                    tables.put(row.getString(1), row.getLong(2));
                }
            }
            try (var row = statement.executeQuery(SERVER)) {
                row.next();
                return new Figures(
                        row.getLong(1), row.getLong(2), row.getLong(3), row.getDouble(4), tables, nanos.getAsLong());
            }
        }
    }

    private void register(String table) {
        if (registered.add(table)) {
            telemetry.gauge(
                    TABLE,
                    () -> fresh() instanceof Figures now ? now.tables().getOrDefault(table, 0L) : Double.NaN,
                    "table",
                    table);
        }
    }

    private @Nullable Figures fresh() {
        var last = figures;
        return last == null || nanos.getAsLong() - last.atNanos() > STALE_AFTER.toNanos() ? null : last;
    }

    private double silenceSeconds() {
        var last = answeredNanos;
        return last == null ? Double.NaN : (nanos.getAsLong() - last) / 1e9;
    }
}
