package io.wireroom.store;

import static io.wireroom.testkit.Samples.ARTICLES;
import static io.wireroom.testkit.Samples.GROUPS;
import static io.wireroom.testkit.Samples.NOW;
import static io.wireroom.testkit.Samples.STORIES;
import static io.wireroom.testkit.Samples.TEN;
import static io.wireroom.testkit.Samples.article;
import static io.wireroom.testkit.Samples.articleId;
import static io.wireroom.testkit.Samples.group;
import static io.wireroom.testkit.Samples.item;
import static io.wireroom.testkit.Samples.record;
import static io.wireroom.testkit.Samples.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Erased;
import io.wireroom.contract.Story;
import io.wireroom.contract.StoryId;
import io.wireroom.contract.address.Site;
import io.wireroom.store.BatchWriter.Result;
import io.wireroom.store.query.StoryList;
import io.wireroom.store.query.Trace;
import io.wireroom.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GroupsAndStoriesTest {

    private static final String STORY = "5".repeat(32);
    private static final String OTHER = "7".repeat(32);

    private final TestDatabase store = StoreFixture.emptyStore();
    private final StoreFixture fixture = new StoreFixture(store);

    @SuppressWarnings("NullAway") // Kafka's own signature knows no null markers; a tombstone has no value
    private static ConsumerRecord<String, byte[]> tombstone(TopicPartition partition, long offset, String key) {
        return record(partition, offset, key, null);
    }

    private List<String> groups() {
        return store.rows("select article, copy_of, story from article_group order by article");
    }

    private List<String> titles() {
        return store.rows("select title from story order by id");
    }

    private void storeArticles(String... pages) {
        for (var page : pages) {
            fixture.write(record(fixture.next(ARTICLES), article(page, 1), item(page)));
        }
    }

    @Test
    void theLastRecordOfAKeyCountsAndARepetitionChangesNothing() {
        var records = List.of(
                record(0, group("ferry", null, STORY)),
                record(1, group("tide", "ferry", STORY)),
                record(2, group("tide", "ferry", OTHER)),
                record(0, story(STORY, "Ferry returns", "ferry", "tide")),
                record(1, story(STORY, "Ferry is back", "ferry", "tide")));

        assertThat(fixture.writeAll(records)).isInstanceOf(Result.Written.class);
        var groups = groups();
        new StoreFixture(store).writeAll(records);

        assertThat(groups)
                .containsExactlyInAnyOrder(
                        articleId("ferry") + " - " + STORY, articleId("tide") + " " + articleId("ferry") + " " + OTHER);
        assertThat(groups()).isEqualTo(groups);
        assertThat(titles()).containsExactly("Ferry is back");
        assertThat(store.rows("select article from story_article where story = '" + OTHER + "'"))
                .containsExactly(articleId("tide").value());
    }

    @Test
    void aTombstoneRemovesTheRow() {
        fixture.write(record(0, group("ferry", null, STORY)), record(0, story(STORY, "Ferry", "ferry", "tide")));

        fixture.write(tombstone(GROUPS, 1, articleId("ferry").value()), tombstone(STORIES, 1, STORY));

        assertThat(groups()).isEmpty();
        assertThat(titles()).isEmpty();
    }

    @Test
    void aRecordThatCannotBeReadIsADeadLetterAndTheOthersAreStored() {
        var bad = "{\"id\":".getBytes(StandardCharsets.UTF_8);

        fixture.write(
                record(GROUPS, 0, "x", bad), record(1, group("ferry", null, STORY)), record(STORIES, 0, STORY, bad));

        assertThat(fixture.letters).hasSize(2);
        assertThat(groups()).hasSize(1);
        assertThat(fixture.next(GROUPS)).isEqualTo(2);
    }

    @Test
    void textThatPostgreSqlCannotHoldIsStoredWithoutIt() {
        fixture.write(record(0, story(STORY, "Ferry\u0000 re\ud800turns", "ferry", "tide")));

        assertThat(titles()).containsExactly("Ferry re\ufffdturns");
    }

    @Test
    void aMergedStoryIsListedNoMoreAndASplitStaysKnown() throws SQLException {
        var newer = story(OTHER, "Ferry again", "mill", "tide");
        fixture.write(
                record(0, story(STORY, "Ferry returns", "ferry", "tide")),
                record(
                        1,
                        new Story(
                                newer.id(),
                                newer.title(),
                                newer.centralArticle(),
                                List.of(),
                                0,
                                false,
                                TEN,
                                NOW,
                                1,
                                List.of("en"),
                                List.of(),
                                List.of(),
                                new StoryId(STORY),
                                null,
                                NOW)));

        var listed = new ArrayList<String>();
        StoryList.read(store.pool(), new StoryList.Query(null, "en", 10), found -> listed.add(found.title()));

        assertThat(listed).containsExactly("Ferry returns");
        assertThat(store.rows("select merged_into from story where id = '" + OTHER + "'"))
                .containsExactly(STORY);
        assertThat(StoryList.read(store.pool(), new StoryList.Query(null, "de", 10), found -> {}))
                .isZero();
        assertThat(StoryList.read(store.pool(), new StoryList.Query(NOW, null, 10), found -> {}))
                .isZero();
    }

    @Test
    void aTraceNamesTheOriginalTheCopiesAndTheStory() throws SQLException {
        storeArticles("ferry", "tide");
        fixture.write(
                record(0, group("ferry", null, STORY)),
                record(1, group("tide", "ferry", STORY)),
                record(0, story(STORY, "Ferry returns", "ferry", "tide")));

        var original = Trace.of(store.pool(), "https://gazette.example/ferry").matches();
        var copy = Trace.of(store.pool(), articleId("tide").value()).matches();

        var inStory = new Trace.InStory(new StoryId(STORY), "Ferry returns", 2);
        assertThat(original).containsExactly(new Trace.Matched(articleId("ferry"), NOW, null, 1, inStory));
        assertThat(copy)
                .containsExactly(new Trace.Matched(
                        articleId("tide"),
                        NOW,
                        new Trace.Original(articleId("ferry"), "https://gazette.example/ferry"),
                        0,
                        inStory));
        assertThat(StoryList.members(store.pool(), new StoryId(STORY)))
                .extracting(StoryList.Member::id)
                .containsExactlyInAnyOrder(articleId("ferry"), articleId("tide"));
    }

    private static Erased erased(String page) {
        return new Erased(
                articleId(page).value(), Erased.Kind.ARTICLE, new Site("gazette.example"), NOW, "editor", null, false);
    }

    @Test
    void anErasureTakesTheWordsOfTheArticleOutOfItsStory() throws SQLException {
        storeArticles("ferry", "tide");
        var groups = List.of(record(0, group("ferry", null, STORY)), record(1, group("tide", null, STORY)));
        fixture.writeAll(groups);
        fixture.write(record(0, story(STORY, "Secret ferry", "ferry", "tide")));

        Erasure.run(store.pool(), List.of(erased("ferry")));
        var afterOne = store.rows("select title, names, places from story");
        // A record that was written before the erasure is read after it.
        fixture.write(record(1, story(STORY, "Secret ferry", "ferry", "tide")));
        var afterLate = store.rows("select title, names, places from story");
        var groupsAfterOne = groups();
        Erasure.run(store.pool(), List.of(erased("tide")));

        assertThat(afterOne).containsExactly("Ferry tide returns {} {}");
        assertThat(afterLate).isEqualTo(afterOne);
        assertThat(groupsAfterOne).hasSize(1);
        assertThat(titles()).isEmpty();
        assertThat(groups()).isEmpty();
    }

    @Test
    void groupsAndStoriesGoWithTheirArticles() throws SQLException {
        storeArticles("ferry");
        fixture.write(record(0, group("ferry", null, STORY)), record(0, story(STORY, "Ferry", "ferry", "tide")));
        var month = Duration.ofDays(30);

        Pruning.prune(store.pool(), new Retention(month, month, null), NOW.plus(month.multipliedBy(2)));
        var kept = titles();
        Pruning.prune(store.pool(), new Retention(month, month, month), NOW.plus(month.multipliedBy(2)));

        assertThat(kept).hasSize(1);
        assertThat(titles()).isEmpty();
        assertThat(groups()).isEmpty();
    }
}
