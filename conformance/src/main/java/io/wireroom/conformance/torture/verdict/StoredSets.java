package io.wireroom.conformance.torture.verdict;

import io.wireroom.contract.Article;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.store.query.Articles;
import io.wireroom.store.query.Ledger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The content of the store.
 *
 * @param versions every version
 * @param newest the version of each article that queries show
 * @param withOutcome versions that an outcome says were stored
 * @param matches copies and stories
 * @param contradicted outcomes that another one contradicts
 * @param ledger without a deadline: an item without an end is an imbalance
 */
public record StoredSets(
        List<PublishedVersion> versions,
        List<PublishedVersion> newest,
        Set<PublishedVersion.Key> withOutcome,
        Matches matches,
        int contradicted,
        Ledger ledger) {

    private static final JsonCodec<Article> CODEC = new JsonCodec<>(Article.class);

    /** Reads the store. */
    public static StoredSets read(DataSource store) throws SQLException {
        var withOutcome = new HashSet<PublishedVersion.Key>();
        var contradicted = 0;
        try (var connection = store.getConnection();
                var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery(
                    "select article, version from outcome where status = 'stored' and article is not null")) {
                while (rows.next()) {
                    withOutcome.add(new PublishedVersion.Key(rows.getString(1), rows.getInt(2)));
                }
            }
            try (var count = statement.executeQuery("select count(*) from outcome where contradicted")) {
                count.next();
                contradicted = count.getInt(1);
            }
        }
        return new StoredSets(
                articles(store, true),
                articles(store, false),
                withOutcome,
                Matches.of(store),
                contradicted,
                Ledger.read(store, Instant.EPOCH, Duration.ZERO, Instant.now()));
    }

    private static List<PublishedVersion> articles(DataSource store, boolean versions) throws SQLException {
        var all = new ArrayList<PublishedVersion>();
        Articles.read(store, new Articles.Query(null, null, Integer.MAX_VALUE, versions), json -> {
            switch (CODEC.decode(json.getBytes(StandardCharsets.UTF_8))) {
                case Decoded.Value<Article>(var article) -> all.add(PublishedVersion.of(article));
                case Decoded.Unreadable<Article>(var why) ->
                    throw new IllegalStateException("a stored record cannot be read: " + why);
            }
        });
        return all;
    }

    /** Whether every article is stored as it is in the end, and no item is on its way. */
    public boolean isComplete(ChangingHosts hosts) {
        var last = new HashMap<Integer, String>();
        for (var version : newest) {
            if (version.edition().isAs(hosts.last(version.article()))) {
                last.put(version.article(), version.id());
            }
        }
        for (var article = 0; article < hosts.announced(); article++) {
            // A page that was withdrawn before it was fetched is not stored.
            if (!last.containsKey(article) && !hosts.servedWithdrawn(article)) {
                return false;
            }
            var copy = last.get(article);
            var original = last.get(ChangingHosts.original(article));
            if (copy != null && original != null && !matches.areCopies(copy, original)) {
                return false;
            }
        }
        return ledger.total().inFlight() == 0;
    }
}
