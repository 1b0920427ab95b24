package io.wireroom.store;

import io.wireroom.store.StoreRow.GroupRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What articles are copies of, and their stories: table {@code article_group}. The last record of an article counts. */
final class GroupTable {

    private static final String UPSERT = """
            insert into article_group as had (article, copy_of, story, at)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[])
            on conflict (article) do update set copy_of = excluded.copy_of, story = excluded.story, at = excluded.at
             where (had.copy_of, had.story, had.at) is distinct from (excluded.copy_of, excluded.story, excluded.at)""";

    private static final String DELETE = "delete from article_group where article = any(?)";

    /** The newest row of each article, in the order of locks. */
    private final Map<String, GroupRow> rows = new TreeMap<>();

    void add(GroupRow row) {
        rows.put(PgText.clean(row.article()), row);
    }

    /** Writes what was added; returns the number of rows that changed. */
    int write(Connection connection) throws SQLException {
        var gone = rows.entrySet().stream()
                .filter(row -> row.getValue().group() == null)
                .map(Map.Entry::getKey)
                .toList();
        var changed = 0;
        if (!gone.isEmpty()) {
            try (var delete = connection.prepareStatement(DELETE)) {
                delete.setArray(1, connection.createArrayOf("text", gone.toArray()));
                changed += delete.executeUpdate();
            }
        }
        var groups = rows.values().stream()
                .flatMap(row -> Stream.ofNullable(row.group()))
                .toList();
        if (!groups.isEmpty()) {
            try (var upsert = connection.prepareStatement(UPSERT)) {
                var columns = new ColumnArrays<>(connection, upsert, groups);
                columns.add("text", group -> PgText.clean(group.id().value()));
                columns.add("text", group -> text(group.copyOf()));
                columns.add("text", group -> text(group.storyId()));
                columns.add("timestamptz", group -> Columns.utc(group.at()));
                changed += upsert.executeUpdate();
            }
        }
        return changed;
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : PgText.clean(id.toString());
    }
}
