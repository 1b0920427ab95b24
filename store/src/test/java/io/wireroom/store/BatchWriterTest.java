package io.wireroom.store;

import static io.wireroom.testkit.Samples.ARTICLES;
import static io.wireroom.testkit.Samples.OUTCOMES;
import static io.wireroom.testkit.Samples.TOPICS;
import static io.wireroom.testkit.Samples.article;
import static io.wireroom.testkit.Samples.articleId;
import static io.wireroom.testkit.Samples.item;
import static io.wireroom.testkit.Samples.json;
import static io.wireroom.testkit.Samples.outcome;
import static io.wireroom.testkit.Samples.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wireroom.contract.Article;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.store.BatchWriter.Result;
import io.wireroom.testkit.Samples;
import io.wireroom.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class BatchWriterTest {

    private static final String ALL_OUTCOMES =
            "select item, step, attempt, status, is_final, contradicted from outcome";

    private final TestDatabase store = StoreFixture.emptyStore();
    private final StoreFixture fixture = new StoreFixture(store);

    @Test
    void writesRowOwnOutcomeAndOffsetTogether() {
        var result = fixture.write(record(0, article("ferry", 1), item("ferry")));

        assertThat(result).isEqualTo(new Result.Written());
        assertThat(store.rows(
                        "select id, version, url, title, source_id, pub_status, record->>'contentHash' from article"))
                .containsExactly(articleId("ferry")
                        + " 1 https://gazette.example/ferry Ferry ferry returns gazette usable v1:ferry1");
        assertThat(store.rows("select id, version, item from article_version"))
                .containsExactly(articleId("ferry") + " 1 " + item("ferry").id());
        assertThat(store.rows("select item, step, attempt, status, is_final, url, article, version from outcome"))
                .containsExactly(item("ferry").id() + " store 1 stored t https://gazette.example/ferry "
                        + articleId("ferry") + " 1");
        assertThat(store.rows("select topic, epoch, next_offset from sink_offset where next_offset > 0"))
                .containsExactly(ARTICLES.topic() + " 1 1");
    }

    @Test
    void redeliveryChangesNothing() {
        var records = List.of(
                record(0, article("ferry", 1), item("ferry")),
                record(1, article("ferry", 2), item("ferry"), 2),
                record(0, outcome("ferry", Step.SCHEDULE, 0, Status.DISCOVERED, 0)),
                record(1, outcome("ferry", Step.SCHEDULE, 1, Status.WAITING, 1)),
                record(2, outcome("ferry", Step.SCHEDULE, 1, Status.RELEASED, 2)),
                record(3, outcome("ferry", Step.CLEAN, 1, Status.PUBLISHED, 3)));
        fixture.writeAll(records);
        var before = everything();

        store.execute("update sink_offset set next_offset = 0");
        fixture.claimAll();
        var result = fixture.writeAll(records);

        assertThat(result).isEqualTo(new Result.Written());
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void anOlderVersionDoesNotOverwriteANewerOne() {
        fixture.write(record(0, article("ferry", 2), item("ferry"), 2));

        fixture.write(record(1, article("ferry", 1), item("ferry")));

        assertThat(store.rows("select version, text from article"))
                .containsExactly("2 The ferry came back at noon, edition 2");
        assertThat(store.rows("select version from article_version order by version"))
                .containsExactly("1", "2");
    }

    @Test
    void anArticleThatWasForgottenMeanwhileGoesOnWithTheNextNumber() {
        var records = List.of(
                record(0, article("ferry", 1), item("ferry")),
                record(1, article("ferry", 2), item("ferry"), 2),
                record(2, later(article("ferry", 1), "A second life"), item("ferry"), 3),
                record(3, later(article("ferry", 2), "And its second version"), item("ferry"), 4));
        fixture.writeAll(records);

        assertThat(store.rows(
                        "select version, record->>'version', record->>'title' from article_version order by version"))
                .containsExactly(
                        "1 1 Ferry ferry returns",
                        "2 2 Ferry ferry returns",
                        "3 3 A second life",
                        "4 4 And its second version");
        assertThat(store.rows("select version, title, record->>'version' from article"))
                .containsExactly("4 And its second version 4");
        assertThat(store.rows("select attempt, version from outcome order by attempt"))
                .containsExactly("1 1", "2 2", "3 3", "4 4");
        var before = everything();
        store.execute("update sink_offset set next_offset = 0");
        fixture.claimAll();
        fixture.writeAll(records);
        assertThat(everything()).isEqualTo(before);
    }

    /** The same number again, of a page that was fetched 150 days later. */
    private static Article later(Article article, String title) {
        var days = Duration.ofDays(150);
        return Article.builder()
                .id(article.id())
                .version(article.version())
                .url(article.url())
                .source(article.source())
                .title(title)
                .text(article.text())
                .blocks(article.blocks())
                .firstSeenAt(article.firstSeenAt().plus(days))
                .observedAt(article.observedAt().plus(days))
                .access(article.access())
                .contentHash(article.contentHash())
                .extraction(article.extraction())
                .provenance(article.provenance())
                .build();
    }

    @Test
    void aReplayHealsAnArticleRowThatWasLost() {
        fixture.write(record(0, article("ferry", 1), item("ferry")));
        store.execute("delete from article");

        fixture.write(record(1, article("ferry", 1), item("ferry")));

        assertThat(store.rows("select version from article")).containsExactly("1");
    }

    @Test
    void aWriterWhoseClaimWasTakenWritesNothing() {
        var ghost = fixture;
        var owner = new StoreFixture(store);

        var late = ghost.write(record(0, article("ghost", 1), item("ghost")));
        var own = owner.write(record(0, article("ferry", 1), item("ferry")));

        assertThat(late).isEqualTo(new Result.Fenced(Set.of(ARTICLES)));
        assertThat(own).isEqualTo(new Result.Written());
        assertThat(store.rows("select id from article_version"))
                .containsExactly(articleId("ferry").value());
        assertThat(store.rows("select distinct item from outcome"))
                .containsExactly(item("ferry").id().value());
    }

    @Test
    void aRecordThatTheDatabaseDoesNotTakeIsFoundAndSetAside() {
        var records = new java.util.ArrayList<ConsumerRecord<String, byte[]>>();
        for (int i = 0; i < 9; i++) {
            records.add(record(i, article("page-" + i, 1), item("page-" + i)));
        }
        records.set(6, withHugeNumber(records.get(6)));

        var result = fixture.writeAll(records);

        assertThat(result).isEqualTo(new Result.Written());
        assertThat(store.rows("select count(*) from article_version")).containsExactly("8");
        assertThat(store.rows("select item, status, reason from outcome where status <> 'stored'"))
                .containsExactly(item("page-6").id() + " dead-lettered poison");
        assertThat(fixture.next(ARTICLES)).isEqualTo(9);
        assertThat(fixture.letters).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isEqualTo(TOPICS.sinkDeadLetter().name());
            assertThat(letter.value()).isEqualTo(records.get(6).value());
            assertThat(RecordHeaders.text(letter.headers(), RecordHeaders.STREAMS_ERRORS + "offset"))
                    .contains("6");
            assertThat(RecordHeaders.text(letter.headers(), RecordHeaders.ERROR_STAGE))
                    .contains("sink");
        });
    }

    @Test
    void unreadableRecordsGoToTheDeadLettersAndEndTheirItemIfItIsKnown() {
        var noHeader = record(ARTICLES, 0, "key", TOPICS.article().codec().encode(article("ferry", 1)));
        var badHeader = record(1, article("ferry", 1), item("ferry"));
        badHeader.headers().remove(RecordHeaders.ITEM);
        RecordHeaders.add(badHeader.headers(), RecordHeaders.ITEM, "{\"id\":");
        var badValue = record(ARTICLES, 2, "key", "{\"id\":1".getBytes(StandardCharsets.UTF_8));
        RecordHeaders.add(badValue.headers(), RecordHeaders.ITEM, json(item("crane")));
        RecordHeaders.add(badValue.headers(), RecordHeaders.ATTEMPT, "3");
        var badOutcome = record(OUTCOMES, 0, "key", "[]".getBytes(StandardCharsets.UTF_8));

        fixture.write(noHeader, badHeader, badValue, badOutcome);

        assertThat(fixture.letters).hasSize(4);
        assertThat(store.rows(ALL_OUTCOMES)).containsExactly(item("crane").id() + " store 3 dead-lettered t f");
        assertThat(store.rows("select count(*) from article")).containsExactly("0");
    }

    @Test
    @SuppressWarnings("NullAway") // a tombstone has no value
    void aTombstoneIsPassedOver() {
        fixture.write(record(ARTICLES, 4, "key", null));

        assertThat(fixture.letters).isEmpty();
        assertThat(fixture.next(ARTICLES)).isEqualTo(5);
    }

    @Test
    void aStoredVersionTakesThePlaceOfItsDeadLetter() {
        var broken = withHugeNumber(record(0, article("ferry", 1), item("ferry")));
        fixture.write(broken);

        fixture.write(record(1, article("ferry", 1), item("ferry")));
        fixture.write(withHugeNumber(record(2, article("ferry", 1), item("ferry"))));

        assertThat(store.rows(ALL_OUTCOMES)).containsExactly(item("ferry").id() + " store 1 stored t f");
    }

    @Test
    void nulAndLoneSurrogatesAreTakenOutOfTextAndJson() {
        var text = "before\0after \uD83D alone, \uD83D\uDEA2 whole";
        var record = record(0, article("ferry", 1, "Ti\0tle", text), item("ferry"));

        fixture.write(
                record,
                record(0, outcome("ferry", Step.SCHEDULE, 1, Status.WAITING, 1).withDetail("a\0b\uDC00")));

        var clean = "beforeafter \uFFFD alone, \uD83D\uDEA2 whole";
        assertThat(fixture.letters).isEmpty();
        assertThat(store.rows("select title, text, record->>'title', record->>'text' from article"))
                .containsExactly("Title " + clean + " Title " + clean);
        assertThat(store.rows("select record->>'title' from article_version")).containsExactly("Title");
        assertThat(store.rows("select detail from outcome where step = 'schedule'"))
                .containsExactly("ab\uFFFD");
    }

    @Test
    void fieldsOfANewerWriterStayInTheRecord() {
        var json = new String(TOPICS.article().codec().encode(article("ferry", 1)), StandardCharsets.UTF_8);
        var newer = json.replaceFirst("\\{", "{\"mood\":\"calm\\\\u0000\",");
        var plain = record(0, article("ferry", 1), item("ferry"));
        var record = record(ARTICLES, 0, plain.key(), newer.getBytes(StandardCharsets.UTF_8));
        plain.headers().forEach(record.headers()::add);

        fixture.write(record);

        assertThat(store.rows("select record->>'mood' from article")).containsExactly("calm");
    }

    @Test
    void deadLettersAreAcknowledgedBeforeTheCommitOrNothingIsWritten() {
        var writer = new BatchWriter(
                store.pool(),
                TOPICS,
                letters -> {
                    throw new TimeoutException("the broker is away");
                },
                InstantSource.fixed(Samples.NOW),
                counts -> {});

        var result = writer.write(
                List.of(
                        record(0, article("ferry", 1), item("ferry")),
                        record(OUTCOMES, 0, "key", "[]".getBytes(StandardCharsets.UTF_8))),
                fixture.claims);

        assertThat(result).isInstanceOf(Result.Away.class);
        assertThat(store.rows("select count(*) from article")).containsExactly("0");
        assertThat(fixture.next(ARTICLES)).isZero();
    }

    @Test
    void anErrorOfThisProgramStopsTheWriterAndSetsNoRecordAside() {
        var writer = new BatchWriter(
                store.pool(), TOPICS, fixture.letters::addAll, InstantSource.fixed(Samples.NOW), counts -> {
                    throw new IllegalStateException("a fault");
                });
        var records =
                List.of(record(0, article("ferry", 1), item("ferry")), record(1, article("mill", 1), item("mill")));

        assertThatThrownBy(() -> writer.write(records, fixture.claims))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(ARTICLES + " from offset 0 to 1")
                .hasMessageContaining("a fault");

        assertThat(fixture.letters).isEmpty();
    }

    @Test
    void aTimeThatTheDatabaseCannotHoldSetsOnlyItsRecordAside() {
        var good = outcome("ferry", Step.SCHEDULE, 0, Status.DISCOVERED, 0);
        var bad = Outcome.of(item("mill"), Step.SCHEDULE, 1, Status.RELEASED, null, Instant.MAX);

        fixture.write(record(0, good), record(1, bad));

        assertThat(fixture.letters).hasSize(1);
        assertThat(store.rows("select item from outcome"))
                .containsExactly(good.item().value());
        assertThat(fixture.next(OUTCOMES)).isEqualTo(2);
    }

    @Test
    void aBatchThatMetADeadlockIsWrittenWhenTriedAgain() {
        var failures = new AtomicInteger(1);
        var flaky = new FailingDataSource(store.pool(), () -> {
            if (failures.getAndDecrement() > 0) {
                throw new SQLException("deadlock detected", "40P01");
            }
        });
        var writer =
                new BatchWriter(flaky, TOPICS, fixture.letters::addAll, InstantSource.fixed(Samples.NOW), counts -> {});
        var records = List.of(record(0, article("ferry", 1), item("ferry")));

        var first = writer.write(records, fixture.claims);
        var second = writer.write(records, fixture.claims);

        assertThat(first).isInstanceOf(Result.Away.class);
        assertThat(second).isEqualTo(new Result.Written());
        assertThat(fixture.letters).isEmpty();
        assertThat(store.rows("select count(*) from article_version")).containsExactly("1");
    }

    @Test
    void aRecordThatExhaustsTheDatabaseHoldsUpNoOtherAndIsSetAsideInTheEnd() {
        store.execute("""
                create function exhausted() returns trigger language plpgsql as $$ begin
                  raise exception 'canceling statement due to statement timeout' using errcode = '57014';
                end $$""");
        store.execute("create trigger exhausted before insert on article_version for each row"
                + " when (new.record ->> 'title' = 'Ferry ferry returns') execute function exhausted()");
        try {
            var records = List.of(
                    record(0, article("mill", 1), item("mill")),
                    record(1, article("ferry", 1), item("ferry")),
                    record(2, article("quay", 1), item("quay")));

            var first = fixture.writer.write(records, fixture.claims);
            var stored = store.rows("select record ->> 'title' from article_version order by 1");
            var tries = 1;
            while (!(fixture.writer.write(records, fixture.claims) instanceof Result.Written)) {
                tries++;
            }

            assertThat(first).isInstanceOf(Result.Away.class);
            assertThat(stored).containsExactly("Ferry mill returns");
            assertThat(tries).isEqualTo(9);
            assertThat(fixture.letters).hasSize(1);
            assertThat(store.rows("select record ->> 'title' from article_version order by 1"))
                    .containsExactly("Ferry mill returns", "Ferry quay returns");
        } finally {
            store.execute("drop function exhausted cascade");
        }
    }

    @Test
    void aCommitWhoseAnswerWasLostIsNotWrittenTwice() {
        var record = record(0, article("ferry", 1), item("ferry"));
        var before = new HashMap<>(fixture.claims);
        fixture.write(record);

        var again = fixture.writer.write(List.of(record), before);

        assertThat(again).isEqualTo(new Result.Fenced(Set.of(ARTICLES)));
        assertThat(store.rows("select next_offset from sink_offset where topic = '" + ARTICLES.topic() + "'"))
                .containsExactly("1");
    }

    private static ConsumerRecord<String, byte[]> withHugeNumber(ConsumerRecord<String, byte[]> record) {
        var json = new String(record.value(), StandardCharsets.UTF_8);
        // Valid JSON, and beyond what numeric can hold: SQLSTATE 22003.
        var value = json.replaceFirst("\\{", "{\"weight\":1e999999,").getBytes(StandardCharsets.UTF_8);
        var huge = record(ARTICLES, record.offset(), record.key(), value);
        record.headers().forEach(huge.headers()::add);
        return huge;
    }

    private List<List<String>> everything() {
        return List.of(
                store.rows("select * from article order by id"),
                store.rows("select * from article_version order by id, version"),
                store.rows("select * from outcome order by item, step, attempt"),
                store.rows("select * from article_search_todo order by id, version"));
    }

    /** Runs a check before every connection that it hands out. */
    private record FailingDataSource(javax.sql.DataSource behind, Check check) implements javax.sql.DataSource {

        interface Check {
            void run() throws SQLException;
        }

        @Override
        public Connection getConnection() throws SQLException {
            check.run();
            return behind.getConnection();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        @Override
        public java.io.PrintWriter getLogWriter() throws SQLException {
            return behind.getLogWriter();
        }

        @Override
        public void setLogWriter(java.io.PrintWriter out) throws SQLException {
            behind.setLogWriter(out);
        }

        @Override
        public void setLoginTimeout(int seconds) throws SQLException {
            behind.setLoginTimeout(seconds);
        }

        @Override
        public int getLoginTimeout() throws SQLException {
            return behind.getLoginTimeout();
        }

        @Override
        public java.util.logging.Logger getParentLogger() throws java.sql.SQLFeatureNotSupportedException {
            return behind.getParentLogger();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            return behind.unwrap(type);
        }

        @Override
        public boolean isWrapperFor(Class<?> type) throws SQLException {
            return behind.isWrapperFor(type);
        }
    }
}
