package io.wireroom.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs a stage in a JVM of its own: what is tested is how a process ends. */
@Timeout(60)
class StageProcessTest {

    @TempDir
    private static Path data;

    @Test
    void wrongSettingsArePrintedTogetherAndTheCodeIs64() throws Exception {
        var ended = run(Map.of("IDLE_COUNT", "many", "IDLE_EVERY", "soon", "ADMIN_PORT", "-1"));

        assertThat(ended).isEqualTo(new Ended(ExitCode.USAGE, """
                        Wrong settings:
                          ADMIN_PORT='-1': must be from 0 to 65535
                          IDLE_COUNT='many': must be a whole number in range
                          IDLE_EVERY='soon': must be a duration such as 500ms, 2s, 15m, 6h or 1d
                        """));
    }

    @Test
    void theHelpShowsAllSettings() throws Exception {
        var ended = run(Map.of(), "--help");

        assertThat(ended.code()).isEqualTo(ExitCode.OK);
        assertThat(ended.output())
                .startsWith("wireroom idle. Settings are environment variables:")
                .contains("ADMIN_PORT (number 0–65535, default 8080)")
                .contains("IDLE_EVERY (duration, default 2s)")
                .contains("How often.");
    }

    @ParameterizedTest
    @CsvSource({
        "away,69,The service is away",
        "bug,69,a part is missing",
        "later,69,the service broke",
        "kafka,64,Kafka refuses a setting: No resolvable urls"
    })
    void aStageThatCannotGoOnEndsItsProcess(String fault, int code, String message) throws Exception {
        var ended = run(Map.of("IDLE_FAULT", fault));

        assertThat(ended.code()).isEqualTo(code);
        assertThat(ended.output()).contains(message);
    }

    @Test
    void aSignalClosesTheStage() throws Exception {
        var process = start(Map.of());
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var line = output.readLine();
            while (line != null && !line.equals("running")) {
                line = output.readLine();
            }
            process.toHandle().destroy(); // SIGTERM, and the output stays open

            assertThat(output.lines()).contains("closed");
            assertThat(process.waitFor()).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @Tag("crash")
    void copiesShareADirectoryAndAKilledOneTakesItsSlotAgain(@TempDir Path shared) throws Exception {
        var environment = Map.of("DATA_DIR", shared.toString());
        var copies = new ArrayList<Process>();
        try {
            assertThat(slotOf(environment, copies)).isEqualTo(shared.toString());
            assertThat(slotOf(environment, copies))
                    .isEqualTo(shared.resolve("slot-1").toString());
            assertThat(slotOf(environment, copies))
                    .isEqualTo(shared.resolve("slot-2").toString());

            copies.get(1).destroyForcibly().waitFor();

            assertThat(slotOf(environment, copies))
                    .isEqualTo(shared.resolve("slot-1").toString());
        } finally {
            copies.forEach(Process::destroyForcibly);
        }
    }

    private static String slotOf(Map<String, String> environment, List<Process> copies) throws IOException {
        var process = start(environment);
        copies.add(process);
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var line = output.readLine();
        while (line != null && !line.startsWith("data in ")) {
            line = output.readLine();
        }
        assertThat(line).isNotNull();
        return line.substring("data in ".length());
    }

    private record Ended(int code, String output) {}

    private static Ended run(Map<String, String> environment, String... args) throws IOException, InterruptedException {
        var process = start(environment, args);
        try {
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(Map<String, String> environment, String... args) throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                IdleStage.class.getName());
        builder.command().addAll(List.of(args));
        builder.environment().clear();
        builder.environment().put("ADMIN_PORT", "0");
        builder.environment().put("DATA_DIR", data.toString());
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).start();
    }
}
