package io.wireroom.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.runtime.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "up",
                "topics",
                "acls",
                "rewind",
                "sources",
                "sources import",
                "sources export",
                "sources list",
                "sources add",
                "sources remove",
                "articles",
                "stories",
                "trace",
                "ledger",
                "erase",
                "dead-letters",
                "dead-letters list",
                "dead-letters show",
                "dead-letters replay",
                "inspect",
                "inspect feed",
                "inspect match",
                "inspect page",
                "inspect robots",
                "inspect site",
                "inspect tags"
            })
    void everyCommandExplainsItself(String command) {
        assertThat(WireroomMain.run((command + " --help").split(" "))).isEqualTo(ExitCode.OK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dance",
                "up --port x",
                "up --port 65536",
                "demo --port -1",
                "ledger --since yesterday",
                "articles --limit 0",
                "inspect feed",
                "inspect robots",
                "inspect robots robots.txt",
                "rewind",
                "erase",
                "erase https://harbour.example/a --source x"
            })
    void wrongUsageIs64(String arguments) {
        assertThat(WireroomMain.run(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aMissingSourcesFileIs66() {
        assertThat(WireroomMain.run(
                        "up", "--sources", directory.resolve("none.opml").toString()))
                .isEqualTo(ExitCode.NO_INPUT);
    }

    @Test
    void aBrokenSourcesFileIs65() throws IOException {
        var broken = Files.writeString(directory.resolve("broken.opml"), "<opml version='2.0'><body><outline");

        assertThat(WireroomMain.run("up", "--sources", broken.toString())).isEqualTo(ExitCode.DATA);
    }

    @Test
    void aStoreThatIsNotThereIs66() {
        assertThat(WireroomMain.run(
                        "articles", "--data", directory.resolve("none").toString()))
                .isEqualTo(ExitCode.NO_INPUT);
        assertThat(directory.resolve("none")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sources list", "sources export", "sources remove news.example", "dead-letters list"})
    void aKafkaThatIsNotThereIs66AndIsNotMade(String command) {
        var none = directory.resolve("none");

        assertThat(WireroomMain.run((command + " --data " + none).split(" "))).isEqualTo(ExitCode.NO_INPUT);
        assertThat(none).doesNotExist();
    }

    @Test
    void aFileThatIsNotThereIs66() {
        assertThat(WireroomMain.run(
                        "inspect", "page", directory.resolve("none.html").toString()))
                .isEqualTo(ExitCode.NO_INPUT);
    }

    @Test
    void inspectionAnswersForEveryFile() throws IOException {
        Files.writeString(
                directory.resolve("feed.xml"), "<rss version='2.0'><channel><title>T</title></channel></rss>");
        Files.write(directory.resolve("noise.bin"), new byte[] {0, 1, 2, 3});

        assertThat(WireroomMain.run("inspect", "feed", directory.toString())).isEqualTo(ExitCode.OK);
        assertThat(WireroomMain.run("inspect", "page", directory.toString())).isEqualTo(ExitCode.OK);
    }

    @Test
    void inspectionOfRobotsWantsAFileThatIsThere() throws IOException {
        var robots = Files.writeString(directory.resolve("robots.txt"), "User-agent: *\nDisallow: /drafts");

        assertThat(WireroomMain.run("inspect", "robots", robots.toString(), "--agent", "Wireroom", "/drafts/1", "x"))
                .isEqualTo(ExitCode.OK);
        assertThat(WireroomMain.run(
                        "inspect", "robots", directory.resolve("none").toString(), "/a"))
                .isEqualTo(ExitCode.NO_INPUT);
    }
}
