package io.wireroom.bench.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.standalone.cli.CommandLines;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A short {@code bench restore} (profile crash). */
@Tag("crash")
@Timeout(400)
class RestoreTest {

    @Test
    void enrichRestoresItsStateAndForgetsWhatIsDue(@TempDir Path folder) {
        var exit = CommandLines.of(new RestoreCommand())
                .execute(
                        "--articles",
                        "60000",
                        "--partitions",
                        "3",
                        "--require-time",
                        "60s",
                        "--out",
                        folder.toString());

        assertThat(exit).isZero();
    }
}
