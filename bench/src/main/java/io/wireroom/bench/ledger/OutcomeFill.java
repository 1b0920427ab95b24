package io.wireroom.bench.ledger;

import io.wireroom.store.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import javax.sql.DataSource;

/**
 * Fills the tables of the store with invented articles of 30 days: five outcomes of the first fetch and four of each of four
 * revisits, in the order of their discovery, as a month of operation leaves them.
 *
 * <p>The rows are written packed, as the sink leaves them; {@link #differences} compares them with what the store's own
 * function makes of the same outcomes.
 */
final class OutcomeFill {

    /** Outcomes of one article: five, and four for each revisit. */
    static final int OUTCOMES_OF_ARTICLE = 21;

    static final Duration SPAN = Duration.ofDays(30);

    private static final long HOURS = SPAN.toHours();
    private static final long HOURS_OF_DAY = 24;
    private static final int CONNECTIONS = 2;

    private static final String ADDRESS = """
            'https://www.site-' || mod(n, 5000) || '.example/2026/news/the-council-has-decided-about-the-harbour-' || n || '.html'""";

    // Three of four articles have the id of their link; the canonical address of the others is another one.
    private static final String ARTICLE_ID = "case mod(n, 4) when 0 then md5('article' || n) else md5('link' || n) end";

    // Discoveries are spread over their hour.
    private static final String DISCOVERY = """
             cross join lateral (select start + (hour + mod(n, size) / size::float8) * interval '1 hour') as discovery (t)""";

    // The articles of an hour. Parameters: articles of an hour, hour, start.
    private static final String ANNOUNCED = """
              from (select ?::bigint, ?::bigint, ?::timestamptz) as place (size, hour, start)
             cross join lateral generate_series(hour * size, (hour + 1) * size - 1) n
            """ + DISCOVERY;

    private static final String LINKS = """
            insert into outcome_link (link, url, seen)
            select decode(md5('link' || n), 'hex'), %s, ((t + interval '7 days') at time zone 'UTC')::date
            %s""".formatted(ADDRESS, ANNOUNCED);

    // An hour's announcements, and the revisits of those from 1 hour, 6 hours, a day and a week before. A month is a
    // circle: the first hours have the revisits of the last.
    private static final String ITEMS = """
            insert into outcome_item (discovered_at, recorded_at, version, item, link, source, article, steps, ats)
            select t, case number when 0 then t + interval '7 s' end, 1,
                   decode(md5('item' || n || case number when 0 then '' else '-' || number end), 'hex'),
                   decode(md5('link' || n), 'hex'), decode(md5('source' || mod(n, 5000)), 'hex'),
                   case mod(n, 4) when 0 then decode(md5('article' || n), 'hex') end,
                   case number when 0 then 'adnsrnffncpatSa' else 'avnsrnffncUa' end,
                   case number
                     when 0 then array[t, t + interval '4 s', t + interval '5 s', t + interval '6 s', t + interval '7 s']
                     else array[t, t, t + interval '1 s', t + interval '2 s'] end
              from (select ?::bigint, ?::bigint, ?::timestamptz) as place (size, hour, start)
             cross join (values (0, 0), (1, 1), (2, 6), (3, 24), (4, 168)) as visit (number, pause)
             cross join lateral (select mod(hour - pause + %1$d, %1$d)) as announced (first)
             cross join lateral generate_series(first * size, (first + 1) * size - 1) n
            %2$s
             order by t, number""".formatted(HOURS, DISCOVERY);

    private static final String VERSIONS = """
            insert into article_version (id, version, item, observed_at, stored_at, discovered_at, record)
            select %1$s, 1, md5('item' || n), t + interval '5 s', t + interval '7 s', t,
                   jsonb_build_object('id', %1$s, 'version', 1, 'title', 'The council has decided', 'text',
                                      repeat(md5('text' || n) || ' ', 6))
            %2$s""".formatted(ARTICLE_ID, ANNOUNCED);

    private static final String ARTICLES = """
            insert into newest_article (id, version, url, canonical_url, site, title, language, observed_at, first_seen_at,
                                        pub_status, source_id)
            select %2$s, 1, %1$s, %1$s, 'site-' || mod(n, 5000) || '.example', 'The council has decided', 'en',
                   t + interval '5 s', t, 'usable', md5('source' || mod(n, 5000))
            %3$s""".formatted(ADDRESS, ARTICLE_ID, ANNOUNCED);

    private static final String ANNOUNCEMENTS = """
            insert into announcement (item, discovered_at)
            select decode(md5('item' || n), 'hex'), t
            %s""".formatted(ANNOUNCED);

    private static final String CHANGED = """
            insert into ledger_change (hour)
            select start + hour * interval '1 hour' from (select ?::bigint, ?::bigint, ?::timestamptz) as place (size, hour, start)""";

    private static final String CAUGHT_UP = """
            insert into sink_offset (topic, partition, topic_id, cluster_id, epoch, next_offset, caught_up_at)
            values ('filled.outcome.v1', 0, 't', 'c', 1, 0, now() + interval '1 hour')""";

    // What autovacuum does in the course of a month.
    private static final List<String> FILLED = List.of(
            "outcome_item", "outcome_link", "article_version", "newest_article", "announcement", "ledger_change");

    private static final String DIFFERENCES = """
            with sample as (
                select * from outcome_item where discovered_at >= ?::timestamptz and discovered_at < ?::timestamptz
                 order by item limit 200),
            again as (
                select p.* from outcome_pack(array(
                    select (o.item, o.step, o.attempt, o.status, o.reason, o.is_final, o.at, o.link, o.url, o.source,
                            o.discovered_at, o.article, o.version, o.detail, o.contradicted, o.recorded_at)::outcome_row
                      from outcome o join sample s on s.item = o.item_key and s.discovered_at = o.discovered_at)) p)
            select (select count(*) from (select * from sample except select * from again) lost)
                   + (select count(*) from (select * from again except select * from sample) other)""";

    private final DataSource database;
    private final long articlesOfHour;
    private final Instant start;

    /**
     * Fills the 30 days from a time on, of which every day has its partition.
     *
     * @param outcomes how many at least; every hour has as many articles
     * @param start a full hour
     */
    OutcomeFill(DataSource database, long outcomes, Instant start) {
        this.database = database;
        this.articlesOfHour = Math.ceilDiv(outcomes, HOURS * OUTCOMES_OF_ARTICLE);
        this.start = start;
    }

    long articles() {
        return articlesOfHour * HOURS;
    }

    long outcomes() {
        return articles() * OUTCOMES_OF_ARTICLE;
    }

    /** Fills all, on two connections; {@code progress} receives the number of articles after each day. */
    void run(LongConsumer progress) throws SQLException, InterruptedException {
        var filled = new AtomicLong();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var days = LongStream.range(0, SPAN.toDays())
                    .mapToObj(day -> threads.submit(() -> {
                        fillDay(day);
                        progress.accept(filled.addAndGet(articlesOfHour * HOURS_OF_DAY));
                        return day;
                    }))
                    .toList();
            for (var day : days) {
                day.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException refused) {
                throw refused;
            }
            throw new IllegalStateException(e);
        }
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(CAUGHT_UP);
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("set statement_timeout = 0");
            for (var table : FILLED) {
                statement.execute("vacuum (analyze) " + table);
            }
            Database.limitStatements(connection);
        }
    }

    private void fillDay(long day) throws SQLException {
        for (var hour = day * HOURS_OF_DAY; hour < (day + 1) * HOURS_OF_DAY; hour++) {
            try (var connection = database.getConnection()) {
                for (var sql : List.of(LINKS, ITEMS, VERSIONS, ARTICLES, ANNOUNCEMENTS, CHANGED)) {
                    try (var insert = connection.prepareStatement(sql)) {
                        insert.setLong(1, articlesOfHour);
                        insert.setLong(2, hour);
                        insert.setString(3, start.toString());
                        insert.executeUpdate();
                    }
                }
                connection.commit();
            }
        }
    }

    /** Of some items of the first hour: rows that the store would have packed in another way. */
    long differences() throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(DIFFERENCES)) {
            query.setString(1, start.toString());
            query.setString(2, start.plus(1, ChronoUnit.HOURS).toString());
            try (var row = query.executeQuery()) {
                row.next();
                var differences = row.getLong(1);
                connection.rollback();
                return differences;
            }
        }
    }
}
