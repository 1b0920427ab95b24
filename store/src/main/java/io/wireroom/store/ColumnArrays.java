package io.wireroom.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds rows to the parameters of a statement, each column as an array, in the order of the parameters. */
final class ColumnArrays<T> {

    private final Connection connection;
    private final PreparedStatement statement;
    private final List<T> rows;
    private int parameter;

    ColumnArrays(Connection connection, PreparedStatement statement, Collection<T> rows) {
        this.connection = connection;
        this.statement = statement;
        this.rows = List.copyOf(rows);
    }

    /** The next parameter: an array of this type with the value of each row. */
    void add(String type, Function<T, @Nullable Object> value) throws SQLException {
        var values = new @Nullable Object[rows.size()];
        for (var row = 0; row < values.length; row++) {
            values[row] = value.apply(rows.get(row));
        }
        statement.setArray(++parameter, connection.createArrayOf(type, values));
    }
}
