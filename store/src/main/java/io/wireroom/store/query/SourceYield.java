package io.wireroom.store.query;

import io.wireroom.contract.SourceId;
import io.wireroom.store.SqlConstants;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What became of the items that a source announced.
 *
 * @param stored items that ended in a stored version
 * @param rejected items whose page is not an article
 */
public record SourceYield(long stored, long rejected) {

    /** Of a source without items. */
    public static final SourceYield NOTHING = new SourceYield(0, 0);

    // By the time of discovery, which has an index.
    private static final String QUERY = SqlConstants.fill("""
            select source,
                   count(*) filter (where status = {Status.STORED}),
                   count(*) filter (where status = {Status.REJECTED})
              from outcome
             where discovered_at >= ? and is_final
             group by source""");

    /** By source, of the items discovered since this time. */
    public static Map<SourceId, SourceYield> since(DataSource database, Instant since) throws SQLException {
        return Snapshot.of(database, connection -> read(connection, since));
    }

    private static Map<SourceId, SourceYield> read(Connection connection, Instant since) throws SQLException {
        try (var query = connection.prepareStatement(QUERY)) {
            query.setObject(1, OffsetDateTime.ofInstant(since, ZoneOffset.UTC));
            try (var row = query.executeQuery()) {
                var found = new HashMap<SourceId, SourceYield>();
                while (row.next()) {
                    found.put(new SourceId(row.getString(1)), new SourceYield(row.getLong(2), row.getLong(3)));
                }
                return found;
            }
        }
    }
}
