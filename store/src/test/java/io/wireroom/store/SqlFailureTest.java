package io.wireroom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {

    @ParameterizedTest
    @CsvSource({
        "08001, AWAY",
        "08006, AWAY",
        "57P01, AWAY",
        "57P02, AWAY",
        "57P03, AWAY",
        "40001, AWAY",
        "25006, AWAY",
        "53100, AWAY",
        "57014, EXHAUSTED",
        "53200, EXHAUSTED",
        "22001, DATA",
        "23505, DATA",
        "42P01, BROKEN",
        "28P01, BROKEN"
    })
    void goesByTheStateOfTheServer(String state, SqlFailure expected) {
        assertThat(SqlFailure.of(new SQLException("refused", state))).isEqualTo(expected);
        assertThat(SqlFailure.of(new IllegalStateException(new SQLException("refused", state))))
                .isEqualTo(expected);
    }

    @Test
    void anErrorOfThisProgramIsNotTheRecords() {
        assertThat(SqlFailure.of(new IllegalStateException("a fault"))).isEqualTo(SqlFailure.BROKEN);
        assertThat(SqlFailure.of(new NullPointerException())).isEqualTo(SqlFailure.BROKEN);
        assertThat(SqlFailure.of(new ClassCastException())).isEqualTo(SqlFailure.BROKEN);
    }

    @Test
    void aTimeThatNoColumnHoldsIsTheRecords() {
        assertThatThrownBy(() -> Columns.utc(Instant.MAX))
                .satisfies(thrown -> assertThat(SqlFailure.of(thrown)).isEqualTo(SqlFailure.DATA));
    }

    @Test
    void aConnectionThatThePoolHasClosedAfterACrashOfTheServerIsAway() {
        assertThat(SqlFailure.of(new SQLException("Connection is closed"))).isEqualTo(SqlFailure.AWAY);
        assertThat(SqlFailure.of(new SQLTransientConnectionException("no connection within 5 s")))
                .isEqualTo(SqlFailure.AWAY);
    }
}
