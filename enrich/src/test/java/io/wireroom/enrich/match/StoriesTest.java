package io.wireroom.enrich.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article.Tags;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.StoryId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoriesTest {

    private static final Instant START = InventedWire.START;

    private final Stories stories = new Stories(StorySettings.DEFAULT);
    private final Random random = new Random(5);

    private static ArticleId id(String value) {
        return new ArticleId(value);
    }

    private static Fingerprint fingerprint(String id, int version, Instant seenAt, String language, String text) {
        return Fingerprinter.of(id(id), version, null, seenAt, language, "", text, Tags.NONE);
    }

    private List<StoryEvent> put(String id, String text) {
        return put(id, 1, START, text);
    }

    private List<StoryEvent> put(String id, int version, Instant seenAt, String text) {
        return stories.put(fingerprint(id, version, seenAt, "en", text), Optional.empty());
    }

    private StoryId story(String article) {
        return stories.storyOf(id(article)).orElseThrow();
    }

    /** A text about an event: most of its words in another order, and some that are nobody else's. */
    private String about(String... events) {
        var words = new ArrayList<String>();
        for (var event : events) {
            var own = new ArrayList<>(words(event));
            Collections.shuffle(own, random);
            words.addAll(own.subList(0, 14));
        }
        for (int i = 0; i < 6; i++) {
            words.add("filler" + random.nextInt(100_000));
        }
        return "It " + String.join(" ", words) + ".";
    }

    /** The sixteen words of an event; names begin with capitals. */
    private static List<String> words(String event) {
        return IntStream.range(0, 16)
                .mapToObj(word -> (word % 3 == 0 ? "N" : "w") + event + (char) ('a' + word))
                .collect(Collectors.toList());
    }

    @Test
    void articlesAboutOneEventAreAStory() {
        assertThat(put("a", about("flood"))).isEmpty();
        assertThat(put("b", about("strike"))).isEmpty();
        assertThat(stories.storyOf(id("a"))).isEmpty();

        assertThat(put("c", about("flood")))
                .containsExactly(
                        new StoryEvent.Joined(id("a"), story("a")), new StoryEvent.Joined(id("c"), story("a")));
        assertThat(stories.storyOf(id("b"))).isEmpty();
    }

    @Test
    void aStoryKeepsItsIdAsItGrows() {
        put("a", about("flood"));
        put("b", about("flood"));
        var story = story("a");

        for (int i = 0; i < 100; i++) {
            assertThat(put("c" + i, about("flood"))).containsExactly(new StoryEvent.Joined(id("c" + i), story));
        }
    }

    @Test
    void storiesThatGrowTogetherKeepTheIdOfTheOlder() {
        put("a", about("flood"));
        put("b", about("flood"));
        put("c", about("dam"));
        put("d", about("dam"));
        var older = story("a");
        var newer = story("c");
        assertThat(newer).isNotEqualTo(older);

        var events = new ArrayList<StoryEvent>();
        for (int i = 0; i < 8; i++) {
            events.addAll(put("e" + i, about("flood", "dam")));
        }

        assertThat(events)
                .filteredOn(event -> event instanceof StoryEvent.Merged)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event).isInstanceOf(StoryEvent.Merged.class);
                    var merged = (StoryEvent.Merged) event;
                    assertThat(merged.story()).isEqualTo(newer);
                    assertThat(merged.into()).isEqualTo(older);
                    assertThat(merged.articles()).startsWith(id("c"), id("d")).doesNotContain(id("a"), id("b"));
                });
        assertThat(story("d")).isEqualTo(older);
    }

    @Test
    void aStoryThatTurnsOutToBeTwoIsSplit() {
        put("bridge", about("flood", "match"));
        var events = new ArrayList<StoryEvent>();
        for (int i = 0; i < 6; i++) {
            events.addAll(put("f" + i, about("flood")));
            events.addAll(put("m" + i, about("match")));
        }

        assertThat(story("f5")).isNotEqualTo(story("m5"));
        assertThat(story("f0")).isEqualTo(story("f5"));
        assertThat(story("m0")).isEqualTo(story("m5"));
        assertThat(events).anyMatch(event -> event instanceof StoryEvent.Split);
    }

    @Test
    void aCopyIsInTheStoryOfItsOriginal() {
        put("a", about("flood"));
        stories.put(fingerprint("b", 1, START, "en", about("strike")), Optional.of(id("a")));

        assertThat(story("b")).isEqualTo(story("a"));
    }

    @Test
    void aTranslationIsFoundByNamesAndNumbers() {
        put(
                "en",
                "The airline said in Toulouse that Airbrook and Skylane ordered 179 jets for 40 million at the Meridon"
                        + " fair.");
        put("xx", "The mayor of Northport said that Fairlane school opens 12 rooms in May after the Hale storm.");
        stories.put(
                fingerprint(
                        "it",
                        1,
                        START,
                        "it",
                        "La compagnia ha detto a Toulouse che Airbrook e Skylane hanno ordinato 179 aerei per 40"
                                + " milioni al salone Meridon."),
                Optional.empty());

        assertThat(story("it")).isEqualTo(story("en"));
        assertThat(stories.storyOf(id("xx"))).isEmpty();
    }

    @Test
    void aVersionAboutAnotherEventChangesItsStory() {
        put("a", about("flood"));
        put("b", about("flood"));
        put("c", about("strike"));
        put("d", about("strike"));

        put("b", 2, START, about("strike"));

        assertThat(story("b")).isEqualTo(story("c"));
        assertThat(stories.storyOf(id("a"))).isEmpty();
        assertThat(put("b", 1, START, about("flood"))).isEmpty();
    }

    @Test
    void anOldStoryNeedsMoreInCommon() {
        put("a", about("flood"));

        put("b", 1, START.plus(Duration.ofDays(400)), about("flood"));

        assertThat(stories.storyOf(id("b"))).isEmpty();
    }

    @Test
    void whatIsRemovedLeaves() {
        put("a", about("flood"));
        put("b", 1, START.plus(Duration.ofDays(2)), about("flood"));
        var story = story("a");

        assertThat(stories.remove(id("a")))
                .containsExactly(new StoryEvent.Left(id("a"), story), new StoryEvent.Left(id("b"), story));
        assertThat(stories.storyOf(id("b"))).isEmpty();
    }

    @Test
    void nothingIsSaidOfWhatIsForgotten() {
        put("a", about("flood"));
        put("b", about("flood"));
        var story = story("a");

        stories.forget(id("a"));

        assertThat(put("c", about("flood")))
                .containsExactly(new StoryEvent.Joined(id("b"), story), new StoryEvent.Joined(id("c"), story));
        assertThat(stories.storyOf(id("a"))).isEmpty();
    }

    /** Whoever follows the events knows the story of each article. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theEventsAddUp(long seed) {
        var drawn = new Random(seed);
        var followed = new HashMap<ArticleId, StoryId>();
        var versions = new HashMap<String, Integer>();
        var names = List.of("flood", "strike", "match", "dam", "vote", "quake");
        for (int i = 0; i < 400; i++) {
            var article = "a" + drawn.nextInt(120);
            var first = names.get(drawn.nextInt(names.size()));
            var second = names.get(drawn.nextInt(names.size()));
            var events = drawn.nextInt(8) == 0
                    ? stories.remove(id(article))
                    : put(
                            article,
                            versions.merge(article, 1, Integer::sum),
                            START.plus(Duration.ofHours(i)),
                            drawn.nextInt(4) == 0 ? about(first, second) : about(first));
            events.forEach(event -> follow(event, followed));

            assertThat(known(120)).isEqualTo(followed);
        }
    }

    private Map<ArticleId, StoryId> known(int articles) {
        return IntStream.range(0, articles)
                .mapToObj(article -> id("a" + article))
                .filter(article -> stories.storyOf(article).isPresent())
                .collect(Collectors.toMap(
                        Function.identity(), article -> stories.storyOf(article).orElseThrow()));
    }

    private static void follow(StoryEvent event, Map<ArticleId, StoryId> followed) {
        switch (event) {
            case StoryEvent.Joined(var article, var story) ->
                assertThat(followed.put(article, story)).isNull();
            case StoryEvent.Left(var article, var story) ->
                assertThat(followed.remove(article)).isEqualTo(story);
            case StoryEvent.Merged(var story, var into, var articles) ->
                followed.replaceAll((article, known) -> known.equals(story) ? into : known);
            case StoryEvent.Split(var from, var story, var articles) ->
                articles.forEach(
                        article -> assertThat(followed.put(article, story)).isEqualTo(from));
        }
    }
}
