package io.wireroom.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wireroom.runtime.Env.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvTest {

    @Test
    void readsEveryType() {
        var env = new Env(Map.of(
                "NAME", " Pier ",
                "COUNT", "7",
                "ON", "Yes",
                "EVERY", "90s",
                "LIMIT", "64KiB",
                "DIR", "/var/pier",
                "PORTS", "80, 443,,",
                "KAFKA_PROP_SSL_KEYSTORE_LOCATION", "/k"));

        assertThat(env.text("NAME", "x", "")).isEqualTo("Pier");
        assertThat(env.optionalText("NAME", "")).isEqualTo("Pier");
        assertThat(env.integer("COUNT", 1, 1, 9, "")).isEqualTo(7);
        assertThat(env.flag("ON", false, "")).isTrue();
        assertThat(env.duration("EVERY", "1s", "")).isEqualTo(Duration.ofSeconds(90));
        assertThat(env.bytes("LIMIT", "1MiB", "")).isEqualTo(65_536);
        assertThat(env.path("DIR", ".", "")).isEqualTo(Path.of("/var/pier"));
        assertThat(env.list("PORTS", "ports", "", Integer::valueOf)).containsExactly(80, 443);
        assertThat(env.withPrefix("KAFKA_PROP_", "")).isEqualTo(Map.of("ssl.keystore.location", "/k"));
        env.check();
    }

    @Test
    void aBundledPathIsBelowTheLaunchersFolderUnlessOneIsSet(@TempDir Path home) throws IOException {
        var bundled = Files.createDirectory(home.resolve("rules"));

        assertThat(new Env(Map.of("WIREROOM_HOME", home.toString())).bundled("RULES", "rules", ""))
                .contains(bundled);
        assertThat(new Env(Map.of("WIREROOM_HOME", home.toString())).bundled("RULES", "none", ""))
                .isEmpty();
        assertThat(new Env(Map.of("WIREROOM_HOME", home.toString(), "RULES", "/etc/rules"))
                        .bundled("RULES", "rules", ""))
                .contains(Path.of("/etc/rules"));
    }

    @Test
    void anAbsentOrBlankValueIsTheDefault() {
        for (var env : List.of(new Env(Map.of()), new Env(Map.of("X", "  ")))) {
            assertThat(env.text("X", "d", "")).isEqualTo("d");
            assertThat(env.optionalText("X", "")).isNull();
            assertThat(env.integer("X", 3, 1, 9, "")).isEqualTo(3);
            assertThat(env.flag("X", true, "")).isTrue();
            assertThat(env.duration("X", "2s", "")).isEqualTo(Duration.ofSeconds(2));
            assertThat(env.bytes("X", "4MiB", "")).isEqualTo(4L << 20);
            assertThat(env.path("X", "./data", "")).isEqualTo(Path.of("./data"));
            assertThat(env.list("X", "texts", "", text -> text)).isEmpty();
            env.check();
        }
    }

    @Test
    void reportsAllProblemsTogether() {
        var env = new Env(Map.of("COUNT", "many", "PORT", "70000", "ON", "maybe", "EVERY", "soon", "LIMIT", "4MB"));
        env.integer("COUNT", 1, 1, 9, "");
        env.integer("PORT", 8080, 0, 65_535, "");
        env.flag("ON", false, "");
        env.duration("EVERY", "1s", "");
        env.bytes("LIMIT", "1MiB", "");
        env.problem("A and B exclude each other");

        assertThatThrownBy(env::check)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessage("""
                        Wrong settings:
                          COUNT='many': must be a whole number in range
                          PORT='70000': must be from 0 to 65535
                          ON='maybe': must be true or false
                          EVERY='soon': must be a duration such as 500ms, 2s, 15m, 6h or 1d
                          LIMIT='4MB': must be a size such as 65536, 64KiB or 4MiB
                          A and B exclude each other""");
    }

    @Test
    void numbersThatNoMachineHoldsAreProblemsToo() {
        var env = new Env(Map.of("COUNT", "99999999999", "EVERY", "99999999999999999999s", "LIMIT", "9999999999GiB"));
        env.integer("COUNT", 1, 1, 9, "");
        env.duration("EVERY", "1s", "");

        assertThat(env.bytes("LIMIT", "1MiB", "")).isEqualTo(1L << 20);
        assertThatThrownBy(env::check).hasMessageContainingAll("COUNT", "EVERY", "LIMIT='9999999999GiB': is too large");
    }

    @ParameterizedTest
    @CsvSource({
        "0,PT0S",
        "250ms,PT0.25S",
        "2s,PT2S",
        "2 s,PT2S",
        "15m,PT15M",
        "6h,PT6H",
        "1d,PT24H",
        "2S,PT2S",
        "PT1.5S,PT1.5S"
    })
    void durationsHaveAUnit(String text, Duration duration) {
        assertThat(Env.parseDuration(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "-2s", "PT-2S", "1.5s", "2 weeks", "P"})
    void otherTextIsNoDuration(String text) {
        assertThatThrownBy(() -> Env.parseDuration(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSecretComesFromItsFileAndIsNeverShown(@TempDir Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("password"), "tern\n");
        var env = new Env(Map.of("PASSWORD", "heron", "PASSWORD_FILE", file.toString(), "TOKEN", "gull"));

        assertThat(env.secret("PASSWORD", "default", "Of the database.")).isEqualTo("tern");
        assertThat(env.secret("TOKEN", "", "Of the service.")).isEqualTo("gull");
        assertThat(env.settings()).asString().doesNotContain("tern", "heron", "gull", "default,");
        env.check();
    }

    @Test
    void aSecretFileThatIsNotThereIsAProblem(@TempDir Path directory) {
        var env = new Env(Map.of("PASSWORD_FILE", directory.resolve("absent").toString(), "PASSWORD", "heron"));
        env.secret("PASSWORD", "", "");

        assertThatThrownBy(env::check)
                .hasMessageContainingAll("PASSWORD_FILE: cannot read", "absent", "NoSuchFileException")
                .hasMessageNotContaining("heron");
    }

    @Test
    void everySettingIsDocumentedInTheOrderOfReading() {
        var env = new Env(Map.of());
        env.integer("COUNT", 3, 1, 9, "How many.");
        env.duration("EVERY", "2s", "How often.");
        env.integer("COUNT", 3, 1, 9, "How many.");

        assertThat(env.settings())
                .asInstanceOf(InstanceOfAssertFactories.list(Setting.class))
                .containsExactly(
                        new Setting("COUNT", "number 1–9", "3", "How many."),
                        new Setting("EVERY", "duration", "2s", "How often."));
    }
}
