package io.wireroom.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSlotTest {

    @TempDir
    private Path data;

    @Test
    void copiesTakeTheLowestFreeSlotAndEachHasItsOwnMemberId() {
        try (var first = DataSlot.take(data, "enrich");
                var second = DataSlot.take(data, "enrich");
                var third = DataSlot.take(data, "enrich")) {
            assertThat(first.directory()).isEqualTo(data);
            assertThat(second.directory()).isEqualTo(data.resolve("slot-1"));
            assertThat(third.directory()).isEqualTo(data.resolve("slot-2"));
            var member = MemberId.in(second.directory());
            assertThat(MemberId.in(first.directory())).isNotEqualTo(member);

            second.close();

            try (var again = DataSlot.take(data, "enrich")) {
                assertThat(again.directory()).isEqualTo(data.resolve("slot-1"));
                assertThat(MemberId.in(again.directory())).isEqualTo(member);
            }
        }
    }

    @Test
    void stagesOfOneDirectoryDoNotTakeSlotsFromEachOther() {
        try (var enrich = DataSlot.take(data, "enrich");
                var ingest = DataSlot.take(data, "ingest")) {
            assertThat(enrich.directory()).isEqualTo(ingest.directory());
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsAClearFailure() throws IOException {
        var file = Files.createFile(data.resolve("file"));

        assertThatThrownBy(() -> DataSlot.take(file, "enrich"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNAVAILABLE))
                .hasMessageContainingAll("Cannot take a place in '" + file + "'", "DATA_DIR");
    }
}
