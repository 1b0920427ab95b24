package io.wireroom.store.query;

import static io.wireroom.testkit.Samples.TEN;
import static io.wireroom.testkit.Samples.article;
import static io.wireroom.testkit.Samples.articleId;
import static io.wireroom.testkit.Samples.item;
import static io.wireroom.testkit.Samples.outcome;
import static io.wireroom.testkit.Samples.record;
import static io.wireroom.testkit.Samples.url;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.store.StoreFixture;
import io.wireroom.store.query.LedgerSums.Update;
import io.wireroom.testkit.Samples;
import io.wireroom.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerSumsTest {

    private static final Duration DEADLINE = Duration.ofHours(24);

    private final TestDatabase store = StoreFixture.emptyStore();

    @Test
    void theSumsGiveTheSameLedgerAsTheOutcomes() throws SQLException {
        SampleStore.fill(store);
        var fromOutcomes = read(Samples.NOW);

        var update = LedgerSums.update(store.pool(), DEADLINE, Samples.NOW);
        // Were an outcome read again, this would show.
        store.execute("alter table outcome_item disable trigger ledger_outcome");
        try {
            store.execute("delete from outcome_item where item = outcome_key('"
                    + item("stored").id() + "')");
        } finally {
            store.execute("alter table outcome_item enable trigger ledger_outcome");
        }

        assertThat(update).isEqualTo(new Update.Done());
        assertThat(read(Samples.NOW)).isEqualTo(fromOutcomes);
        assertThat(LedgerSums.gauge(store.pool(), TEN).imbalances()).isZero();
        assertThat(LedgerSums.gauge(store.pool(), TEN).age()).isPresent();
    }

    @Test
    void aRowThatIsLostAfterwardsIsNamed() throws SQLException {
        for (var loss : List.of(
                "delete from outcome where step = 'fetch' and url = '" + url("stored") + "'",
                "update outcome set is_final = false where step = 'store' and url = '" + url("stored") + "'",
                "delete from article_version where id = '" + articleId("stored") + "'",
                "delete from article where id = '" + articleId("stored") + "'",
                "update article set version = 0, observed_at = observed_at - interval '1 hour' where id = '"
                        + articleId("stored") + "'")) {
            var again = StoreFixture.emptyStore();
            SampleStore.fill(again);
            LedgerSums.update(again.pool(), DEADLINE, Samples.NOW);

            again.execute(loss);

            assertThat(read(Samples.NOW.plus(DEADLINE)).imbalances())
                    .as(loss)
                    .extracting(Ledger.Imbalance::url)
                    .contains(url("stored"));
            LedgerSums.update(again.pool(), DEADLINE, Samples.NOW.plus(DEADLINE));
            assertThat(LedgerSums.gauge(again.pool(), TEN).imbalances())
                    .as(loss)
                    .isPositive();
        }
    }

    @Test
    void whatIsWrittenAfterwardsIsCounted() throws SQLException {
        var fixture = SampleStore.fill(store);
        LedgerSums.update(store.pool(), DEADLINE, Samples.NOW);

        fixture.write(
                record(fixture.next(Samples.OUTCOMES), outcome("late", Step.SCHEDULE, 0, Status.DISCOVERED, 0)),
                record(fixture.next(Samples.OUTCOMES) + 1, outcome("late", Step.SCHEDULE, 1, Status.DUPLICATE, 1)));
        var before = read(Samples.NOW);
        LedgerSums.update(store.pool(), DEADLINE, Samples.NOW);

        assertThat(before.total().duplicate()).isEqualTo(2);
        assertThat(read(Samples.NOW)).isEqualTo(before);
    }

    @Test
    void anItemInFlightBecomesOverdueWithoutAnyChange() throws SQLException {
        var fixture = new StoreFixture(store);
        fixture.write(
                record(0, outcome("slow", Step.SCHEDULE, 0, Status.DISCOVERED, 0)),
                record(1, outcome("slow", Step.SCHEDULE, 1, Status.RELEASED, 60)));
        LedgerSums.update(store.pool(), DEADLINE, Samples.NOW);
        var late = TEN.plus(DEADLINE).plusSeconds(61);

        assertThat(read(late).imbalances()).hasSize(1);
        assertThat(LedgerSums.gauge(store.pool(), TEN).imbalances()).isZero();
        LedgerSums.update(store.pool(), DEADLINE, late);
        assertThat(LedgerSums.gauge(store.pool(), TEN).imbalances()).isEqualTo(1);
        assertThat(read(late).imbalances()).hasSize(1);
    }

    @Test
    void anHourIsOpenWhileTheStoreIsAheadOfTheOutcomes() throws SQLException {
        var fixture = new StoreFixture(store);
        fixture.write(record(0, outcome("other", Step.SCHEDULE, 0, Status.DISCOVERED, 0)));
        fixture.caughtUp();
        fixture.write(record(0, article("ferry", 1), item("ferry")));
        LedgerSums.update(store.pool(), DEADLINE, Samples.NOW);

        fixture.caughtUp();

        assertThat(read(Samples.NOW).imbalances())
                .extracting(Ledger.Imbalance::url)
                .contains(url("ferry"));
        LedgerSums.update(store.pool(), DEADLINE, Samples.NOW);
        assertThat(LedgerSums.gauge(store.pool(), TEN).imbalances()).isPositive();
    }

    @Test
    void aSecondReaderLeavesItToTheFirst() throws SQLException {
        try (var other = store.pool().getConnection();
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(hashtext('wireroom ledger'))");

            assertThat(LedgerSums.update(store.pool(), DEADLINE, Samples.NOW)).isEqualTo(new Update.Elsewhere());
            other.rollback();
        }
        assertThat(LedgerSums.update(store.pool(), DEADLINE, Samples.NOW)).isEqualTo(new Update.Done());
    }

    @Test
    void aChangeDuringTheReadingIsReadTheNextTime() throws SQLException {
        var fixture = SampleStore.fill(store);
        LedgerSums.update(store.pool(), DEADLINE, Samples.NOW);
        try (var open = store.pool().getConnection();
                var statement = open.createStatement()) {
            statement.execute("delete from outcome where step = 'fetch' and url = '" + url("stored") + "'");
            fixture.write(record(fixture.next(Samples.OUTCOMES), outcome("x", Step.SCHEDULE, 0, Status.DISCOVERED, 0)));

            LedgerSums.update(store.pool(), DEADLINE, Samples.NOW);
            open.commit();
        }

        assertThat(read(Samples.NOW).imbalances()).isNotEmpty();
    }

    private Ledger read(Instant now) throws SQLException {
        return Ledger.read(store.pool(), TEN, DEADLINE, now);
    }
}
