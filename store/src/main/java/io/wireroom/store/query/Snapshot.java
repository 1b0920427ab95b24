package io.wireroom.store.query;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs a question over one unmoving state of the store: its parts agree with each other, whatever is written meanwhile. */
final class Snapshot {

    /** A question. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private Snapshot() {}

    static <T> T of(DataSource database, Question<T> question) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            try {
                return question.ask(connection);
            } finally {
                connection.rollback();
            }
        }
    }
}
