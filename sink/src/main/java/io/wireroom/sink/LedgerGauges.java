package io.wireroom.sink;

import io.wireroom.store.query.LedgerSums.Gauge;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The figures of the ledger between two readings: their age grows, and without a reading there is no count. Thread-safe. */
final class LedgerGauges {

    private record Read(double imbalances, long readAtNanos) {}

    private final LongSupplier nanoTime;
    private volatile Read last;

    /** Nothing is read yet; the age counts from now on. */
    LedgerGauges(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        last = new Read(Double.NaN, nanoTime.getAsLong());
    }

    /** Takes a reading. Where the sums were never complete, there is no count, and the age goes on. */
    void read(Gauge gauge) {
        last = gauge.age()
                .map(age -> new Read(gauge.imbalances(), nanoTime.getAsLong() - age.toNanos()))
                .orElseGet(() -> new Read(Double.NaN, last.readAtNanos()));
    }

    /** The ledger could not be read: the last count no longer holds. */
    void unread() {
        last = new Read(Double.NaN, last.readAtNanos());
    }

    double imbalances() {
        return last.imbalances();
    }

    double ageSeconds() {
        return (nanoTime.getAsLong() - last.readAtNanos()) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
