package io.wireroom.store;

import static io.wireroom.testkit.Samples.articleId;
import static io.wireroom.testkit.Samples.item;
import static io.wireroom.testkit.Samples.outcome;
import static io.wireroom.testkit.Samples.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wireroom.contract.Item;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.testkit.Samples;
import io.wireroom.testkit.TestDatabase;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OutcomeTableTest {

    private final TestDatabase store = StoreFixture.emptyStore();
    private final StoreFixture fixture = new StoreFixture(store);

    @Test
    void theFirstWordOnHowAnItemCameToBeStays() {
        var first = outcome("ferry", Step.SCHEDULE, 0, Status.DISCOVERED, 0);
        var again = new Outcome(
                first.item(),
                Step.SCHEDULE,
                0,
                Status.DISCOVERED,
                null,
                false,
                first.at().plusSeconds(9),
                first.link(),
                first.url(),
                first.source(),
                Samples.TEN.plusSeconds(9),
                null,
                null,
                null);

        write(first, again);

        assertThat(store.rows("select discovered_at = '" + Samples.TEN + "' from outcome"))
                .containsExactly("t");
    }

    @Test
    void aLaterWordTakesThePlaceOfOneThatIsNoEnd() {
        write(
                outcome("ferry", Step.SCHEDULE, 1, Status.WAITING, 1),
                outcome("ferry", Step.SCHEDULE, 1, Status.RELEASED, 2),
                outcome("ferry", Step.SCHEDULE, 1, Status.RETURNED, 3),
                outcome("ferry", Step.SCHEDULE, 1, Status.RELEASED, 4),
                outcome("ferry", Step.SCHEDULE, 1, Status.WAITING, 1));

        assertThat(rows()).containsExactly(item("ferry").id() + " schedule 1 released - f f");
    }

    @Test
    void anEndTakesThePlaceOfOneThatIsNone() {
        write(
                outcome("ferry", Step.SCHEDULE, 1, Status.RELEASED, 5),
                outcome("ferry", Step.SCHEDULE, 1, Status.NOT_FETCHED, "crash", 4));

        assertThat(rows()).containsExactly(item("ferry").id() + " schedule 1 not-fetched crash t f");
    }

    @Test
    void anEndStaysWhateverIsReportedAfterIt() {
        write(
                outcome("ferry", Step.FETCH, 1, Status.NOT_FETCHED, "gone", 4),
                outcome("ferry", Step.FETCH, 1, Status.FAILED, "timeout", 9));

        assertThat(rows()).containsExactly(item("ferry").id() + " fetch 1 not-fetched gone t f");
    }

    @Test
    void twoDifferentEndsForOneAttemptAreMarked() {
        write(
                outcome("ferry", Step.CLEAN, 1, Status.UNCHANGED, 4),
                outcome("ferry", Step.CLEAN, 1, Status.REJECTED, "wall", 9));

        assertThat(rows()).containsExactly(item("ferry").id() + " clean 1 unchanged - t t");
    }

    @Test
    void theSameEndAtAnotherTimeIsNoContradiction() {
        write(
                outcome("ferry", Step.CLEAN, 1, Status.REJECTED, "wall", 4),
                outcome("ferry", Step.CLEAN, 1, Status.REJECTED, "wall", 9));

        assertThat(rows()).containsExactly(item("ferry").id() + " clean 1 rejected wall t f");
    }

    @Test
    void anItemThatIsAnnouncedAgainOnAnotherDayStaysOnItsFirst() {
        var weekLater = Samples.TEN.plus(Duration.ofDays(7));
        fixture.write(
                record(0, outcome("ferry", Step.SCHEDULE, 0, Status.DISCOVERED, 0)),
                record(1, outcome("ferry", Step.SCHEDULE, 1, Status.RELEASED, 2)));

        fixture.write(
                record(2, at("ferry", weekLater, Step.SCHEDULE, 0, Status.DISCOVERED)),
                record(3, at("ferry", weekLater, Step.FETCH, 1, Status.FETCHED)));

        assertThat(store.rows("select step, attempt, discovered_at = '" + Samples.TEN + "'"
                        + " from outcome order by attempt, step"))
                .containsExactly("schedule 0 t", "fetch 1 t", "schedule 1 t");
        assertThat(store.rows("select tableoid::regclass from outcome_item")).containsExactly("outcome_20240305");
    }

    @Test
    void theRowOfAnItemHoldsWhatItsOutcomesState() {
        fixture.write(
                record(0, outcome("ferry", Step.SCHEDULE, 0, Status.DISCOVERED, 0)),
                record(1, outcome("ferry", Step.SCHEDULE, 1, Status.RELEASED, 1)),
                record(2, outcome("ferry", Step.FETCH, 1, Status.FAILED, "timeout", 2)));
        fixture.write(
                record(3, outcome("ferry", Step.FETCH, 2, Status.FETCHED, 9)),
                record(4, outcome("ferry", Step.CLEAN, 2, Status.PUBLISHED, 10).about(articleId("ferry"), 3)));

        assertThat(store.rows("select steps, attempts, version, article, notes from outcome_item"))
                .containsExactly("adnsrnfxxffncpa {0,1,1,2,2} 3 - {\"3\": {\"reason\": \"timeout\"}}");
        assertThat(store.rows("select step, attempt, status, reason, article, version from outcome order by at"))
                .containsExactly(
                        "schedule 0 discovered - - -",
                        "schedule 1 released - - -",
                        "fetch 1 failed timeout - -",
                        "fetch 2 fetched - - -",
                        "clean 2 published - " + articleId("ferry") + " 3");
        assertThat(store.rows("select count(*) from outcome_link")).containsExactly("1");
    }

    @Test
    void theViewCanBeChangedByHand() {
        fixture.write(
                record(0, outcome("ferry", Step.SCHEDULE, 0, Status.DISCOVERED, 0)),
                record(1, outcome("ferry", Step.SCHEDULE, 1, Status.RELEASED, 1)),
                record(2, outcome("ferry", Step.CLEAN, 1, Status.REJECTED, "wall", 2)));
        var before = store.rows("select * from outcome order by at");
        store.execute("create table kept as select * from outcome");
        try {
            store.execute("delete from outcome where step = 'schedule'");
            var left = rows();
            store.execute("update outcome set reason = null, is_final = false where step = 'clean'");
            var changed = rows();
            store.execute("delete from outcome");
            assertThat(store.rows("select count(*) from outcome_item")).containsExactly("0");
            store.execute("insert into outcome select * from kept");

            assertThat(left).containsExactly(item("ferry").id() + " clean 1 rejected wall t f");
            assertThat(changed).containsExactly(item("ferry").id() + " clean 1 rejected - f f");
            assertThat(store.rows("select * from outcome order by at")).isEqualTo(before);
            assertThatThrownBy(() -> store.execute("insert into outcome select * from kept"))
                    .hasStackTraceContaining("has an outcome of this step and attempt already");
        } finally {
            store.execute("drop table kept");
        }
    }

    @Test
    void twoWritersOfANewItemAddToOneRow() throws Exception {
        var begun = List.of(outcome("ferry", Step.SCHEDULE, 1, Status.RELEASED, 1));
        var fetched = List.of(outcome("ferry", Step.FETCH, 1, Status.FETCHED, 2));
        try (var first = store.pool().getConnection();
                var second = store.pool().getConnection()) {
            new OutcomeTable().write(first, begun, FirstDiscoveries.of(first, List.of(), begun));
            var waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    var written =
                            new OutcomeTable().write(second, fetched, FirstDiscoveries.of(second, List.of(), fetched));
                    second.commit();
                    return written;
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            while (!waiting.isDone()
                    && store.rows("select from pg_locks where not granted").isEmpty()) {
                Thread.onSpinWait();
            }
            first.commit();

            assertThat(waiting.get()).isEqualTo(new OutcomeTable.Written(1, 0));
        }
        assertThat(rows())
                .containsExactlyInAnyOrder(
                        item("ferry").id() + " schedule 1 released - f f",
                        item("ferry").id() + " fetch 1 fetched - f f");
    }

    @Test
    void aRowThatAnotherWriterAddsMeanwhileKeepsWhatItIsGivenMeanwhile() throws Exception {
        var stored = List.of(outcome("ferry", Step.STORE, 1, Status.STORED, 4));
        try (var ours = store.pool().getConnection()) {
            var watched = watching(
                    ours,
                    // After the rows were locked that there were, and after they were read.
                    () -> commit(outcome("ferry", Step.FETCH, 1, Status.FETCHED, 2)),
                    () -> commit(outcome("ferry", Step.CLEAN, 1, Status.PUBLISHED, 3)));
            new OutcomeTable().write(watched, stored, FirstDiscoveries.of(ours, List.of(), stored));
            ours.commit();
        }

        assertThat(rows())
                .containsExactlyInAnyOrder(
                        item("ferry").id() + " fetch 1 fetched - f f",
                        item("ferry").id() + " clean 1 published - f f",
                        item("ferry").id() + " store 1 stored - t f");
    }

    private void commit(Outcome outcome) {
        try (var connection = store.pool().getConnection()) {
            new OutcomeTable()
                    .write(connection, List.of(outcome), FirstDiscoveries.of(connection, List.of(), List.of(outcome)));
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection on which others do something before the rows are read, and before anything is written. */
    private static Connection watching(Connection connection, Runnable beforeReading, Runnable beforeWriting) {
        var left = new ArrayDeque<>(List.of(beforeReading, beforeWriting));
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        var sql = String.valueOf(arguments[0]).strip();
                        if (sql.startsWith("select o.*") && left.size() == 2) {
                            left.removeFirst().run();
                        }
                        while (sql.startsWith("insert into outcome_link") && !left.isEmpty()) {
                            left.removeFirst().run();
                        }
                    }
                    return method.invoke(connection, arguments);
                });
    }

    /** An outcome of a page's item whose announcement was read at this time. */
    static Outcome at(String page, Instant discoveredAt, Step step, int attempt, Status status) {
        var item = item(page);
        return Outcome.of(
                new Item(item.id(), item.link(), item.url(), item.source(), discoveredAt, 0, null),
                step,
                attempt,
                status,
                null,
                discoveredAt);
    }

    // All at once, then one by one: both must give the same rows.
    private void write(Outcome... outcomes) {
        var next = fixture.next(Samples.OUTCOMES);
        for (int i = 0; i < outcomes.length; i++) {
            fixture.write(record(next + i, outcomes[i]));
        }
        var oneByOne = rows();
        store.execute("truncate outcome_item, announcement");
        var after = fixture.next(Samples.OUTCOMES);
        var all = Arrays.stream(outcomes).toList();
        fixture.writeAll(java.util.stream.IntStream.range(0, all.size())
                .mapToObj(i -> record(after + i, all.get(i)))
                .toList());
        assertThat(rows()).isEqualTo(oneByOne);
    }

    private List<String> rows() {
        return store.rows("select item, step, attempt, status, reason, is_final, contradicted from outcome");
    }
}
