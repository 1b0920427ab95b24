package io.wireroom.store;

import static io.wireroom.testkit.Samples.item;
import static io.wireroom.testkit.Samples.outcome;
import static io.wireroom.testkit.Samples.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Item;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.testkit.Samples;
import io.wireroom.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
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

        assertThat(store.rows("select step, attempt, discovered_at = '" + Samples.TEN + "', tableoid::regclass"
                        + " from outcome order by attempt, step"))
                .containsExactly(
                        "schedule 0 t outcome_20240305", "fetch 1 t outcome_20240305", "schedule 1 t outcome_20240305");
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
        store.execute("truncate outcome, announcement");
        var after = fixture.next(Samples.OUTCOMES);
        var all = Arrays.stream(outcomes).toList();
        fixture.writeAll(java.util.stream.IntStream.range(0, all.size())
                .mapToObj(i -> record(after + i, all.get(i)))
                .toList());
        assertThat(rows()).isEqualTo(oneByOne);
    }

    private java.util.List<String> rows() {
        return store.rows("select item, step, attempt, status, reason, is_final, contradicted from outcome");
    }
}
