package io.wireroom.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateMetricsTest {

    private static final TopicPartition CHANGELOG = new TopicPartition("news-enrich-sites-changelog", 2);

    @TempDir
    private Path directory;

    @Test
    void theSizeIsThatOfTheTasksFiles() throws IOException {
        file("0_1/rocksdb/sites/000010.sst", 700);
        file("0_1/.checkpoint", 30);
        file("0_2/rocksdb/sites/000011.sst", 100);
        file("kafka-streams-process-metadata", 50);

        assertThat(StateMetrics.measure(directory)).isEqualTo(new StateMetrics.Size(730, 830));
        assertThat(StateMetrics.measure(directory.resolve("absent"))).isEqualTo(new StateMetrics.Size(0, 0));
    }

    @Test
    void aRestoreCountsDownToNothing() {
        try (var telemetry = new Telemetry()) {
            var state = new StateMetrics(directory, "news-enrich", telemetry);

            state.onRestoreStart(CHANGELOG, "sites", 10, 110);
            state.onBatchRestored(CHANGELOG, "sites", 50, 40);

            assertThat(state.restoring()).isEqualTo(60);
            assertThat(telemetry.scrape())
                    .contains("wireroom_state_restoring_records{application=\"news-enrich\"} 60.0");
            state.onRestoreEnd(CHANGELOG, "sites", 100);
            assertThat(state.restoring()).isZero();
        }
    }

    private void file(String name, int bytes) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
    }
}
