package io.wireroom.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Opens the PostgreSQL database of the store and creates or upgrades its tables. */
public final class Database {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);
    // Ends connections whose server has vanished; longer than any of our statements.
    private static final int SOCKET_TIMEOUT_SECONDS = 120;

    /**
     * The server ends a statement before the driver gives up on its connection; otherwise the server would go on with it.
     */
    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(100);

    // By a statement and not as an option of the connection, which poolers between us and the server refuse.
    private static final String LIMIT_STATEMENTS = "set statement_timeout = " + STATEMENT_LIMIT.toMillis();

    private Database() {}

    /**
     * The address of a database without what may be secret: no parameters, of which some are passwords, and no user.
     * {@code jdbc:postgresql://host/db?password=x} is shown as {@code jdbc:postgresql://host/db}.
     */
    public static String shown(String jdbcUrl) {
        var mark = jdbcUrl.indexOf('?');
        var address = mark < 0 ? jdbcUrl : jdbcUrl.substring(0, mark);
        var at = address.lastIndexOf('@');
        var slashes = address.indexOf("//");
        return at < 0
                ? address
                : address.substring(0, slashes < 0 || slashes > at ? 0 : slashes + 2) + address.substring(at + 1);
    }

    /** A pool of connections without auto-commit. It connects on the first request. */
    public static HikariDataSource pool(String jdbcUrl, String user, String password, int connections) {
        var config = new HikariConfig();
        config.setPoolName("sink");
        config.setJdbcUrl(jdbcUrl);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setAutoCommit(false);
        config.setInitializationFailTimeout(-1);
        config.setConnectionInitSql(LIMIT_STATEMENTS);
        // Commits it. A connection's first user would find a transaction open, and its rollback would undo the limit.
        config.setIsolateInternalQueries(true);
        config.setConnectionTimeout(CONNECT_LIMIT.toMillis());
        config.setValidationTimeout(CONNECT_LIMIT.toMillis() / 2);
        config.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
        config.addDataSourceProperty("ApplicationName", "wireroom");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", Long.toString(CONNECT_LIMIT.toSeconds()));
        config.addDataSourceProperty("socketTimeout", Integer.toString(SOCKET_TIMEOUT_SECONDS));
        return new HikariDataSource(config);
    }

    /** Limits the statements of a connection that does not come from a {@link #pool}. */
    public static void limitStatements(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(LIMIT_STATEMENTS);
        }
    }

    /**
     * Waits until the database answers.
     *
     * @param limit how long to try; zero tries once
     * @param stop released to end the wait early
     * @throws Failure (69) when it does not answer in time
     */
    public static void await(DataSource database, String jdbcUrl, Duration limit, CountDownLatch stop) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try (var connection = database.getConnection()) {
                connection.rollback();
                return;
            } catch (SQLException e) {
                // Waiting does not repair a wrong password or a missing database.
                var hopeless = isRefusal(e);
                if (hopeless || System.nanoTime() >= deadline || stopped(stop)) {
                    throw Failure.unavailable(
                            "Cannot open the database " + shown(jdbcUrl) + ": "
                                    + reason(e).replace(jdbcUrl, shown(jdbcUrl))
                                    + "; start PostgreSQL, or correct SINK_JDBC_URL, SINK_JDBC_USER and SINK_JDBC_PASSWORD",
                            e);
                }
            }
        }
    }

    /** The time by the database's clock. */
    public static Instant now(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.createStatement();
                var row = query.executeQuery("select clock_timestamp() as now")) {
            row.next();
            var now = Columns.instant(row, "now");
            connection.rollback();
            return now;
        }
    }

    /**
     * Creates or upgrades the tables, over connections of its own: an upgrade may take longer than a statement is given
     * otherwise. Several processes may do so at the same time.
     *
     * @throws Failure (69) when that fails, and the tables are as they were
     */
    public static void migrate(HikariDataSource database) {
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(database.getJdbcUrl(), database.getUsername(), database.getPassword())
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw Failure.unavailable(
                    "Cannot upgrade the tables of the store: " + reason(e)
                            + "; does the user own the schema, and is this the newest Wireroom that has used it?",
                    e);
        }
    }

    private static boolean stopped(CountDownLatch stop) {
        try {
            return stop.await(RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.INTERRUPTED, "Interrupted while waiting for the database", e);
        }
    }

    private static boolean isRefusal(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                var state = sql.getSQLState();
                if (state.startsWith("28") || state.startsWith("3D")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String reason(Throwable thrown) {
        var deepest = thrown;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .strip();
    }
}
