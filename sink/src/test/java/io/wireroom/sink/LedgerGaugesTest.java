package io.wireroom.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.store.query.LedgerSums.Gauge;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LedgerGaugesTest {

    private final AtomicLong nanos = new AtomicLong(5);
    private final LedgerGauges gauges = new LedgerGauges(nanos::get);

    @Test
    void beforeTheFirstReadingThereIsNoCountAndAnAge() {
        pass(90);

        assertThat(gauges.imbalances()).isNaN();
        assertThat(gauges.ageSeconds()).isEqualTo(90);
    }

    @Test
    void aReadingBringsItsOwnAge() {
        pass(90);

        gauges.read(new Gauge(3, Optional.of(Duration.ofSeconds(20))));
        pass(10);

        assertThat(gauges.imbalances()).isEqualTo(3);
        assertThat(gauges.ageSeconds()).isEqualTo(30);
    }

    @Test
    void withoutAReadingTheCountIsGoneAndTheAgeGrows() {
        gauges.read(new Gauge(0, Optional.of(Duration.ZERO)));
        pass(60);

        gauges.unread();
        pass(60);

        assertThat(gauges.imbalances()).isNaN();
        assertThat(gauges.ageSeconds()).isEqualTo(120);
    }

    @Test
    void sumsThatWereNeverCompleteAreNoCount() {
        pass(60);

        gauges.read(new Gauge(0, Optional.empty()));

        assertThat(gauges.imbalances()).isNaN();
        assertThat(gauges.ageSeconds()).isEqualTo(60);
    }

    private void pass(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
