package io.wireroom.conformance.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A short {@code bench kills} (profile crash). */
@Tag("crash")
@Timeout(400)
class KillsTest {

    @Test
    void killedIngestProcessesLoseNothingDoubleNothingAndStayPolite(@TempDir Path folder) throws Exception {
        var verdict = KillRun.of(
                new KillPlan(
                        2,
                        40,
                        4,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(40),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        false,
                        Duration.ofMinutes(3)),
                folder);

        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict)
                .returns(0, KillVerdict::missing)
                .returns(0, KillVerdict::doubled)
                .returns(0, KillVerdict::overlaps)
                .returns(0, KillVerdict::hurried)
                .returns(0, KillVerdict::early)
                .returns(0, KillVerdict::deadLetters);
        assertThat(verdict.kills()).isEqualTo(4);
    }
}
