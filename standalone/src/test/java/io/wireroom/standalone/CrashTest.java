package io.wireroom.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.standalone.newsroom.Newsroom;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole process killed at five different moments of its work (profile crash). */
@Tag("crash")
@Timeout(600)
class CrashTest {

    @Test
    void fiveKillsLoseNothingAndDoubleNothing(@TempDir Path directory) throws Exception {
        try (var newsroom = WireroomProcess.newsroom(directory, 28_177);
                var wire = WireroomProcess.polling(newsroom, directory)) {
            killWhen(wire, line -> line.contains("Kafka is ready"));
            killWhen(wire, line -> line.contains("Stages are running"));
            killAfterArticles(wire, 1);
            killAfterArticles(wire, 5);
            killWhenCorrected(newsroom, wire);

            var once = wire.up("--once");
            assertThat(once.exitCode(WireroomProcess.EXIT_LIMIT))
                    .as(once.output())
                    .isZero();
            assertThat(once.output()).contains("The ledger balances.");
            assertThat(wire.announcedVersions()).doesNotHaveDuplicates();
            wire.inStore(connection -> {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("select count(*) from article")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1))
                            .isEqualTo(WireroomProcess.expectedTitles().size());
                }
            });
        }
    }

    private static void killWhen(WireroomProcess wire, java.util.function.Predicate<String> line) throws Exception {
        try (var child = wire.up()) {
            child.await(line);
            child.kill();
        }
    }

    private static void killWhenCorrected(Newsroom newsroom, WireroomProcess wire) throws Exception {
        try (var child = wire.up()) {
            child.awaitUntil("the corrected page is read", newsroom::correctionServed);
            child.kill();
        }
    }

    private static void killAfterArticles(WireroomProcess wire, int articles) throws Exception {
        try (var child = wire.up()) {
            child.await(line ->
                    child.lines().stream().filter(WireroomProcess::isArticle).count() >= articles);
            child.kill();
        }
    }
}
