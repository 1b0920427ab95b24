package io.wireroom.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.contract.json.JsonCodec;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From the feeds of the sample newsroom to rows and ledger, also over a kill -9 or a clean stop. */
@Timeout(280)
class EndToEndTest {

    @Test
    void storesEveryArticleOnceAndBalances(@TempDir Path directory) throws Exception {
        try (var newsroom = WireroomProcess.newsroom(directory, 28_077);
                var wire = WireroomProcess.polling(newsroom, directory)) {
            completesAndBalances(wire);
            losingAnyRowIsNoticed(wire);
        }
    }

    @Test
    @Tag("crash")
    void storesEveryArticleOnceOverAKillAndBalances(@TempDir Path directory) throws Exception {
        try (var newsroom = WireroomProcess.newsroom(directory, 28_377);
                var wire = WireroomProcess.polling(newsroom, directory)) {
            var killed = wire.up();
            killed.await(WireroomProcess::isArticle);
            killed.kill();

            completesAndBalances(wire);
        }
    }

    @Test
    @Tag("crash")
    void storesEveryArticleOnceOverACleanStopAndBalances(@TempDir Path directory) throws Exception {
        try (var newsroom = WireroomProcess.newsroom(directory, 28_277);
                var wire = WireroomProcess.polling(newsroom, directory)) {
            var stopped = wire.up();
            stopped.awaitUntil("the corrected page is read", newsroom::correctionServed);
            assertThat(stopped.terminate(WireroomProcess.EXIT_LIMIT))
                    .as(stopped.output())
                    .isEqualTo(143);

            completesAndBalances(wire);
        }
    }

    private static void completesAndBalances(WireroomProcess wire) throws Exception {
        var once = wire.up("--once");
        assertThat(once.exitCode(WireroomProcess.EXIT_LIMIT)).as(once.output()).isZero();
        assertThat(once.output()).contains("The ledger balances.");

        assertThat(storedTitles(wire)).containsExactlyInAnyOrderElementsOf(WireroomProcess.expectedTitles());
        assertThat(wire.announcedVersions()).doesNotHaveDuplicates();
        // No first version if the stop came before that page was fetched: then only the corrected one was seen.
        wire.inStore(connection -> assertThat(changes(connection)).isSubsetOf("correction"));
        copiesAndStoriesAreShown(wire);
    }

    /** Two sites with one text, and two that report about one event in words of their own. */
    private static void copiesAndStoriesAreShown(WireroomProcess wire) throws Exception {
        var stories = wire.command("stories", "--articles");
        assertThat(stories.exitCode(WireroomProcess.EXIT_LIMIT))
                .as(stories.output())
                .isZero();
        var shown = String.join("\n", stories.lines());
        assertThat(shown).contains("(copies of one text)  (2 articles, 2 sites").containsOnlyOnce("(copy of ");
        assertThat(Pattern.compile("\\(2 articles, 2 sites.*\n(.*ferry.*\n?){2}")
                        .matcher(shown)
                        .results())
                .as(shown)
                .hasSize(1);
    }

    private static List<String> storedTitles(WireroomProcess wire) throws Exception {
        var articles = wire.command("articles", "--limit", "1000");
        assertThat(articles.exitCode(WireroomProcess.EXIT_LIMIT))
                .as(articles.output())
                .isZero();
        var titles = new ArrayList<String>();
        for (var line : articles.lines()) {
            JsonNode record = JsonCodec.MAPPER.readTree(line);
            titles.add(WireroomProcess.folded(record.path("title").asText()));
        }
        return titles;
    }

    /** Kinds of change of all versions after the first. */
    private static List<String> changes(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select record->'changes'->>'kind' from article_version where version > 1")) {
            var kinds = new ArrayList<String>();
            while (rows.next()) {
                kinds.add(rows.getString(1));
            }
            return kinds;
        }
    }

    private static void losingAnyRowIsNoticed(WireroomProcess wire) throws Exception {
        var lost = new ArrayList<String>();
        wire.inStore(connection -> lost.add(deleteOne(connection)));

        var ledger = wire.command("ledger");

        assertThat(ledger.exitCode(WireroomProcess.EXIT_LIMIT))
                .as(ledger.output())
                .isEqualTo(1);
        assertThat(ledger.output()).contains(lost).contains("does NOT balance");
    }

    /** Deletes the newest stored version of some article; returns its address. */
    private static String deleteOne(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "delete from article_version where (id, version) = (select id, version from article order by id"
                                + " limit 1) returning record->>'url'")) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
