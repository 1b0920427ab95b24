package io.wireroom.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.standalone.tricks.InventedStory;
import io.wireroom.standalone.tricks.Trick;
import io.wireroom.standalone.tricks.Trick.Expected;
import io.wireroom.standalone.tricks.TrickySite;
import io.wireroom.testkit.origin.Answer;
import io.wireroom.testkit.origin.LoopbackHosts;
import io.wireroom.testkit.origin.OriginServer;
import io.wireroom.testkit.origin.ReceivedRequest;
import io.wireroom.testkit.origin.ServedSite;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 300 invented pages of 15 sites, most of which mislead: articles stay apart, none is stored twice, walls are rejected. */
@Tag("crash")
class TrickyPagesTest {

    private static final int SITES = 15;
    private static final Duration RUN_LIMIT = Duration.ofMinutes(5);

    @Test
    void articlesStayApartAndTheLedgerBalances(@TempDir Path directory) throws Exception {
        var sites = new ConcurrentSkipListMap<Integer, TrickySite>();
        try (var origin = OriginServer.start(0, served(sites))) {
            var published = Instant.now().minus(3, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
            for (var number = 0; number < SITES; number++) {
                sites.put(number, new TrickySite(root(origin, number), number, published));
            }
            try (var wire = new WireroomProcess(
                    directory,
                    IntStream.range(0, SITES)
                            .mapToObj(number -> root(origin, number) + "/feed")
                            .toList())) {
                var once = wire.up("--once");
                assertThat(once.exitCode(RUN_LIMIT)).as(once.output()).isZero();
                assertThat(once.output()).contains("The ledger balances.");

                var stored = stored(wire);
                var expected = stories(sites.values(), Expected.ARTICLE).toList();
                assertThat(stored.stream().map(article -> article.path("title").asText()))
                        .containsExactlyInAnyOrderElementsOf(
                                expected.stream().map(InventedStory::title).toList());
                assertThat(stored).allSatisfy(TrickyPagesTest::hasOnlyItsOwnText);
                wire.inStore(connection -> assertThat(rejectedAsWall(connection))
                        .containsExactlyInAnyOrderElementsOf(stories(sites.values(), Expected.WALL)
                                .map(InventedStory::slug)
                                .toList()));
            }
        }
    }

    private static ServedSite served(Map<Integer, TrickySite> sites) {
        return new ServedSite() {
            @Override
            public Answer answer(ReceivedRequest request) {
                var site = sites.get(request.host());
                return site == null ? Answer.empty(404, Duration.ZERO) : site.answer(request.path());
            }

            @Override
            public void ended(ReceivedRequest request, boolean whole, long atNanos) {}
        };
    }

    private static String root(OriginServer origin, int number) {
        return "http://" + LoopbackHosts.address(number) + ":" + origin.port();
    }

    private static Stream<InventedStory> stories(Collection<TrickySite> sites, Expected expected) {
        return sites.stream()
                .flatMap(site -> site.stories().entrySet().stream()
                        .filter(entry -> expects(entry.getKey(), expected))
                        .map(entry -> entry.getValue()));
    }

    private static boolean expects(Trick trick, Expected expected) {
        return trick.expected() == expected;
    }

    private static List<JsonNode> stored(WireroomProcess wire) throws Exception {
        var articles = wire.command("articles", "--limit", "1000");
        assertThat(articles.exitCode(WireroomProcess.EXIT_LIMIT))
                .as(articles.output())
                .isZero();
        var stored = new ArrayList<JsonNode>();
        for (var line : articles.lines()) {
            stored.add(JsonCodec.MAPPER.readTree(line));
        }
        return stored;
    }

    /** The numbers of a title and of its sentences belong together; no sentence of another story is in the text. */
    private static void hasOnlyItsOwnText(JsonNode article) {
        var story = InventedStory.titled(article.path("title").asText());
        assertThat(article.path("text").asText().lines().filter(line -> !line.isBlank()))
                .as(story.title())
                .containsExactlyElementsOf(story.sentences());
    }

    private static List<String> rejectedAsWall(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select regexp_replace(url, '.*/', '') from outcome where status = 'rejected' and reason = 'wall'")) {
            var slugs = new ArrayList<String>();
            while (rows.next()) {
                slugs.add(rows.getString(1));
            }
            return slugs;
        }
    }
}
