package io.wireroom.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Converts our types to columns and back. */
public final class Columns {

    private Columns() {}

    /** An instant in the type that the driver accepts. */
    public static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime utcOrNull(@Nullable Instant instant) {
        return instant == null ? null : utc(instant);
    }

    /** A column that is never null, as an instant. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A column as an instant; null stays null. */
    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static void text(PreparedStatement statement, int index, @Nullable String value) throws SQLException {
        statement.setString(index, PgText.cleanOrNull(value));
    }

    static void instant(PreparedStatement statement, int index, @Nullable Instant value) throws SQLException {
        statement.setObject(index, value == null ? null : utc(value), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    static void number(PreparedStatement statement, int index, @Nullable Integer value) throws SQLException {
        statement.setObject(index, value, Types.INTEGER);
    }
}
