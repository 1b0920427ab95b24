package io.wireroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabasePoolTest {

    @Test
    void aNewConnectionHasNoOpenTransactionAndKeepsItsLimitAfterARollback() throws SQLException {
        try (var pool = Database.pool(StoreFixture.emptyStore().url(), "postgres", "", 1);
                var connection = pool.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.rollback();

            try (var query = connection.createStatement();
                    var row = query.executeQuery("show statement_timeout")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("100s");
            }
            connection.rollback();
        }
    }
}
