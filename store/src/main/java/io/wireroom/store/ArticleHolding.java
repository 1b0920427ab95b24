package io.wireroom.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/**
 * A place in the store that holds something of articles: a table, or part of one. What is added to the store later joins
 * {@link Erasure} by one of these.
 */
interface ArticleHolding {

    /** Its name, for people. */
    String name();

    /**
     * Removes everything that is of these articles, in the caller's transaction.
     *
     * @return how many rows
     */
    int erase(Connection connection, Collection<String> articles) throws SQLException;

    /** The rows of a table, by the column that has the id of the article. */
    static ArticleHolding rows(String table, String column) {
        var sql = "delete from " + table + " where " + column + " = any(?)";
        return new ArticleHolding() {
            @Override
            public String name() {
                return table;
            }

            @Override
            public int erase(Connection connection, Collection<String> articles) throws SQLException {
                try (var delete = connection.prepareStatement(sql)) {
                    delete.setArray(1, connection.createArrayOf("text", articles.toArray()));
                    return delete.executeUpdate();
                }
            }
        };
    }
}
