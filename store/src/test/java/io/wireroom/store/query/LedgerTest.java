package io.wireroom.store.query;

import static io.wireroom.testkit.Samples.TEN;
import static io.wireroom.testkit.Samples.article;
import static io.wireroom.testkit.Samples.articleId;
import static io.wireroom.testkit.Samples.item;
import static io.wireroom.testkit.Samples.outcome;
import static io.wireroom.testkit.Samples.record;
import static io.wireroom.testkit.Samples.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.store.StoreFixture;
import io.wireroom.testkit.Samples;
import io.wireroom.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LedgerTest {

    private static final Duration DEADLINE = Duration.ofHours(24);

    // The last row of an item that did not reach the store: without it the item seems to be in flight.
    private static final Set<String> SEEMS_IN_FLIGHT_WITHOUT = Set.of(
            "unchanged clean 1",
            "rejected clean 1",
            "dead clean 1",
            "missing fetch 1",
            "forbidden schedule 1",
            "duplicate schedule 1",
            "waiting schedule 1",
            "revisited clean 1");

    private final TestDatabase store = StoreFixture.emptyStore();

    @Test
    void countsEveryWayThatAnItemCanGo() throws SQLException {
        SampleStore.fill(store);

        var ledger = read(Samples.NOW);

        assertThat(ledger.imbalances()).isEmpty();
        assertThat(ledger.hours())
                .containsExactly(new Ledger.Hour(
                        TEN,
                        13,
                        2,
                        7,
                        2,
                        1,
                        new TreeMap<>(Map.of("wall", 1L)),
                        new TreeMap<>(Map.of("not-found", 1L, "robots", 1L)),
                        1,
                        0,
                        1,
                        1));
        assertThat(ledger.balanced()).isTrue();
        assertThat(ledger.total().came()).isEqualTo(15).isEqualTo(ledger.total().accounted());
    }

    @Test
    void thePositionsInTopicsThatWereLeftDoNotCount() throws SQLException {
        SampleStore.fill(store);
        store.execute(
                "insert into sink_offset (topic, partition, topic_id, cluster_id, epoch, next_offset, caught_up_at,"
                        + " updated_at) values ('older.outcome.v1', 0, 'a', 'b', 1, 7, now() - interval '90 days',"
                        + " now() - interval '90 days')");

        var ledger = read(Samples.NOW);

        assertThat(ledger.imbalances()).isEmpty();
        assertThat(ledger.total().stored()).isEqualTo(7);
    }

    @Test
    void theLossOfTheStoreIsNamedWhenAllOutcomesOfAnItemAreGone() throws SQLException {
        SampleStore.fill(store);
        store.execute("delete from outcome where url = '" + url("stored") + "'");

        assertThat(named(read(Samples.NOW))).containsExactly(url("stored"));
    }

    @TestFactory
    Stream<DynamicTest> theLossOfAnySingleOutcomeIsNamed() {
        SampleStore.fill(store);
        return store.rows("select substr(url, 25), step, attempt from outcome order by 1, 2, 3").stream()
                .map(row -> dynamicTest(row, () -> {
                    var parts = List.of(row.split(" ", -1));
                    var page = parts.get(0);
                    var again = StoreFixture.emptyStore();
                    SampleStore.fill(again);

                    var deleted = again.execute("delete from outcome where url = '%s' and step = '%s' and attempt = %s"
                            .formatted(url(page), parts.get(1), parts.get(2)));

                    assertThat(deleted).isEqualTo(1);
                    assertThat(named(read(Samples.NOW)).contains(url(page)))
                            .isEqualTo(!SEEMS_IN_FLIGHT_WITHOUT.contains(row));
                    assertThat(named(read(Samples.NOW.plus(DEADLINE)))).contains(url(page));
                }));
    }

    @TestFactory
    Stream<DynamicTest> theLossOfAnyStoredRowIsNamedAtOnce() {
        return Stream.of("article", "article_version")
                .flatMap(table -> Stream.of("stored", "failed-first", "moved", "returned", "replayed")
                        .map(page -> dynamicTest(table + ' ' + page, () -> {
                            var again = StoreFixture.emptyStore();
                            SampleStore.fill(again);

                            again.execute("delete from %s where id = '%s'".formatted(table, articleId(page)));

                            var ledger = read(Samples.NOW);
                            assertThat(ledger.balanced()).isFalse();
                            assertThat(named(ledger)).containsExactly(url(page));
                        })));
    }

    @Test
    void anArticleThatFellBehindItsVersionsIsNamed() throws SQLException {
        SampleStore.fill(store);
        store.execute("update article set version = 0, observed_at = observed_at - interval '1 hour' where id = '"
                + articleId("stored") + "'");

        assertThat(read(Samples.NOW).imbalances())
                .containsExactly(new Ledger.Imbalance(
                        item("stored").id(),
                        url("stored"),
                        "article " + articleId("stored") + " stands at version 0, but version 1 is newer"));
    }

    @Test
    void anItemWithTwoEndsIsNamed() throws SQLException {
        var fixture = SampleStore.fill(store);
        fixture.write(record(fixture.next(Samples.OUTCOMES), outcome("stored", Step.CLEAN, 1, Status.UNCHANGED, 9)));

        var ledger = read(Samples.NOW);

        assertThat(ledger.imbalances())
                .containsExactly(new Ledger.Imbalance(item("stored").id(), url("stored"), "has 2 ends"));
    }

    @Test
    void twoDifferentEndsForOneAttemptAreNamed() throws SQLException {
        var fixture = SampleStore.fill(store);
        fixture.write(record(
                fixture.next(Samples.OUTCOMES), outcome("unchanged", Step.CLEAN, 1, Status.REJECTED, "wall", 9)));

        assertThat(read(Samples.NOW).imbalances())
                .containsExactly(new Ledger.Imbalance(
                        item("unchanged").id(), url("unchanged"), "two different ends were reported for one attempt"));
    }

    @Test
    void anItemUnderWayIsNamedOnlyAfterTheDeadline() throws SQLException {
        var fixture = new StoreFixture(store);
        fixture.write(
                record(0, outcome("slow", Step.SCHEDULE, 0, Status.DISCOVERED, 0)),
                record(1, outcome("slow", Step.SCHEDULE, 1, Status.RELEASED, 60)));

        assertThat(read(TEN.plus(DEADLINE)).balanced()).isTrue();
        assertThat(read(TEN.plus(DEADLINE).plusSeconds(61)).imbalances())
                .containsExactly(new Ledger.Imbalance(
                        item("slow").id(),
                        url("slow"),
                        "has no end, and the last that is known is of 2024-03-05T10:01:00Z"));
    }

    @Test
    void aStoredItemWhoseOutcomesAreStillToBeReadIsNotCountedYet() throws SQLException {
        var fixture = new StoreFixture(store);
        var ferry = record(0, article("ferry", 1), item("ferry"));
        fixture.write(record(0, outcome("other", Step.SCHEDULE, 0, Status.DISCOVERED, 0)));
        fixture.caughtUp();
        fixture.write(ferry);

        var ahead = read(Samples.NOW);
        fixture.caughtUp();
        var read = read(Samples.NOW);

        assertThat(ahead.balanced()).isTrue();
        assertThat(ahead.total().stored()).isZero();
        assertThat(named(read)).contains(url("ferry"));
    }

    @Test
    void onlyItemsOfTheWindowAreCounted() throws SQLException {
        SampleStore.fill(store);

        var later = Ledger.read(store.pool(), TEN.plusSeconds(1), DEADLINE, Samples.NOW);

        assertThat(later.hours()).isEmpty();
        assertThat(later.balanced()).isTrue();
    }

    private Ledger read(Instant now) throws SQLException {
        return Ledger.read(store.pool(), TEN.minusSeconds(3_600), DEADLINE, now);
    }

    private static Set<String> named(Ledger ledger) {
        var urls = new ArrayList<String>();
        ledger.imbalances().forEach(imbalance -> urls.add(imbalance.url()));
        return Set.copyOf(urls);
    }
}
