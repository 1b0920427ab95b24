package io.wireroom.store.query;

import static io.wireroom.testkit.Samples.TEN;
import static io.wireroom.testkit.Samples.article;
import static io.wireroom.testkit.Samples.item;
import static io.wireroom.testkit.Samples.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.wireroom.contract.Article;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.store.SearchIndexer;
import io.wireroom.store.SearchRebuild;
import io.wireroom.store.StoreFixture;
import io.wireroom.store.query.Articles.Query;
import io.wireroom.testkit.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArticlesTest {

    private final TestDatabase store = StoreFixture.emptyStore();
    private final StoreFixture fixture = new StoreFixture(store);

    @Test
    void returnsRecordsNewestFirstOneOnALine() throws SQLException {
        fixture.write(
                record(0, article("early", 1), item("early")),
                record(1, article("late", 3), item("late")),
                record(2, article("early", 2), item("early"), 2));

        assertThat(read(new Query(null, null, 10, false))).containsExactly(article("late", 3), article("early", 2));
        assertThat(read(new Query(null, null, 10, true)))
                .containsExactly(article("late", 3), article("early", 2), article("early", 1));
        assertThat(read(new Query(null, null, 1, false))).containsExactly(article("late", 3));
        assertThat(read(new Query(null, TEN.plusSeconds(180), 10, false))).containsExactly(article("late", 3));
    }

    @Test
    void findsAnArticleAtOnceAndAfterIndexing() throws SQLException {
        fixture.write(
                record(0, article("quay", 1, "The quay", "A crane fell"), item("quay")),
                record(1, article("mill", 1, "The mill", "A wheel turned"), item("mill")));

        var atOnce = found("crane");
        var indexed = new SearchIndexer(store.pool()).indexSome();
        var afterwards = found("crane");

        assertThat(atOnce).containsExactly("quay");
        assertThat(indexed).isEqualTo(2);
        assertThat(new SearchIndexer(store.pool()).waiting()).isZero();
        assertThat(afterwards).containsExactly("quay");
        assertThat(found("the -crane")).containsExactly("mill");
    }

    @Test
    void findsTheNewestVersionOnlyByItsOwnWords() throws SQLException {
        var indexer = new SearchIndexer(store.pool());
        fixture.write(record(0, article("quay", 1, "The quay", "A crane fell"), item("quay")));
        indexer.indexSome();
        fixture.write(record(1, article("quay", 2, "The quay", "A bridge fell"), item("quay"), 2));

        assertThat(found("crane")).isEmpty();
        assertThat(found("bridge")).containsExactly("quay");
        indexer.indexSome();
        assertThat(found("crane")).isEmpty();
        assertThat(found("bridge")).containsExactly("quay");
    }

    @Test
    void theIndexerComesBackToWhatWasAddedBeforeItsPlace() throws SQLException {
        var indexer = new SearchIndexer(store.pool());
        fixture.write(record(0, article("mill", 1, "The mill", "A wheel turned"), item("mill")));
        indexer.indexSome();
        fixture.write(record(1, article("dam", 1, "The dam", "A gate opened"), item("dam")));

        assertThat(indexer.indexSome()).isEqualTo(1);
        assertThat(indexer.waiting()).isZero();
        assertThat(indexer.indexSome()).isZero();
    }

    @Test
    void aRebuildIndexesEveryArticleAndRemovesTheRest() throws SQLException {
        fixture.write(
                record(0, article("quay", 1, "The quay", "A crane fell"), item("quay")),
                record(1, article("mill", 1, "The mill", "A wheel turned"), item("mill")));
        store.execute("truncate article_search_todo");
        store.execute("insert into article_search values ('gone', 1, ''::tsvector)");

        var rebuilt = SearchRebuild.run(store.pool(), done -> {});

        assertThat(rebuilt).isEqualTo(new SearchRebuild.Rebuilt(2, 1, List.of()));
        assertThat(found("crane")).hasSize(1);
        assertThat(found("wheel")).hasSize(1);
    }

    @Test
    void aTextBeyondAllBoundsIsIndexedByItsBeginning() throws SQLException {
        var text = "anchor " + "word ".repeat(200_000) + "lighthouse";
        fixture.write(record(0, article("long", 1, "Long", text), item("long")));

        new SearchIndexer(store.pool()).indexSome();

        assertThat(found("anchor")).containsExactly("long");
        assertThat(found("lighthouse")).isEmpty();
    }

    @Test
    void theSummaryCountsTheStore() throws SQLException {
        store.execute("truncate sink_offset");
        SampleStore.fill(store);

        assertThat(Summary.read(store.pool()))
                .isEqualTo(new Summary(
                        1,
                        15,
                        9,
                        7,
                        7,
                        0,
                        0,
                        2,
                        1,
                        new TreeMap<>(java.util.Map.of("wall", 1L)),
                        new TreeMap<>(java.util.Map.of("not-found", 1L, "robots", 1L)),
                        2,
                        0,
                        7));
    }

    private List<String> found(@Nullable String words) throws SQLException {
        return read(new Query(words, null, 10, false)).stream()
                .map(found -> found.url().getPath().substring(1))
                .toList();
    }

    private List<Article> read(Query query) throws SQLException {
        var lines = new ArrayList<String>();
        var count = Articles.read(store.pool(), query, lines::add);
        assertThat(lines).hasSize(count).noneMatch(line -> line.contains("\n"));
        return lines.stream().map(ArticlesTest::parse).toList();
    }

    private static Article parse(String line) {
        try {
            return JsonCodec.MAPPER.readValue(line, Article.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
