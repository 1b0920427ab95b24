package io.wireroom.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedStoresTest {

    @Test
    void theStoresOfAKilledProcessGo(@TempDir Path application) throws IOException {
        leave(application);

        new UnfinishedStores(application).remove();

        assertThat(names(application)).containsExactly("kafka-streams-process-metadata");
    }

    @Test
    void storesThatWereClosedStayOnce(@TempDir Path application) throws IOException {
        leave(application);
        var stores = new UnfinishedStores(application);
        stores.closed();

        stores.remove();

        assertThat(names(application)).containsExactlyInAnyOrder("0_1", "kafka-streams-process-metadata");
        assertThat(application.resolve("0_1/rocksdb/links/000001.sst")).exists();

        stores.remove();

        assertThat(names(application)).containsExactly("kafka-streams-process-metadata");
    }

    @Test
    void anApplicationThatNeverRanHasNone(@TempDir Path directory) {
        var stores = new UnfinishedStores(directory.resolve("never-ran"));

        stores.remove();
        stores.closed();

        assertThat(directory).isEmptyDirectory();
    }

    private static void leave(Path application) throws IOException {
        Files.createDirectories(application.resolve("0_1/rocksdb/links"));
        Files.writeString(application.resolve("0_1/rocksdb/links/000001.sst"), "content");
        Files.writeString(application.resolve("kafka-streams-process-metadata"), "content");
    }

    private static List<String> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
