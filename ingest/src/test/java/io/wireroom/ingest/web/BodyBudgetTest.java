package io.wireroom.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class BodyBudgetTest {

    private static final long RESERVE = 100;

    private final BodyBudget budget = new BodyBudget(250, RESERVE);

    @Test
    void givesAndTakesBack() throws Exception {
        try (var one = budget.share();
                var other = budget.share()) {
            one.take(40, now());
            one.take(20, now());
            other.take(90, now());
            one.giveBack(30);

            assertThat(one.held()).isEqualTo(30);
            assertThat(budget.free()).isEqualTo(130);
        }
        assertThat(budget.free()).isEqualTo(250);
    }

    @Test
    void onlyOneShareGoesBelowTheReserve() throws Exception {
        try (var first = budget.share();
                var second = budget.share();
                var third = budget.share()) {
            first.take(90, now());
            second.take(70, now());
            second.take(20, now());

            assertThatThrownBy(() -> first.take(1, soon())).isInstanceOf(SocketTimeoutException.class);
            assertThatThrownBy(() -> third.take(1, soon())).isInstanceOf(SocketTimeoutException.class);
            second.take(10, now());
            second.close();
            third.take(10, now());
            assertThat(budget.free()).isEqualTo(150);
        }
    }

    @Test
    void whoWaitsGoesOnWhenBytesComeBack() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var first = budget.share();
                var second = budget.share();
                var waiting = budget.share()) {
            first.take(100, now());
            second.take(100, now());
            var taken = threads.submit(() -> {
                waiting.take(50, System.nanoTime() + Duration.ofSeconds(20).toNanos());
                return waiting.held();
            });

            first.close();

            assertThat(taken.get()).isEqualTo(50);
        }
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        try (var first = budget.share();
                var second = budget.share();
                var waiting = budget.share()) {
            first.take(100, now());
            second.take(100, now());
            var thread = Thread.ofVirtual()
                    .start(() -> assertThatThrownBy(() -> waiting.take(1, Long.MAX_VALUE / 2))
                            .isInstanceOf(SocketTimeoutException.class));

            thread.interrupt();

            await().until(() -> !thread.isAlive());
        }
    }

    @Test
    void bodiesThatAllGrowToTheirMostNeverLockEachOtherOut() throws Exception {
        var least = new AtomicLong(Long.MAX_VALUE);
        Callable<Void> growing = () -> {
            try (var share = budget.share()) {
                for (var i = 0; i < RESERVE / 5; i++) {
                    share.take(5, System.nanoTime() + Duration.ofSeconds(20).toNanos());
                    least.accumulateAndGet(budget.free(), Math::min);
                    Thread.yield();
                }
            }
            return null;
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Callable<Void>>();
            for (var i = 0; i < 200; i++) {
                all.add(growing);
            }

            for (var done : threads.invokeAll(all)) {
                done.get(); // none timed out
            }
        }
        assertThat(least.get()).isBetween(0L, 250L);
        assertThat(budget.free()).isEqualTo(250);
    }

    @Test
    void aShareThatWantsMoreThanTheReserveIsABug() {
        assertThatThrownBy(() -> budget.share().take(RESERVE + 1, now())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new BodyBudget(10, 11)).isInstanceOf(IllegalArgumentException.class);
    }

    private static long now() {
        return System.nanoTime();
    }

    private static long soon() {
        return System.nanoTime() + Duration.ofMillis(30).toNanos();
    }
}
