package io.wireroom.store;

import static io.wireroom.testkit.Samples.ARTICLES;
import static io.wireroom.testkit.Samples.GAZETTE;
import static io.wireroom.testkit.Samples.NOW;
import static io.wireroom.testkit.Samples.TEN;
import static io.wireroom.testkit.Samples.TOPICS;
import static io.wireroom.testkit.Samples.article;
import static io.wireroom.testkit.Samples.articleId;
import static io.wireroom.testkit.Samples.item;
import static io.wireroom.testkit.Samples.record;
import static io.wireroom.testkit.Samples.url;
import static io.wireroom.testkit.Samples.wayToTheStore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wireroom.contract.Erased;
import io.wireroom.contract.Erased.Kind;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Site;
import io.wireroom.store.query.Erasable;
import io.wireroom.store.query.Ledger;
import io.wireroom.store.query.LedgerSums;
import io.wireroom.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ErasureTest {

    private static final Site SITE = new Site("gazette.example");
    private static final String PHRASE = "ferry came back";

    private final TestDatabase store = StoreFixture.emptyStore();
    private final StoreFixture fixture = new StoreFixture(store);
    private long offset;

    private static Erased erased(String page, boolean again) {
        return new Erased(articleId(page).value(), Kind.ARTICLE, SITE, NOW, "editor", "on request", again);
    }

    /** A page as enrich publishes its erasure. */
    @SuppressWarnings("NullAway") // Kafka's own signature knows no null markers; a tombstone has no value
    private ConsumerRecord<String, byte[]> tombstone(Erased erased) {
        var record = record(ARTICLES, offset++, erased.id(), null);
        RecordHeaders.addErasure(
                record.headers(), "/wireroom/test", erased, TOPICS.erased().codec());
        return record;
    }

    private ConsumerRecord<String, byte[]> version(String page, int version) {
        return record(offset++, article(page, version), item(page), version);
    }

    private void store(String... pages) throws SQLException {
        for (var page : pages) {
            fixture.write(version(page, 1));
            var next = new ArrayList<ConsumerRecord<String, byte[]>>();
            var at = fixture.next(io.wireroom.testkit.Samples.OUTCOMES);
            for (var outcome : wayToTheStore(page)) {
                next.add(record(at++, outcome));
            }
            fixture.writeAll(next);
        }
        fixture.caughtUp();
        new SearchIndexer(store.pool()).indexSome();
    }

    private Ledger ledger() throws SQLException {
        return Ledger.read(store.pool(), TEN.minusSeconds(1), Duration.ofHours(24), NOW);
    }

    /** Where the text or its lexemes are: every column of every table that can hold text. */
    private List<String> holders() {
        var found = new ArrayList<String>();
        for (var column : store.rows("""
                select table_name || '.' || column_name from information_schema.columns c
                  join information_schema.tables t using (table_schema, table_name)
                 where table_schema = 'public' and table_type = 'BASE TABLE'
                   and data_type in ('text', 'character varying', 'jsonb', 'json', 'bytea', 'tsvector', 'ARRAY')""")) {
            var parts = column.split("\\.");
            var like = store.rows("select count(*) from " + parts[0] + " where " + parts[1] + "::text like '%" + PHRASE
                    + "%' or " + parts[1] + "::text like '%''noon''%'");
            if (!like.equals(List.of("0"))) {
                found.add(column);
            }
        }
        return found;
    }

    @Test
    void nothingOfTheTextRemainsInAnyTableAndTheLedgerShowsWhy() throws SQLException {
        store("ferry", "tide");
        assertThat(holders()).containsExactlyInAnyOrder("article_version.record", "article_search.document");

        var removed = Erasure.run(store.pool(), List.of(erased("ferry", false), erased("tide", false)));

        assertThat(holders()).isEmpty();
        assertThat(removed.rows())
                .containsEntry("newest_article", 2)
                .containsEntry("article_version", 2)
                .containsEntry("article_search", 2)
                .containsEntry("outcome", 2);
        assertThat(ledger().balanced()).isTrue();
        assertThat(ledger().total().erased()).isEqualTo(2);
        assertThat(ledger().total().stored()).isZero();
        assertThat(store.rows("select status, is_final, detail from outcome where step = 'store' order by item"))
                .containsOnly("erased t by editor: on request");
    }

    @Test
    void theSumsOfTheHourFollow() throws SQLException {
        store("ferry");
        LedgerSums.update(store.pool(), Duration.ofHours(24), NOW);

        Erasure.run(store.pool(), List.of(erased("ferry", false)));
        LedgerSums.update(store.pool(), Duration.ofHours(24), NOW.plus(Duration.ofHours(1)));

        assertThat(store.rows("select term, number from ledger_sum order by 1"))
                .containsExactly("discovered 1", "erased 1");
        assertThat(store.rows("select imbalances from ledger_hour")).containsExactly("0");
    }

    @Test
    void anotherArticleStays() throws SQLException {
        store("ferry", "tide");

        Erasure.run(store.pool(), List.of(erased("ferry", false)));

        assertThat(store.rows("select id from article"))
                .containsExactly(articleId("tide").value());
        assertThat(store.rows("select id from article_search"))
                .containsExactly(articleId("tide").value());
    }

    @Test
    void toEraseTwiceChangesNothing() throws SQLException {
        store("ferry");
        Erasure.run(store.pool(), List.of(erased("ferry", false)));
        var before = store.rows("select * from outcome order by 1, 2, 3");

        var again = Erasure.run(store.pool(), List.of(erased("ferry", false)));

        assertThat(again.rows().values()).containsOnly(0);
        assertThat(store.rows("select * from outcome order by 1, 2, 3")).isEqualTo(before);
    }

    @Test
    void aVersionThatArrivesLateIsRefused() throws SQLException {
        store("ferry");
        Erasure.run(store.pool(), List.of(erased("ferry", false)));

        fixture.write(version("ferry", 2));

        assertThat(holders()).isEmpty();
        assertThat(store.rows(
                        "select attempt, status, version, detail from outcome where step = 'store' order by attempt"))
                .containsExactly("1 erased 1 by editor: on request", "2 erased 2 by editor: on request");
    }

    @Test
    void theTombstoneOfTheTopicErasesWhatCameBeforeItAlsoInOneBatch() throws SQLException {
        store("ferry");

        fixture.write(version("ferry", 2), tombstone(erased("ferry", false)), version("ferry", 3));

        assertThat(holders()).isEmpty();
        assertThat(store.rows("select attempt, status from outcome where step = 'store' order by attempt"))
                .containsExactly("1 erased", "2 erased", "3 erased");
    }

    @Test
    void oneThatMayReturnIsStoredAgainAfterItsTombstone() throws SQLException {
        store("ferry");
        Erasure.run(store.pool(), List.of(erased("ferry", false)));

        fixture.write(version("ferry", 2), tombstone(erased("ferry", true)), version("ferry", 3));

        assertThat(store.rows("select version from article")).containsExactly("3");
        assertThat(store.rows("select attempt, status from outcome where step = 'store' order by attempt"))
                .containsExactly("1 erased", "2 erased", "3 stored");
        assertThat(store.rows("select count(*) from erased_article")).containsExactly("0");
    }

    @Test
    void aStoreThatIsFilledAgainEndsTheSame() throws SQLException {
        var records = List.of(version("ferry", 1), version("ferry", 2), tombstone(erased("ferry", false)));
        fixture.writeAll(records);
        var before = store.rows("select item, step, attempt, status, detail from outcome order by 1, 2, 3");

        store.execute("update sink_offset set next_offset = 0");
        fixture.claimAll();
        fixture.writeAll(records);

        assertThat(holders()).isEmpty();
        assertThat(store.rows("select item, step, attempt, status, detail from outcome order by 1, 2, 3"))
                .isEqualTo(before);
    }

    @Test
    @SuppressWarnings("NullAway") // as above
    void aTombstoneThatDoesNotStateWhyChangesNothing() throws SQLException {
        store("ferry");

        fixture.write(record(ARTICLES, offset++, articleId("ferry").value(), null));

        assertThat(store.rows("select count(*) from article")).containsExactly("1");
    }

    @Test
    void anArticleIsFoundByAddressItemLinkAndId() throws SQLException {
        store("ferry");
        var link = LinkId.of(Address.of(url("ferry")).orElseThrow());

        for (var wanted : List.of(
                url("ferry"),
                "www.gazette.example/ferry",
                item("ferry").id().value(),
                link.value(),
                articleId("ferry").value())) {
            var found = Erasable.of(store.pool(), wanted);
            assertThat(found.articles()).as(wanted).containsOnlyKeys(articleId("ferry"));
            assertThat(found.articles().values()).containsExactly(SITE);
            assertThat(found.sources()).containsExactly(GAZETTE.id());
            assertThat(found.stored()).isEqualTo(1);
        }
        assertThat(Erasable.of(store.pool(), url("other")).isEmpty()).isTrue();
    }

    @Test
    void anErasedArticleIsStillFoundSoThatItsReturnCanBeAllowed() throws SQLException {
        store("ferry");
        Erasure.run(store.pool(), List.of(erased("ferry", false)));
        store.execute("truncate outcome_item, outcome_link");

        var found = Erasable.of(store.pool(), url("ferry"));

        assertThat(found.articles()).containsOnlyKeys(articleId("ferry"));
        assertThat(found.stored()).isZero();
    }

    @Test
    void anErasureThatWasCutShortIsFinishedByTheNext() throws SQLException {
        storeMany(120);
        assertThatThrownBy(() -> Erasable.ofSource(store.pool(), GAZETTE.id(), some -> {
                    if (some.stored() < 100) {
                        throw new SQLException("killed", "57P01");
                    }
                    erase(some);
                }))
                .hasMessage("killed");
        assertThat(store.rows("select count(*) from article")).containsExactly("20");

        Erasable.ofSource(store.pool(), GAZETTE.id(), this::erase);

        assertThat(holders()).isEmpty();
        assertThat(store.rows("select status, count(*) from outcome group by 1"))
                .containsExactly("erased 120");
    }

    private void storeMany(int pages) {
        var versions = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (var page = 0; page < pages; page++) {
            versions.add(version("page-" + page, 1));
        }
        fixture.writeAll(versions);
    }

    private void erase(Erasable some) throws SQLException {
        var all = new ArrayList<Erased>();
        some.articles()
                .forEach((id, site) -> all.add(new Erased(id.value(), Kind.ARTICLE, site, NOW, "editor", null, false)));
        Erasure.run(store.pool(), all);
    }

    @Test
    void theArticlesOfASourceAreFoundInSteps() throws SQLException {
        storeMany(150);
        var steps = new ArrayList<Integer>();

        Erasable.ofSource(store.pool(), GAZETTE.id(), some -> {
            steps.add(some.stored());
            erase(some);
        });
        Erasable.ofSource(store.pool(), new SourceId("another"), some -> steps.add(-1));

        assertThat(steps).containsExactly(100, 50);
        assertThat(holders()).isEmpty();
    }
}
