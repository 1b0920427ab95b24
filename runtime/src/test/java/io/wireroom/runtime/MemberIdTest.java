package io.wireroom.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberIdTest {

    @TempDir
    private Path directory;

    @Test
    void isKeptOverRestarts() {
        var first = MemberId.in(directory.resolve("deep/data"));

        assertThat(MemberId.in(directory.resolve("deep/data"))).isEqualTo(first);
        assertThat(directory.resolve("deep/data")).isDirectoryContaining("glob:**/member-id");
    }

    @Test
    void anotherDirectoryIsAnotherMember() {
        assertThat(MemberId.in(directory.resolve("one"))).isNotEqualTo(MemberId.in(directory.resolve("two")));
    }

    @Test
    void anEmptyFileIsReplacedAndNothingIsLeftBeside() throws IOException {
        Files.createFile(directory.resolve("member-id"));

        var member = MemberId.in(directory);

        assertThat(member.value()).isNotBlank();
        assertThat(directory.resolve("member-id")).content().isEqualTo(member.value());
        assertThat(directory.toFile().list()).containsExactly("member-id");
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsAClearFailure() throws IOException {
        // A file in the place of the directory: root would be let into one without write permission.
        var file = Files.createFile(directory.resolve("data"));

        assertThatThrownBy(() -> MemberId.in(file))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNAVAILABLE))
                .hasMessageContainingAll(
                        "Cannot keep the member id in '" + file + "'", "FileAlreadyExists", "DATA_DIR");
    }
}
