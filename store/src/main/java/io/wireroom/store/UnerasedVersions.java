package io.wireroom.store;

import io.wireroom.contract.Erased;
import io.wireroom.store.StoreRow.ArticleRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The versions of a batch, and the erasures among them. An erasure counts for what came before it in the log, also within
 * the batch; after it only an article that may return is stored again. Not thread-safe.
 */
final class UnerasedVersions {

    /** A version that is not stored; {@code why} is one line for people. */
    record Refused(ArticleRow version, String why) {}

    private final List<ArticleRow> versions = new ArrayList<>();
    private final Map<String, Erased> erasures = new LinkedHashMap<>();
    private final List<Refused> refused = new ArrayList<>();

    void add(ArticleRow version) {
        versions.add(version);
    }

    void erase(Erased erased) {
        erasures.put(erased.id(), erased);
        versions.removeIf(version -> {
            var isErased = version.article().id().value().equals(erased.id());
            if (isErased) {
                refused.add(new Refused(version, erased.detail()));
            }
            return isErased;
        });
    }

    /** Erases what is stored, and returns the versions that are to be stored. */
    List<ArticleRow> kept(Connection connection) throws SQLException {
        Erasure.apply(connection, erasures.values());
        var ids = new TreeSet<String>();
        versions.forEach(version -> ids.add(idOf(version)));
        var erased = Erasure.refused(connection, ids);
        var kept = new ArrayList<ArticleRow>();
        for (var version : versions) {
            var why = erased.get(idOf(version));
            if (why == null) {
                kept.add(version);
            } else {
                refused.add(new Refused(version, why));
            }
        }
        return kept;
    }

    /** The versions that are not stored. */
    List<Refused> refused() {
        return refused;
    }

    private static String idOf(ArticleRow version) {
        return PgText.clean(version.article().id().value());
    }
}
