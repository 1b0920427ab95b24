package io.wireroom.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.testkit.process.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads when something is in the way: one clear message and the agreed exit code. */
@Tag("crash")
class StartFailuresTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Map<String, String> CONTACT = Map.of("INGEST_CONTACT", "https://wireroom.example/test");

    @TempDir
    Path directory;

    private String sources = "";
    private String data = "";

    @BeforeEach
    void prepare() throws IOException {
        sources = Files.writeString(directory.resolve("sources.txt"), "https://news.example/feed.xml\n")
                .toString();
        data = directory.resolve("data").toString();
    }

    @Test
    void reportsAllWrongSettingsTogetherBeforeAnythingStarts() throws Exception {
        var rules = Files.createDirectories(directory.resolve("rules"));
        Files.writeString(rules.resolve("sites.yaml"), "- site: courier.example\n  tilte: h1\n");
        var settings = Map.of(
                "INGEST_CONTACT", "https://wireroom.example/test",
                "INGEST_HOST_DELAY", "soon",
                "ENRICH_RULES", rules.toString(),
                "SINK_BATCH_SIZE", "many");
        try (var child = start(settings, "up", "--sources", sources, "--data", data)) {
            assertThat(child.exitCode(LIMIT)).as(child.output()).isEqualTo(64);
            assertThat(child.output())
                    .contains("INGEST_HOST_DELAY='soon'")
                    .contains("SINK_BATCH_SIZE='many'")
                    .contains("sites.yaml:2: unknown key 'tilte'");
            assertThat(Path.of(data)).doesNotExist();
        }
    }

    @Test
    void aPageIsInspectedWithTheRulesOfItsSite() throws Exception {
        var rules = Files.createDirectories(directory.resolve("rules"));
        Files.writeString(rules.resolve("sites.yaml"), "- {site: courier.example, title: .kicker}\n");
        var page = Files.writeString(
                        directory.resolve("page.html"),
                        "<title>Ferry</title><p class=kicker>Boats are back<article><h1>Ferry</h1><p>"
                                + "The ferry runs again from Monday, said the harbour board after a long night. "
                                        .repeat(3))
                .toString();
        var settings = Map.of("ENRICH_RULES", rules.toString());
        try (var child = start(settings, "inspect", "page", "--url", "https://courier.example/ferry", page)) {
            assertThat(child.exitCode(LIMIT)).as(child.output()).isZero();
            assertThat(child.output()).contains("\"title\":\"Boats are back\"").contains("\"title\":\"site-rule\"");
        }
    }

    @Test
    void withoutAContactNothingIsPolled() throws Exception {
        try (var child = start(Map.of(), "up", "--sources", sources, "--data", data)) {
            assertThat(child.exitCode(LIMIT)).as(child.output()).isEqualTo(64);
            assertThat(child.output()).contains("INGEST_CONTACT");
        }
    }

    @Test
    void anUnreachableBrokerIsNamed() throws Exception {
        var nowhere = Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        try (var child = start(nowhere, "topics", "--wait", "2s")) {
            assertThat(child.exitCode(LIMIT)).as(child.output()).isEqualTo(69);
            assertThat(child.output()).contains("KAFKA_BOOTSTRAP_SERVERS");
        }
    }

    @Test
    void aTakenAdminPortIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var child = start(
                        CONTACT,
                        "up",
                        "--sources",
                        sources,
                        "--data",
                        data,
                        "--port",
                        Integer.toString(taken.getLocalPort()))) {
            assertThat(child.exitCode(LIMIT)).as(child.output()).isEqualTo(69);
            assertThat(child.output()).contains(":" + taken.getLocalPort() + " is taken");
        }
    }

    @Test
    void aSecondProcessOnTheSameDirectoryIsRefused() throws Exception {
        try (var owner = Standalone.take(Path.of(data));
                var child = start(CONTACT, "up", "--sources", sources, "--data", data, "--port", "0")) {
            assertThat(child.exitCode(LIMIT)).as(child.output()).isEqualTo(69);
            assertThat(child.output())
                    .contains(owner.path() + " is already in use by process "
                            + ProcessHandle.current().pid());
        }
    }

    private ChildProcess start(Map<String, String> environment, String... arguments) {
        return WireroomProcess.start(directory.resolve("output.log"), environment, arguments);
    }
}
