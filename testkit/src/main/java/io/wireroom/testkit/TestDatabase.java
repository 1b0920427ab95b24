package io.wireroom.testkit;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One real PostgreSQL for all tests of a JVM. Its tables are created on request and emptied for each test. */
public final class TestDatabase {

    private static @Nullable TestDatabase shared;

    private final EmbeddedPostgres postgres;
    private final HikariDataSource pool;

    private TestDatabase(Function<String, HikariDataSource> open) {
        try {
            postgres = EmbeddedPostgres.builder()
                    .setLocaleConfig("locale", "C.UTF-8")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL", e);
        }
        pool = open.apply(url());
    }

    /**
     * The database without any row.
     *
     * @param open makes the pool to a JDBC address, for the user {@code postgres} without a password, and the tables;
     *     called once for each JVM
     */
    public static synchronized TestDatabase empty(Function<String, HikariDataSource> open) {
        if (shared == null) {
            shared = new TestDatabase(open);
        }
        var tables = shared.rows(
                "select tablename from pg_tables where schemaname = 'public' and tablename <> 'flyway_schema_history'");
        shared.execute("truncate " + String.join(", ", tables));
        return shared;
    }

    public HikariDataSource pool() {
        return pool;
    }

    public String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    /** Runs a statement; returns how many rows it changed. */
    public int execute(String sql) {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            var changed = statement.executeUpdate(sql);
            connection.commit();
            return changed;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** All rows of a query, each as its columns joined by a space; null as a dash. */
    public List<String> rows(String sql) {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (row.next()) {
                var columns = new ArrayList<String>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    var value = row.getString(i);
                    columns.add(value == null ? "-" : value);
                }
                rows.add(String.join(" ", columns));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
