package io.wireroom.store.query;

import io.wireroom.contract.ArticleId;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Site;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * What there is to erase: articles, the links that led to them, and the sources that announced these.
 *
 * @param articles with the site of each
 * @param links with the site of each; those that have the id of an article are not repeated
 * @param sources that announced the links
 * @param stored how many of the articles are in the store
 */
public record Erasable(Map<ArticleId, Site> articles, Map<LinkId, Site> links, Set<SourceId> sources, int stored) {

    /** Articles of one step; PostgreSQL answers each query about them in milliseconds. */
    private static final int AT_ONCE = 100;

    /** Articles that are looked through at once for those of a source. */
    private static final int SCANNED_AT_ONCE = 5_000;

    private static final String SITES = """
            select id, site, true as stored from newest_article where id = any(?)
            union all
            select id, site, false from erased_article e
             where id = any(?) and not exists (select from newest_article a where a.id = e.id)""";

    private static final String LINKS = """
            select distinct link, url, source from outcome
             where item_key in (
                select outcome_items_of(array(select outcome_key(id) from unnest(?::text[]) as ids (id))))
               and article = any(?)""";

    private static final String ARTICLES =
            "select id, site, source_id from newest_article where id > ? order by id limit ?";

    public Erasable {
        articles = Map.copyOf(articles);
        links = Map.copyOf(links);
        sources = Set.copyOf(sources);
    }

    /** Takes each step of a larger erasure. */
    @FunctionalInterface
    public interface Visitor {
        void accept(Erasable some) throws SQLException;
    }

    /** Whether nothing is known. */
    public boolean isEmpty() {
        return articles.isEmpty() && links.isEmpty();
    }

    /**
     * What there is of an address in any spelling, or of an item, a link or an article by its id; also of one that was
     * erased before.
     *
     * @param wanted an address with or without its scheme, or an id
     */
    public static Erasable of(DataSource database, String wanted) throws SQLException {
        var trace = Trace.of(database, wanted);
        var ids = new TreeSet<String>();
        ids.add(wanted.strip());
        Address.of(wanted.strip())
                .or(() -> wanted.contains(".") ? Address.of("https://" + wanted.strip()) : Optional.empty())
                .ifPresent(address -> ids.add(ArticleId.of(address).value()));
        trace.versions().forEach(version -> ids.add(version.article().value()));
        var articles = new TreeMap<ArticleId, Site>();
        var links = new TreeMap<LinkId, Site>();
        var sources = new HashSet<SourceId>();
        for (var step : trace.steps()) {
            var outcome = step.outcome();
            var article = outcome.article();
            if (article != null) {
                ids.add(article.value());
                // Published, and not stored yet.
                siteOf(outcome.url()).ifPresent(site -> articles.put(article, site));
            }
            siteOf(outcome.url()).ifPresent(site -> links.put(outcome.link(), site));
            sources.add(outcome.source());
        }
        return Snapshot.of(database, connection -> {
            var found = ofArticles(connection, ids);
            articles.putAll(found.articles());
            found.links().forEach(links::putIfAbsent);
            sources.addAll(found.sources());
            return with(articles, links, sources, found.stored());
        });
    }

    /** Passes the articles of a source, some at a time. What was erased meanwhile is not passed again. */
    public static void ofSource(DataSource database, SourceId source, Visitor visitor) throws SQLException {
        var place = "";
        while (true) {
            var wanted = new TreeSet<String>();
            var last = scan(database, place, source, wanted);
            for (var some : split(wanted)) {
                visitor.accept(Snapshot.of(database, connection -> ofArticles(connection, some)));
            }
            if (last.isEmpty()) {
                return;
            }
            place = last.get();
        }
    }

    /** Adds the articles of the source among the next ones; returns the last one, empty at the end. */
    private static Optional<String> scan(DataSource database, String after, SourceId source, Set<String> found)
            throws SQLException {
        return Snapshot.of(database, connection -> {
            try (var query = connection.prepareStatement(ARTICLES)) {
                query.setString(1, after);
                query.setInt(2, SCANNED_AT_ONCE);
                try (var row = query.executeQuery()) {
                    Optional<String> last = Optional.empty();
                    while (row.next()) {
                        last = Optional.of(row.getString("id"));
                        if (row.getString("source_id").equals(source.value())) {
                            found.add(row.getString("id"));
                        }
                    }
                    return last;
                }
            }
        });
    }

    private static List<Set<String>> split(Set<String> ids) {
        var all = new ArrayList<Set<String>>();
        var some = new TreeSet<String>();
        for (var id : ids) {
            some.add(id);
            if (some.size() == AT_ONCE) {
                all.add(some);
                some = new TreeSet<>();
            }
        }
        if (!some.isEmpty()) {
            all.add(some);
        }
        return all;
    }

    private static Erasable ofArticles(Connection connection, Set<String> ids) throws SQLException {
        var idArray = connection.createArrayOf("text", ids.toArray());
        var articles = new TreeMap<ArticleId, Site>();
        var stored = 0;
        try (var query = connection.prepareStatement(SITES)) {
            query.setArray(1, idArray);
            query.setArray(2, idArray);
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    articles.put(new ArticleId(row.getString("id")), new Site(row.getString("site")));
                    stored += row.getBoolean("stored") ? 1 : 0;
                }
            }
        }
        var links = new TreeMap<LinkId, Site>();
        var sources = new HashSet<SourceId>();
        try (var query = connection.prepareStatement(LINKS)) {
            query.setArray(1, idArray);
            query.setArray(2, idArray);
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    var link = new LinkId(row.getString("link"));
                    siteOf(row.getString("url")).ifPresent(site -> links.put(link, site));
                    sources.add(new SourceId(row.getString("source")));
                }
            }
        }
        return with(articles, links, sources, stored);
    }

    private static Erasable with(
            Map<ArticleId, Site> articles, Map<LinkId, Site> links, Set<SourceId> sources, int stored) {
        var others = new TreeMap<>(links);
        articles.keySet().forEach(article -> others.remove(new LinkId(article.value())));
        return new Erasable(articles, others, sources, stored);
    }

    private static Optional<Site> siteOf(String url) {
        return Address.web(url).map(Site::of);
    }
}
