package io.wireroom.store;

import static io.wireroom.testkit.Samples.ARTICLES;
import static io.wireroom.testkit.Samples.OUTCOMES;
import static io.wireroom.testkit.Samples.TEN;
import static io.wireroom.testkit.Samples.article;
import static io.wireroom.testkit.Samples.articleId;
import static io.wireroom.testkit.Samples.item;
import static io.wireroom.testkit.Samples.outcome;
import static io.wireroom.testkit.Samples.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.store.Pruning.Removed;
import io.wireroom.store.query.Ledger;
import io.wireroom.store.query.LedgerSums;
import io.wireroom.testkit.Samples;
import io.wireroom.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PruningTest {

    private static final Duration DEADLINE = Duration.ofHours(24);
    private static final Retention MONTH = new Retention(Duration.ofDays(30), null, null);
    private static final Instant FORTY_DAYS_LATER = TEN.plus(Duration.ofDays(40));

    private final TestDatabase store = StoreFixture.emptyStore();
    private final StoreFixture fixture = new StoreFixture(store);

    @Test
    void aDayIsDroppedAfterItsRetentionAndItsLedgerStillAnswers() throws SQLException {
        fillDay();
        var before = Ledger.read(store.pool(), TEN, DEADLINE, Samples.NOW);
        LedgerSums.update(store.pool(), DEADLINE, Samples.NOW);

        var early = Pruning.prune(store.pool(), MONTH, TEN.plus(Duration.ofDays(30)));
        var removed = Pruning.prune(store.pool(), MONTH, FORTY_DAYS_LATER);

        assertThat(early).isEqualTo(new Removed(0, 0, 0));
        assertThat(removed).isEqualTo(new Removed(1, 0, 0));
        assertThat(store.rows("select to_regclass('outcome_20240305')")).containsExactly("-");
        assertThat(store.rows("select count(*) from outcome_link")).containsExactly("0");
        var after = Ledger.read(store.pool(), TEN, DEADLINE, FORTY_DAYS_LATER);
        assertThat(after.hours()).isEqualTo(before.hours());
        assertThat(after.balanced()).isTrue();
        assertThat(store.rows("select count(*) from article_version")).containsExactly("1");
    }

    @Test
    void aDayWhoseLedgerWasNotReadStays() throws SQLException {
        fillDay();

        assertThat(Pruning.prune(store.pool(), MONTH, FORTY_DAYS_LATER)).isEqualTo(new Removed(0, 0, 0));
        assertThat(store.rows("select count(*) from outcome")).containsExactly("5");
    }

    @Test
    void whatComesForADroppedDayIsLeftOutAndCounted() throws SQLException {
        fillDay();
        LedgerSums.update(store.pool(), DEADLINE, Samples.NOW);
        Pruning.prune(store.pool(), MONTH, FORTY_DAYS_LATER);

        // This writer knows the partition from before.
        fixture.write(record(fixture.next(OUTCOMES), outcome("stored", Step.CLEAN, 2, Status.UNCHANGED, 9)));

        assertThat(fixture.letters).isEmpty();
        assertThat(store.rows("select count(*) from outcome")).containsExactly("0");
        assertThat(fixture.expired.get()).isEqualTo(1);
    }

    @Test
    void anItemOfADroppedDayThatIsAnnouncedAgainIsNoNewItem() throws SQLException {
        fillDay();
        LedgerSums.update(store.pool(), DEADLINE, Samples.NOW);
        Pruning.prune(store.pool(), MONTH, FORTY_DAYS_LATER);

        fixture.write(record(
                fixture.next(OUTCOMES),
                OutcomeTableTest.at("stored", FORTY_DAYS_LATER, Step.SCHEDULE, 0, Status.DISCOVERED)));

        assertThat(store.rows("select count(*) from outcome")).containsExactly("0");
        assertThat(Ledger.read(store.pool(), FORTY_DAYS_LATER, Duration.ZERO, FORTY_DAYS_LATER.plus(DEADLINE))
                        .imbalances())
                .isEmpty();
    }

    @Test
    void supersededVersionsAndOldArticlesGoTheNewestStays() throws SQLException {
        fixture.write(
                record(0, article("ferry", 1), item("ferry")),
                record(1, article("ferry", 2), item("ferry"), 2),
                record(2, article("mill", 1), item("mill")));
        new SearchIndexer(store.pool()).indexSome();
        store.execute("update article_version set stored_at = observed_at");
        var month = Duration.ofDays(30);

        var versions = Pruning.prune(store.pool(), new Retention(month, month, null), FORTY_DAYS_LATER);
        var left = store.rows("select id, version from article_version order by version desc");
        var articles = Pruning.prune(store.pool(), new Retention(month, month, month), FORTY_DAYS_LATER);

        assertThat(versions).isEqualTo(new Removed(0, 1, 0));
        assertThat(left).containsExactly(articleId("ferry") + " 2", articleId("mill") + " 1");
        assertThat(articles).isEqualTo(new Removed(0, 0, 2));
        for (var table : new String[] {"newest_article", "article_version", "article_search", "article_search_todo"}) {
            assertThat(store.rows("select count(*) from " + table)).containsExactly("0");
        }
    }

    @Test
    void theNextDaysHavePartitions() throws SQLException {
        Pruning.prepareDays(store.pool(), Instant.parse("2031-12-31T23:59:59Z"));
        Pruning.prepareDays(store.pool(), Instant.parse("2031-12-31T23:59:59Z"));

        assertThat(store.rows("select inhrelid::regclass from pg_inherits where inhparent = 'outcome_item'::regclass"
                        + " and inhrelid::regclass::text > 'outcome_2031' order by 1"))
                .containsExactly("outcome_20311231", "outcome_20320101", "outcome_20320102");
    }

    @Test
    void outcomesMustNotOutliveTheVersionsThatTheyName() {
        assertThatThrownBy(() -> new Retention(Duration.ofDays(30), Duration.ofDays(7), null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void fillDay() {
        var outcomes = Samples.wayToTheStore("stored");
        for (var i = 0; i < outcomes.size(); i++) {
            fixture.write(record(i, outcomes.get(i)));
        }
        fixture.write(record(fixture.next(ARTICLES), article("stored", 1), item("stored")));
        fixture.caughtUp();
    }
}
