package io.wireroom.store;

import io.wireroom.contract.ItemId;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * When announced items were first discovered: table {@code announcement}. A source that changes an entry announces the
 * item again, at another time; all its rows keep the first.
 */
final class FirstDiscoveries {

    private static final String KNOWN = """
            select w.item, a.discovered_at
              from unnest(?::text[]) as w (item) join announcement a on a.item = outcome_key(w.item)""";

    private static final String INSERT = """
            insert into announcement (item, discovered_at)
            select outcome_key(item), discovered_at from unnest(?::text[], ?::timestamptz[]) as r (item, discovered_at)
            on conflict (item) do nothing""";

    private final Map<String, Instant> known;

    private FirstDiscoveries(Map<String, Instant> known) {
        this.known = known;
    }

    /** Reads what is known of these items, and stores the announcements among the outcomes that are new. */
    static FirstDiscoveries of(Connection connection, Collection<ItemId> items, List<Outcome> outcomes)
            throws SQLException {
        var known = read(connection, items);
        var added = new TreeMap<String, Instant>();
        for (var outcome : outcomes) {
            var isAnnouncement =
                    outcome.step() == Step.SCHEDULE && outcome.attempt() == 0 && outcome.status() == Status.DISCOVERED;
            var id = PgText.clean(outcome.item().value());
            if (isAnnouncement && !known.containsKey(id)) {
                added.putIfAbsent(id, outcome.discoveredAt());
            }
        }
        insert(connection, added);
        known.putAll(added);
        return new FirstDiscoveries(known);
    }

    /** When the item was discovered; this instant if no announcement of it is known. */
    Instant discovered(ItemId item, Instant stated) {
        return known.getOrDefault(PgText.clean(item.value()), stated);
    }

    private static Map<String, Instant> read(Connection connection, Collection<ItemId> items) throws SQLException {
        var ids = new TreeSet<String>();
        items.forEach(item -> ids.add(PgText.clean(item.value())));
        var known = new HashMap<String, Instant>();
        try (var query = connection.prepareStatement(KNOWN)) {
            query.setArray(1, connection.createArrayOf("text", ids.toArray()));
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    known.put(row.getString("item"), Columns.instant(row, "discovered_at"));
                }
            }
        }
        return known;
    }

    private static void insert(Connection connection, TreeMap<String, Instant> added) throws SQLException {
        if (added.isEmpty()) {
            return;
        }
        var instants = new ArrayList<Object>();
        added.values().forEach(instant -> instants.add(Columns.utc(instant)));
        try (var insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, connection.createArrayOf("text", added.keySet().toArray()));
            insert.setArray(2, connection.createArrayOf("timestamptz", instants.toArray()));
            insert.executeUpdate();
        }
    }
}
