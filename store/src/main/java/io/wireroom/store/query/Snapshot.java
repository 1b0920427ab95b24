package io.wireroom.store.query;

import io.wireroom.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs a query over one snapshot of the store, so that its parts agree while others write. */
final class Snapshot {

    /** A query. */
    @FunctionalInterface
    interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    private Snapshot() {}

    static <T> T of(DataSource database, Query<T> query) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            try {
                Database.limitStatements(connection);
                return query.run(connection);
            } finally {
                connection.rollback();
            }
        }
    }
}
