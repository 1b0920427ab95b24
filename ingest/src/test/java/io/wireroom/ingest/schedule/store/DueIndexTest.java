package io.wireroom.ingest.schedule.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.ingest.schedule.store.DueIndex.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DueIndexTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private KeyValueStore<String, byte[]> store;
    private DueIndex index;

    @BeforeEach
    void open(@TempDir Path directory) {
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "index");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        var context = new MockProcessorContext<Void, Void>(config, new TaskId(0, 0), directory.toFile());
        store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("due"), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        index = new DueIndex(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<String> due(Instant now) {
        var keys = new ArrayList<String>();
        index.scan(Kind.REVISIT, now, () -> true, (dueAt, key, note) -> keys.add(key));
        return keys;
    }

    @Test
    void eachScanBringsWhatFellDueSinceTheLastOne() {
        index.add(Kind.REVISIT, NOON.plusSeconds(2), "b", "");
        index.add(Kind.REVISIT, NOON, "a", "");
        index.add(Kind.LINK_CHECK, NOON, "other", "");

        assertThat(due(NOON)).containsExactly("a");
        assertThat(due(NOON)).isEmpty();
        assertThat(due(NOON.plusSeconds(2))).containsExactly("b");

        index.add(Kind.REVISIT, NOON.plusSeconds(1), "late", "");
        assertThat(due(NOON.plusSeconds(2))).contains("late");
    }

    @Test
    void whatIsAddedDuringAScanIsFoundByTheNext() {
        index.add(Kind.REVISIT, NOON, "a", "");
        index.add(Kind.REVISIT, NOON.plusSeconds(1), "b", "");
        index.scan(Kind.REVISIT, NOON.plusSeconds(1), () -> true, (dueAt, key, note) -> {
            index.add(Kind.REVISIT, NOON, "added", "");
            index.add(Kind.HOST_CHECK, NOON, "host", "");
        });

        assertThat(due(NOON.plusSeconds(1))).contains("added").doesNotContain("host");
    }

    @Test
    void aScanWithoutTimeGoesOnWhereItEnded() {
        index.add(Kind.REVISIT, NOON, "a", "");
        index.add(Kind.REVISIT, NOON, "b", "");
        var visited = new ArrayList<String>();
        index.scan(Kind.REVISIT, NOON, visited::isEmpty, (dueAt, key, note) -> visited.add(key));

        assertThat(visited).containsExactly("a");
        assertThat(due(NOON)).containsExactly("b");
    }

    @Test
    void entriesAreVisitedUntilTheyAreRemoved() {
        index.add(Kind.WAITING, NOON, "a", "host site");
        index.remove(Kind.WAITING, NOON, "a");
        index.add(Kind.WAITING, NOON, "b", "host site");
        var notes = new ArrayList<String>();
        index.forEach(Kind.WAITING, (dueAt, key, note) -> notes.add(key + " " + dueAt + " " + note));

        assertThat(notes).containsExactly("b 2026-03-01T12:00:00Z host site");
    }
}
