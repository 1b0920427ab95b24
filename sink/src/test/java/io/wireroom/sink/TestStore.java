package io.wireroom.sink;

import com.zaxxer.hikari.HikariDataSource;
import io.wireroom.sink.store.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One real PostgreSQL for all tests of a JVM, with the sink's tables, emptied for every test. */
public final class TestStore {

    private static @Nullable TestStore shared;

    private final EmbeddedPostgres postgres;
    private final HikariDataSource pool;

    private TestStore() {
        try {
            postgres = EmbeddedPostgres.builder()
                    .setLocaleConfig("locale", "C.UTF-8")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL", e);
        }
        pool = Database.pool(url(), "postgres", "", 6);
        Database.migrate(pool);
    }

    /** The store without any row. */
    public static synchronized TestStore empty() {
        if (shared == null) {
            shared = new TestStore();
        }
        shared.execute("truncate article, article_version, outcome, sink_offset, article_search, article_search_todo");
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
