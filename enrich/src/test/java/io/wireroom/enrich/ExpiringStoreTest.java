package io.wireroom.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExpiringStoreTest {

    private static final Duration FORGET = Duration.ofDays(120);

    private final KeyValueStore<byte[], byte[]> raw = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("entries"), Serdes.ByteArray(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    private Instant now = Instant.parse("2026-03-05T13:00:00Z");
    private final ExpiringStore store = new ExpiringStore(raw, FORGET, 10, () -> now.toEpochMilli());

    @BeforeEach
    void open() {
        raw.init(new MockProcessorContext<>().getStateStoreContext(), raw);
    }

    @AfterEach
    void close() {
        raw.close();
    }

    @Test
    void whatIsNotSeenForATimeIsForgottenAndWhatIsSeenAgainStays() {
        put("a", "1");
        put("b", "1");
        pass(Duration.ofDays(100));
        put("b", "2");
        pass(Duration.ofDays(19));
        assertThat(get("a")).isEqualTo("1");

        pass(FORGET.minusDays(20));
        forgetAll();

        assertThat(get("a")).isNull();
        assertThat(get("b")).isEqualTo("2");
        assertThat(entries()).isEqualTo(1);
    }

    @Test
    void whatIsDueIsNotReadEvenBeforeItIsDeleted() {
        put("a", "1");

        pass(FORGET.plus(ExpiringStore.PERIOD));

        assertThat(get("a")).isNull();
        assertThat(entries()).isEqualTo(1);
    }

    @Test
    void anEntryIsStoredOnceHoweverOftenItIsSeen() {
        for (int month = 0; month < 12; month++) {
            put("a", "1");
            put("a", "1");
            pass(ExpiringStore.PERIOD);
        }

        assertThat(entries()).isEqualTo(1);
    }

    @Test
    void forgettingStopsAtItsBudgetAndGoesOnAtItsPlace() {
        for (int i = 0; i < 10; i++) {
            put("due-" + i, "1");
        }
        pass(FORGET.plus(ExpiringStore.PERIOD));
        put("kept", "1");

        var left = new ArrayList<Integer>();
        while (store.forget(System.nanoTime()) > 0) {
            left.add(entries());
        }

        assertThat(left).containsExactly(10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
        assertThat(get("kept")).isEqualTo("1");
    }

    @Test
    void ofTooManyTheOldestPeriodGoesButNeverTheCurrentOne() {
        for (var period : List.of("a", "b", "c")) {
            for (int i = 0; i < 5; i++) {
                put(period + i, "1");
            }
            pass(ExpiringStore.PERIOD);
        }
        for (int i = 0; i < 20; i++) {
            put("d" + i, "1");
        }

        forgetAll();
        forgetAll();
        forgetAll();
        forgetAll();
        forgetAll();

        assertThat(get("a0")).isNull();
        assertThat(get("c0")).isNull();
        assertThat(get("d0")).isEqualTo("1");
        assertThat(entries()).isEqualTo(20);
    }

    @Test
    void aClockThatGoesBackHidesAndDoublesNothing() {
        put("a", "1");
        pass(ExpiringStore.PERIOD.negated());
        assertThat(get("a")).isEqualTo("1");
        put("a", "2");

        assertThat(get("a")).isEqualTo("2");
        assertThat(entries()).isEqualTo(1);
        store.delete(id("a"));
        assertThat(get("a")).isNull();
    }

    private void forgetAll() {
        var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (store.forget(end) > 0) {
            assertThat(System.nanoTime() - end).isNegative();
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private void put(String id, String value) {
        store.put(id(id), value.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable String get(String id) {
        var value = store.get(id(id));
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    private int entries() {
        var count = 0;
        try (var all = raw.all()) {
            while (all.hasNext()) {
                all.next();
                count++;
            }
        }
        return count;
    }

    private static byte[] id(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }
}
