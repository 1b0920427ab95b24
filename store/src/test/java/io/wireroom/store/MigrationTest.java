package io.wireroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.wireroom.store.query.Articles;
import io.wireroom.store.query.Erasable;
import io.wireroom.store.query.Ledger;
import io.wireroom.store.query.LedgerSums;
import io.wireroom.store.query.Trace;
import io.wireroom.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The upgrade of a store that the first version filled. */
class MigrationTest {

    private static final Instant NOW = Instant.parse("2026-03-06T12:00:00Z");

    // Two items of one article on two days, one of which was announced again; an item that was rejected.
    private static final String ROWS = """
            insert into outcome (item, step, attempt, status, reason, is_final, at, link, url, source, discovered_at, article,
                                 version, recorded_at) values
            ('i1', 'schedule', 0, 'discovered', null, false, '2026-03-05T10:00Z', 'l1', 'https://a.example/1', 's', '2026-03-05T10:00Z', null, null, '2026-03-05T10:00Z'),
            ('i1', 'schedule', 1, 'released', null, false, '2026-03-05T10:01Z', 'l1', 'https://a.example/1', 's', '2026-03-05T10:00Z', null, null, '2026-03-05T10:01Z'),
            ('i1', 'fetch', 1, 'fetched', null, false, '2026-03-05T10:02Z', 'l1', 'https://a.example/1', 's', '2026-03-06T09:00Z', null, null, '2026-03-05T10:02Z'),
            ('i1', 'clean', 1, 'published', null, false, '2026-03-05T10:03Z', 'l1', 'https://a.example/1', 's', '2026-03-05T10:00Z', 'a1', 1, '2026-03-05T10:03Z'),
            ('i1', 'store', 1, 'stored', null, true, '2026-03-05T10:04Z', 'l1', 'https://a.example/1', 's', '2026-03-05T10:00Z', 'a1', 1, '2026-03-05T10:04Z'),
            ('i2', 'schedule', 0, 'revisit', null, false, '2026-03-06T10:00Z', 'l1', 'https://a.example/1', 's', '2026-03-06T10:00Z', null, null, '2026-03-06T10:00Z'),
            ('i2', 'schedule', 1, 'released', null, false, '2026-03-06T10:01Z', 'l1', 'https://a.example/1', 's', '2026-03-06T10:00Z', null, null, '2026-03-06T10:01Z'),
            ('i2', 'fetch', 1, 'fetched', null, false, '2026-03-06T10:02Z', 'l1', 'https://a.example/1', 's', '2026-03-06T10:00Z', null, null, '2026-03-06T10:02Z'),
            ('i2', 'clean', 1, 'published', null, false, '2026-03-06T10:03Z', 'l1', 'https://a.example/1', 's', '2026-03-06T10:00Z', 'a1', 2, '2026-03-06T10:03Z'),
            ('i2', 'store', 1, 'stored', null, true, '2026-03-06T10:04Z', 'l1', 'https://a.example/1', 's', '2026-03-06T10:00Z', 'a1', 2, '2026-03-06T10:04Z'),
            ('i3', 'schedule', 0, 'discovered', null, false, '2026-03-06T10:00Z', 'l3', 'https://a.example/3', 's', '2026-03-06T10:00Z', null, null, '2026-03-06T10:00Z'),
            ('i3', 'schedule', 1, 'not-fetched', 'robots', true, '2026-03-06T10:00Z', 'l3', 'https://a.example/3', 's', '2026-03-06T10:00Z', null, null, '2026-03-06T10:00Z')""";

    // Ids of 16 bytes, of 15 characters, with escapes; all that the notes of an item can hold.
    private static final String SPECIAL_ROWS = """
            insert into outcome (item, step, attempt, status, reason, is_final, at, link, url, source, discovered_at, article,
                                 version, detail, contradicted, recorded_at) values
            ('00000000000000000000000000000004', 'schedule', 0, 'discovered', null, false, '2026-03-05T11:00:00.123456Z', '0123456789abcdef0123456789abcdef', 'https://a.example/4', 'morning-edition', '2026-03-05T11:00Z', null, null, null, false, '2026-03-05T11:00Z'),
            ('00000000000000000000000000000004', 'schedule', 1, 'released', null, false, '2026-03-05T11:01Z', '0123456789abcdef0123456789abcdef', 'https://a.example/4', 'morning-edition', '2026-03-05T11:00Z', null, null, null, false, '2026-03-05T11:00Z'),
            ('00000000000000000000000000000004', 'fetch', 1, 'failed', 'timeout', false, '2026-03-05T11:02Z', '0123456789abcdef0123456789abcdef', 'https://a.example/4', 'morning-edition', '2026-03-05T11:00Z', null, null, 'no answer in 30 s', false, '2026-03-05T11:00Z'),
            ('00000000000000000000000000000004', 'schedule', 2, 'released', null, false, '2026-03-05T11:03Z', '0123456789abcdef0123456789abcdef', 'https://a.example/4', 'morning-edition', '2026-03-05T11:00Z', null, null, null, false, '2026-03-05T11:00Z'),
            ('00000000000000000000000000000004', 'fetch', 2, 'fetched', null, false, '2026-03-05T11:04Z', '0123456789abcdef0123456789abcdef', 'https://a.example/4', 'morning-edition', '2026-03-05T11:00Z', null, null, null, false, '2026-03-05T11:00Z'),
            ('00000000000000000000000000000004', 'clean', 2, 'published', null, false, '2026-03-05T11:05Z', '0123456789abcdef0123456789abcdef', 'https://a.example/4', 'morning-edition', '2026-03-05T11:00Z', '0000000000000000000000000000000a', 7, null, false, '2026-03-05T11:00Z'),
            ('00000000000000000000000000000004', 'store', 2, 'dead-lettered', 'poison', true, '2026-03-05T11:06Z', '0123456789abcdef0123456789abcdef', 'https://a.example/4', 'morning-edition', '2026-03-05T11:00Z', null, null, 'a\\b "c"', false, '2026-03-05T11:07Z'),
            ('00000000000000000000000000000004', 'store', 3, 'stored', null, true, '2026-03-05T11:07Z', '0123456789abcdef0123456789abcdef', 'https://a.example/4', 'morning-edition', '2026-03-05T11:00Z', '0000000000000000000000000000000a', 8, null, false, '2026-03-05T11:07Z'),
            ('0123456789ABCDEF0123456789abcdef', 'schedule', 1, 'duplicate', null, true, '2026-03-05T12:00Z', 'l1', 'https://a.example/1?from=feed', 's', '2026-03-05T12:00Z', null, null, null, false, '2026-03-05T12:00Z'),
            ('fifteen-letters', 'clean', 1, 'unchanged', null, true, '2026-03-05T13:00Z', 'l1', 'https://a.example/1', 's', '2026-03-05T13:00Z', 'a1', null, null, true, '2026-03-05T13:00Z'),
            ('fünf-mit-umlaut', 'schedule', 0, 'revisit', null, false, '2026-03-05T13:00Z', 'fünf-mit-umlaut \\000', 'https://a.example/5', 's', '2026-03-05T13:00Z', null, null, null, false, '2026-03-05T13:00Z'),
            ('fünf-mit-umlaut', 'other', 1, 'other', 'unknown', true, '2026-03-05T13:01Z', 'fünf-mit-umlaut \\000', 'https://a.example/5', 's', '2026-03-05T13:00Z', null, null, null, false, '2026-03-05T13:00Z')""";

    private static final String VERSIONS = """
            insert into article_version (id, version, item, observed_at, stored_at, record) values
            ('a1', 1, 'i1', '2026-03-05T10:02Z', '2026-03-05T10:04Z', '{"id":"a1","version":1,"title":"One","text":"first","url":"https://a.example/1","pubStatus":"usable"}'),
            ('a1', 2, 'i2', '2026-03-06T10:02Z', '2026-03-06T10:04Z', '{"id":"a1","version":2,"title":"Two","text":"second","url":"https://a.example/1","pubStatus":"usable"}')""";

    private static final String ARTICLES = """
            insert into article (id, version, url, canonical_url, site, title, text, language, published_at, observed_at,
                                 first_seen_at, pub_status, source_id, record, stored_at) values
            ('a1', 2, 'https://a.example/1', 'https://a.example/1', 'a.example', 'Two', 'second', 'en', null, '2026-03-06T10:02Z',
             '2026-03-05T10:00Z', 'usable', 's', '{"id":"a1","version":2,"title":"Two","text":"second","url":"https://a.example/1","pubStatus":"usable"}', '2026-03-06T10:04Z')""";

    private static final String OFFSETS = """
            insert into sink_offset (topic, partition, topic_id, cluster_id, epoch, next_offset, caught_up_at) values
            ('news.outcome.v1', 0, 't', 'c', 3, 12, '2026-03-06T11:00Z')""";

    private final TestDatabase server = StoreFixture.emptyStore();
    private HikariDataSource before = server.pool();

    @BeforeEach
    void fillTheOldTables() throws SQLException {
        dropDatabase();
        statement("create database before");
        before = Database.pool(server.url().replace("/postgres?", "/before?"), "postgres", "", 3);
        migrateTo("1");
        try (var connection = before.getConnection();
                var statement = connection.createStatement()) {
            for (var sql : List.of(ROWS, VERSIONS, ARTICLES, OFFSETS, "analyze")) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        if (before != server.pool()) {
            before.close();
        }
        statement("drop database if exists before");
    }

    @Test
    void keepsEveryRowAndTheLedgerBalances() throws SQLException {
        Database.migrate(before);

        var ledger = Ledger.read(before, Instant.EPOCH, Duration.ofHours(24), NOW);
        assertThat(ledger.imbalances()).isEmpty();
        assertThat(ledger.balanced()).isTrue();
        assertThat(ledger.total().came()).isEqualTo(3);
        assertThat(ledger.total().stored()).isEqualTo(2);
        assertThat(rows("select item, step, attempt, status, discovered_at from outcome order by item, at, attempt"))
                .hasSize(12)
                .startsWith(
                        "i1 schedule 0 discovered 2026-03-05 10:00:00+00",
                        "i1 schedule 1 released 2026-03-05 10:00:00+00",
                        // It had the time of another announcement.
                        "i1 fetch 1 fetched 2026-03-05 10:00:00+00")
                .endsWith("i3 schedule 1 not-fetched 2026-03-06 10:00:00+00");
        assertThat(rows("select outcome_text(item), tableoid::regclass from outcome_item order by 1"))
                .containsExactly("i1 outcome_20260305", "i2 outcome_20260306", "i3 outcome_20260306");
        assertThat(rows("select outcome_text(item) from announcement order by 1"))
                .containsExactly("i1", "i3");
        assertThat(Trace.of(before, "l1").steps()).hasSize(10);
        assertThat(ledger.total().erased()).isZero();
        assertThat(rows("select count(*) from erased_article")).containsExactly("0");
    }

    @Test
    void theViewOfArticlesHasWhatTheTableHad() throws SQLException {
        var columns = "select id, version, url, canonical_url, site, title, text, language, published_at, observed_at,"
                + " first_seen_at, pub_status, source_id, record, stored_at from article";
        var had = rows(columns);

        Database.migrate(before);

        assertThat(rows(columns)).isEqualTo(had);
        assertThat(rows("select * from article")).isEqualTo(had);
        var records = new ArrayList<String>();
        Articles.read(before, new Articles.Query(null, null, 10, false), records::add);
        assertThat(records).singleElement().asString().contains("second");
    }

    @Test
    void theSumsOfTheOldHoursCanBeRead() throws SQLException {
        Database.migrate(before);

        assertThat(LedgerSums.update(before, Duration.ofHours(24), NOW)).isEqualTo(new LedgerSums.Update.Done());

        assertThat(LedgerSums.gauge(before, Instant.EPOCH).imbalances()).isZero();
        assertThat(rows("select hour, term, number from ledger_sum order by 1, 2"))
                .containsExactly(
                        "2026-03-05 10:00:00+00 discovered 1",
                        "2026-03-05 10:00:00+00 stored 1",
                        "2026-03-06 10:00:00+00 discovered 1",
                        "2026-03-06 10:00:00+00 not-fetched 1",
                        "2026-03-06 10:00:00+00 revisits 1",
                        "2026-03-06 10:00:00+00 stored 1");
    }

    @Test
    void theViewOfOutcomesHasWhatTheTableHad() throws SQLException {
        migrateTo("3");
        try (var connection = before.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(SPECIAL_ROWS);
            connection.commit();
        }
        // Of other steps, the time of storage is not kept.
        var columns =
                "select item, step, attempt, status, reason, is_final, at, link, url, source, discovered_at, article,"
                        + " version, detail, contradicted, case step when 'store' then recorded_at end from outcome order by 1, 2, 3";
        var had = rows(columns);

        Database.migrate(before);

        assertThat(had).hasSize(24);
        assertThat(rows(columns)).isEqualTo(had);
        assertThat(rows("select outcome_text(link), url, seen from outcome_link order by url"))
                .containsExactly(
                        "l1 https://a.example/1 2026-03-06",
                        "l3 https://a.example/3 2026-03-06",
                        "0123456789abcdef0123456789abcdef https://a.example/4 2026-03-05",
                        "fünf-mit-umlaut \\000 https://a.example/5 2026-03-05");
        assertThat(Trace.of(before, "0123456789ABCDEF0123456789abcdef").steps()).hasSize(1);
        assertThat(Trace.of(before, "https://a.example/5").steps()).hasSize(2);
        assertThat(Erasable.of(before, "0000000000000000000000000000000a").articles())
                .hasSize(1);
    }

    private void migrateTo(String version) {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(before)
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    private void statement(String sql) throws SQLException {
        try (var connection = server.pool().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute(sql);
        }
    }

    private List<String> rows(String sql) throws SQLException {
        try (var connection = before.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (row.next()) {
                var columns = new ArrayList<String>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(row.getString(i)));
                }
                rows.add(String.join(" ", columns));
            }
            return rows;
        }
    }
}
