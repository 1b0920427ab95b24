package io.wireroom.bench.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/**
 * Fills the tables of the store with invented articles: five outcomes of the first fetch and four of each of four
 * revisits, as a month of operation leaves them.
 */
final class OutcomeFill {

    /** Outcomes of one article: five, and four for each revisit. */
    static final int ROWS_OF_ARTICLE = 21;

    private static final int ARTICLES_AT_ONCE = 2_000;

    /** When the revisits come, in seconds after the announcement; later than now, they are moved into the window. */
    private static final String REVISITS = "(1, 3600), (2, 21600), (3, 86400), (4, 604800)";

    private static final String ADDRESS = """
            'https://www.site-' || mod(n, 5000) || '.example/2026/news/the-council-has-decided-about-the-harbour-' || n || '.html'""";

    /** Three of four articles have the id of their link; the canonical address of the others is another one. */
    private static final String ARTICLE_ID = "case mod(n, 4) when 0 then md5('article' || n) else md5('link' || n) end";

    // As the sink packs them.
    private static final String PACKED = """
            insert into outcome_item select p.* from outcome_pack(array(
                select (item, step, attempt, status, null, is_final, at, link, url, source, discovered_at, article, version,
                        null, false, at)::outcome_row
                  from (%s) r (item, step, attempt, status, is_final, at, link, url, source, discovered_at, article, version)))
                as p""";

    private static final String LINKS = """
            insert into outcome_link (link, url, seen)
            select outcome_key(md5('link' || n)), %s, (t + interval '7 days')::date
              from generate_series(?::bigint, ?::bigint - 1) n
              cross join lateral (select ?::timestamptz + ?::interval * (n::float8 / ?)) as place (t)""".formatted(ADDRESS);

    // The i-th article of a range [a, b) of n in the window [start, start + span).
    private static final String FIRST = PACKED.formatted("""
            select md5('item' || n), s.step, s.attempt, s.status, s.is_final, t + s.pause, md5('link' || n),
            """ + ADDRESS + """
                   , md5('source' || mod(n, 5000)), t, case when s.known then
                     """ + ARTICLE_ID + """
                   end,
                   case when s.known then 1 end
              from generate_series(?::bigint, ?::bigint - 1) n
              cross join lateral (select ?::timestamptz + ?::interval * (n::float8 / ?)) as place (t)
              cross join (values ('schedule', 0, 'discovered', false, interval '0 s', false),
                                 ('schedule', 1, 'released', false, interval '4 s', false),
                                 ('fetch', 1, 'fetched', false, interval '5 s', false),
                                 ('clean', 1, 'published', false, interval '6 s', true),
                                 ('store', 1, 'stored', true, interval '7 s', true))
                as s (step, attempt, status, is_final, pause, known)""");

    private static final String REVISITED = PACKED.formatted("""
            select md5('item' || n || '-' || r.number), s.step, s.attempt, s.status, s.is_final, t + s.pause,
                   md5('link' || n),
            """ + ADDRESS + """
                   , md5('source' || mod(n, 5000)), t, case when s.known then
                     """ + ARTICLE_ID + """
                   end,
                   case when s.known then 1 end
              from generate_series(?::bigint, ?::bigint - 1) n
              cross join (values """ + REVISITS + """
                         ) as r (number, pause)
              cross join lateral (
                select ?::timestamptz + make_interval(secs => mod(
                    (extract(epoch from ?::interval) * (n::float8 / ?) + r.pause)::numeric,
                    extract(epoch from ?::interval)))) as place (t)
              cross join (values ('schedule', 0, 'revisit', false, interval '0 s', false),
                                 ('schedule', 1, 'released', false, interval '0 s', false),
                                 ('fetch', 1, 'fetched', false, interval '1 s', false),
                                 ('clean', 1, 'unchanged', true, interval '2 s', true))
                as s (step, attempt, status, is_final, pause, known)""");

    private static final String VERSIONS = """
            insert into article_version (id, version, item, observed_at, stored_at, discovered_at, record)
            select %1$s, 1, md5('item' || n), t + interval '5 s', t + interval '7 s', t,
                   jsonb_build_object('id', %1$s, 'version', 1, 'title', 'The council has decided', 'text',
                                      repeat(md5('text' || n) || ' ', 6))
              from generate_series(?::bigint, ?::bigint - 1) n
              cross join lateral (select ?::timestamptz + ?::interval * (n::float8 / ?)) as place (t)""".formatted(ARTICLE_ID);

    private static final String ARTICLES = """
            insert into newest_article (id, version, url, canonical_url, site, title, language, observed_at, first_seen_at,
                                        pub_status, source_id)
            select %2$s, 1, %1$s, %1$s, 'site-' || mod(n, 5000) || '.example', 'The council has decided', 'en',
                   t + interval '5 s', t, 'usable', md5('source' || mod(n, 5000))
              from generate_series(?::bigint, ?::bigint - 1) n
              cross join lateral (select ?::timestamptz + ?::interval * (n::float8 / ?)) as place (t)""".formatted(ADDRESS, ARTICLE_ID);

    private static final String ANNOUNCED = """
            insert into announcement (item, discovered_at)
            select md5('item' || n), t from generate_series(?::bigint, ?::bigint - 1) n
              cross join lateral (select ?::timestamptz + ?::interval * (n::float8 / ?)) as place (t)""";

    private static final List<String> AFTERWARDS = List.of(
            "insert into ledger_change (hour) select distinct date_trunc('hour', discovered_at, 'UTC') from outcome_item",
            """
            insert into sink_offset (topic, partition, topic_id, cluster_id, epoch, next_offset, caught_up_at)
            values ('filled.outcome.v1', 0, 't', 'c', 1, 0, now() + interval '1 hour')""");

    private final DataSource database;
    private final long articles;
    private final Instant start;
    private final Duration span;

    /** Fills the window [start, start + span), of which every day has its partition. */
    OutcomeFill(DataSource database, long articles, Instant start, Duration span) {
        this.database = database;
        this.articles = articles;
        this.start = start;
        this.span = span;
    }

    /** Fills all; {@code progress} receives the number of articles so far. */
    void run(LongConsumer progress) throws SQLException {
        for (var from = 0L; from < articles; from += ARTICLES_AT_ONCE) {
            var to = Math.min(articles, from + ARTICLES_AT_ONCE);
            try (var connection = database.getConnection()) {
                for (var sql : List.of(LINKS, FIRST, VERSIONS, ARTICLES, ANNOUNCED, REVISITED)) {
                    try (var insert = connection.prepareStatement(sql)) {
                        insert.setLong(1, from);
                        insert.setLong(2, to);
                        insert.setString(3, start.toString());
                        insert.setString(4, span.toString());
                        insert.setLong(5, articles);
                        if (sql.equals(REVISITED)) {
                            insert.setString(6, span.toString());
                        }
                        insert.executeUpdate();
                    }
                }
                connection.commit();
            }
            progress.accept(to);
        }
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (var sql : AFTERWARDS) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }
}
