package io.wireroom.sink;

import io.wireroom.runtime.HealthCheck.Level;
import io.wireroom.runtime.HealthCheck.State;
import io.wireroom.store.Database;
import io.wireroom.store.Pruning;
import io.wireroom.store.Retention;
import io.wireroom.store.SearchIndexer;
import io.wireroom.store.SqlFailure;
import io.wireroom.store.query.LedgerSums;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Background work: the search index; the sums of the ledger once a minute; partitions and retention once an hour. Reports
 * whether the database answers.
 */
final class Maintenance {

    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);
    private static final Duration INDEX_PAUSE = Duration.ofMillis(500);
    private static final Duration WAITING_EVERY = Duration.ofSeconds(30);
    private static final Duration COUNT_EVERY = Duration.ofMinutes(1);
    private static final Duration PRUNE_EVERY = Duration.ofHours(1);
    private static final Duration SHORTEST_WINDOW = Duration.ofDays(2);

    private final SearchIndexer indexer;
    private final DataSource database;
    private final Duration deadline;
    private final Retention retention;
    private final InstantSource clock;
    private final SinkMetrics metrics;
    private final CountDownLatch stop;
    private volatile State databaseState = new State(Level.NOT_READY, "not checked yet");

    Maintenance(
            SearchIndexer indexer,
            DataSource database,
            Duration deadline,
            Retention retention,
            InstantSource clock,
            SinkMetrics metrics,
            CountDownLatch stop) {
        this.indexer = indexer;
        this.database = database;
        this.deadline = deadline;
        this.retention = retention;
        this.clock = clock;
        this.metrics = metrics;
        this.stop = stop;
    }

    State database() {
        return databaseState;
    }

    void indexUntilStopped() {
        var rest = Duration.ZERO;
        var counted = System.nanoTime() - WAITING_EVERY.toNanos();
        while (!stoppedWithin(rest)) {
            try {
                var done = indexer.indexSome();
                databaseState = State.UP;
                if (done == 0) {
                    metrics.searchWaiting(0);
                    rest = INDEX_PAUSE;
                } else {
                    // Counting reads the whole queue.
                    if (System.nanoTime() - counted >= WAITING_EVERY.toNanos()) {
                        metrics.searchWaiting(indexer.waiting());
                        counted = System.nanoTime();
                    }
                    rest = Duration.ZERO;
                }
            } catch (SQLException e) {
                refuseBroken(e);
                databaseState = new State(Level.NOT_READY, "does not answer: " + e.getMessage());
                rest = INDEX_PAUSE;
            }
        }
    }

    void countUntilStopped() {
        var window =
                deadline.multipliedBy(2).compareTo(SHORTEST_WINDOW) > 0 ? deadline.multipliedBy(2) : SHORTEST_WINDOW;
        var rest = Duration.ZERO;
        var pruned = System.nanoTime() - PRUNE_EVERY.toNanos();
        while (!stoppedWithin(rest)) {
            rest = COUNT_EVERY;
            count(window);
            if (System.nanoTime() - pruned >= PRUNE_EVERY.toNanos() && prune()) {
                pruned = System.nanoTime();
            }
        }
    }

    private void count(Duration window) {
        try {
            while (stop.getCount() > 0
                    && LedgerSums.update(database, deadline, clock.instant()) instanceof LedgerSums.Update.More) {
                // The next hours.
            }
            metrics.ledger().read(LedgerSums.gauge(database, clock.instant().minus(window)));
        } catch (SQLException e) {
            metrics.ledger().unread();
            refuseBroken(e);
            LOG.atWarn().setCause(e).log("The ledger could not be read");
        }
    }

    private boolean prune() {
        try {
            var now = Database.now(database);
            Pruning.prepareDays(database, now);
            var removed = Pruning.prune(database, retention, now);
            metrics.pruned(removed);
            LOG.atInfo()
                    .addKeyValue("days_of_outcomes", removed.days())
                    .addKeyValue("versions", removed.versions())
                    .addKeyValue("articles", removed.articles())
                    .log("Retention applied");
            return true;
        } catch (SQLException e) {
            refuseBroken(e);
            LOG.atWarn().setCause(e).log("Retention could not be applied");
            return false;
        }
    }

    private void refuseBroken(SQLException thrown) {
        if (stop.getCount() > 0 && SqlFailure.of(thrown) == SqlFailure.BROKEN) {
            throw new IllegalStateException("cannot use the store: " + thrown.getMessage(), thrown);
        }
    }

    private boolean stoppedWithin(Duration pause) {
        try {
            return stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
