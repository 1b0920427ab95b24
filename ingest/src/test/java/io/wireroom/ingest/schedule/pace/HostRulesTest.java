package io.wireroom.ingest.schedule.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.address.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostRulesTest {

    @TempDir
    private Path folder;

    private final List<String> problems = new ArrayList<>();

    private HostRules read(String yaml) throws IOException {
        Files.writeString(folder.resolve("hosts.yaml"), yaml);
        return HostRules.read(folder, problems);
    }

    private HostRule of(HostRules rules, String host) {
        return rules.of(new Host(host));
    }

    @Test
    void theRuleOfAHostWinsOverThatOfItsDomain() throws IOException {
        var rules = read("- host: Courier.example\n  never: true\n- host: feeds.courier.example\n  delay: 500ms\n");

        assertThat(problems).isEmpty();
        assertThat(of(rules, "www.courier.example").never()).isTrue();
        assertThat(of(rules, "courier.example:8080").never()).isTrue();
        assertThat(of(rules, "feeds.courier.example").delay()).hasMillis(500);
        assertThat(of(rules, "feeds.courier.example").never()).isFalse();
        assertThat(of(rules, "notcourier.example")).isEqualTo(HostRule.NONE);
    }

    @ParameterizedTest(name = "{0} at {1}: until {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "08:00-18:00, 2026-03-01T07:59:59Z, -",
                "08:00-18:00, 2026-03-01T08:00:00Z, 2026-03-01T18:00:00Z",
                "08:00-18:00, 2026-03-01T18:00:00Z, -",
                "22:00-06:00, 2026-03-01T23:00:00Z, 2026-03-02T06:00:00Z",
                "22:00-06:00, 2026-03-01T05:00:00Z, 2026-03-01T06:00:00Z",
                "08:00-09:00 Europe/Berlin, 2026-03-01T07:30:00Z, 2026-03-01T08:00:00Z"
            })
    void quietHoursEnd(String quiet, Instant now, Instant until) throws IOException {
        var rules = read("- host: courier.example\n  quiet: \"" + quiet + "\"\n");

        assertThat(of(rules, "courier.example").quietUntil(now).orElse(null)).isEqualTo(until);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- host: courier.example\n  dealy: 2s\n",
                "- host: courier.example\n",
                "- host: courier.example\n  delay: soon\n",
                "- host: courier.example\n  delay: 30d\n",
                "- host: 'no name'\n  never: true\n",
                "- never: true\n",
                "- host: a.example\n  never: true\n- host: a.example\n  never: true\n",
                "- host: courier.example\n  quiet: 8-18\n",
                "- host: courier.example\n  quiet: 08:00-25:00\n",
                "- host: courier.example\n  quiet: 08:00-18:00 Europe/Nowhere\n",
                "- host: [\n",
                "text\n"
            })
    void whatIsNotUnderstoodIsAProblem(String yaml) throws IOException {
        read(yaml);

        assertThat(problems).hasSize(1).first().asString().contains("hosts.yaml");
    }

    @Test
    void aFolderWithoutTheFileAndAFileWithoutEntriesHaveNoRules() throws IOException {
        assertThat(of(HostRules.read(folder, problems), "a.example")).isEqualTo(HostRule.NONE);
        assertThat(of(read("# nothing yet\n"), "a.example")).isEqualTo(HostRule.NONE);
        assertThat(problems).isEmpty();
    }
}
