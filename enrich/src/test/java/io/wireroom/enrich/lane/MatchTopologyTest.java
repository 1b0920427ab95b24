package io.wireroom.enrich.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article.Tags;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.Story;
import io.wireroom.contract.StoryId;
import io.wireroom.contract.address.Site;
import io.wireroom.enrich.match.ArticleMatcher;
import io.wireroom.enrich.match.Fingerprint;
import io.wireroom.enrich.match.Fingerprinter;
import io.wireroom.enrich.match.InventedWire;
import io.wireroom.enrich.match.InventedWire.Edit;
import io.wireroom.enrich.match.StorySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The step match as a topology: what a consumer of its topics learns. */
class MatchTopologyTest {

    private static final Instant START = InventedWire.START;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path data;

    @SuppressWarnings("NullAway.Init") // set before each test
    private LaneStream stream;

    @BeforeEach
    void open() {
        stream = new LaneStream(data, MatchSettings.DEFAULT);
    }

    @AfterEach
    void close() {
        stream.close();
    }

    private static ArticleId id(String value) {
        return new ArticleId(value);
    }

    private static Fingerprint about(
            String id, int version, String site, Instant seenAt, String language, String text) {
        return Fingerprinter.of(id(id), version, new Site(site), seenAt, language, "", text, Tags.NONE);
    }

    private static Fingerprint flood(String id, String site, int minutes) {
        return flood(id, 1, site, "en", minutes);
    }

    /** Half of the words are nobody else's, so it is no copy. */
    private static Fingerprint flood(String id, int version, String site, String language, int minutes) {
        var own = new Random(id.hashCode());
        var words = new ArrayList<>(List.of(
                "Norhaven",
                "harbour",
                "flooded",
                "barrier",
                "Sarn",
                "storm",
                "surge",
                "evacuated",
                "mayor",
                "Lindqvist",
                "ferries",
                "cancelled",
                "dykes",
                "engineers",
                "pumps",
                "rainfall"));
        Collections.shuffle(words, own);
        for (int i = 0; i < 8; i++) {
            words.add("filler" + own.nextInt(100_000));
        }
        return about(
                id,
                version,
                site,
                START.plus(Duration.ofMinutes(minutes)),
                language,
                "It " + String.join(" ", words) + ".");
    }

    /** Copies, edits, reports of one frame, events with several articles and new versions, in some order. */
    private static List<Fingerprint> articles(long seed) {
        var random = new Random(seed);
        var wire = new InventedWire(seed);
        var all = new ArrayList<Fingerprint>();
        for (int i = 0; i < 12; i++) {
            var story = wire.story();
            all.add(wire.fingerprint("o" + i, story));
            for (int copy = 0; copy < 1 + i % 3; copy++) {
                var edit = Edit.values()[random.nextInt(Edit.values().length)];
                all.add(wire.fingerprint("c" + i + "-" + copy, wire.edited(story, edit)));
            }
            all.add(wire.fingerprint("r" + i, wire.marketReport()));
            all.add(flood("f" + i, "site" + i % 4 + ".example", 10 * i));
        }
        Collections.shuffle(all, random);
        return all;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aConsumerLearnsWhatTheMatcherFinds(long seed) {
        var matcher = new ArticleMatcher(MatchSettings.DEFAULT.window(), StorySettings.DEFAULT);
        for (var article : articles(seed)) {
            matcher.put(article);
            stream.put(article);
        }

        assertThat(stream.copies).isNotEmpty().isEqualTo(copies(matcher, seed));
        assertThat(stream.storyOf).isNotEmpty().isEqualTo(stories(matcher, seed));
        assertStoriesHaveTheirMembers();
        assertThat(stream.deadLetters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRestartChangesNoCopy(long seed) {
        var matcher = new ArticleMatcher(MatchSettings.DEFAULT.window(), StorySettings.DEFAULT);
        var random = new Random(seed);
        for (var article : articles(seed)) {
            matcher.put(article);
            stream.put(article);
            if (random.nextInt(6) == 0) {
                stream.restart();
            }
        }

        assertThat(stream.copies).isEqualTo(copies(matcher, seed));
        assertThat(stream.storyOf).isEqualTo(stories(matcher, seed));
        assertStoriesHaveTheirMembers();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void repetitionAndTheOrderOfSitesChangeNoCopy(long seed) {
        var inOrder = new ArticleMatcher(MatchSettings.DEFAULT.window(), StorySettings.DEFAULT);
        articles(seed).forEach(inOrder::put);
        var random = new Random(seed + 100);
        var shuffled = new ArrayList<>(articles(seed));
        Collections.shuffle(shuffled, random);

        for (int i = 0; i < shuffled.size(); i++) {
            stream.put(shuffled.get(i));
            stream.put(shuffled.get(random.nextInt(i + 1)));
        }

        assertThat(stream.copies).isEqualTo(copies(inOrder, seed));
    }

    private static Map<ArticleId, ArticleId> copies(ArticleMatcher matcher, long seed) {
        var copies = new HashMap<ArticleId, ArticleId>();
        articles(seed)
                .forEach(article -> matcher.match(article.id())
                        .flatMap(match -> match.copyOf(article.id()))
                        .ifPresent(original -> copies.put(article.id(), original)));
        return copies;
    }

    private static Map<ArticleId, StoryId> stories(ArticleMatcher matcher, long seed) {
        var stories = new HashMap<ArticleId, StoryId>();
        articles(seed)
                .forEach(article -> matcher.match(article.id())
                        .flatMap(ArticleMatcher.Match::storyId)
                        .ifPresent(story -> stories.put(article.id(), story)));
        return stories;
    }

    /** Members are neither lost nor in two stories, and both topics say the same. */
    private void assertStoriesHaveTheirMembers() {
        var members = new HashMap<ArticleId, StoryId>();
        for (var story : stream.stories.values()) {
            assertThat(story.articles()).isEqualTo(story.members().size());
            story.members()
                    .forEach(member ->
                            assertThat(members.put(member, story.id())).isNull());
        }
        assertThat(members).isEqualTo(stream.storyOf);
    }

    @Test
    void aStoryIsDescribedByItsArticles() {
        stream.put(
                flood("a", "pier.example", 0),
                "Flood at Norhaven",
                List.of("Lindqvist", "Sarn Board"),
                List.of("Sarn"));
        stream.put(flood("b", "pier.example", 30), "Norhaven under water", List.of("Lindqvist"), List.of("Sarn"));
        stream.put(flood("c", 1, "quay.example", "de", 60), "Flut in Norhaven", List.of("Lindqvist"), List.of());

        assertThat(stream.stories.values()).singleElement().satisfies(story -> {
            assertThat(story.members()).containsExactly(id("a"), id("b"), id("c"));
            assertThat(story.title()).isEqualTo(title(story));
            assertThat(story.sites()).isEqualTo(2);
            assertThat(story.languages()).containsExactly("en", "de");
            assertThat(story.names()).containsExactly("Lindqvist");
            assertThat(story.places()).containsExactly("Sarn");
            assertThat(story.firstSeenAt()).isEqualTo(START);
            assertThat(story.lastSeenAt()).isEqualTo(START.plus(Duration.ofHours(1)));
            assertThat(story.onlyCopies()).isFalse();
            assertThat(story.at()).isEqualTo(LaneStream.NOW);
        });
    }

    private static String title(Story story) {
        return Map.of(
                        id("a"), "Flood at Norhaven",
                        id("b"), "Norhaven under water",
                        id("c"), "Flut in Norhaven")
                .getOrDefault(story.centralArticle(), "another article");
    }

    @Test
    void aStoryOfCopiesSaysSo() {
        var text = new InventedWire(1).story();
        stream.put(InventedWire.fingerprint("a", 1, "pier.example", START, text));
        stream.put(InventedWire.fingerprint("b", 1, "quay.example", START.plusSeconds(60), text));

        assertThat(stream.copies).containsExactly(Map.entry(id("b"), id("a")));
        assertThat(stream.stories.values()).singleElement().matches(Story::onlyCopies);
    }

    @Test
    void anEarlierArticleThatComesLaterIsTheOriginal() {
        var text = new InventedWire(1).story();
        stream.put(InventedWire.fingerprint("b", 1, "quay.example", START.plusSeconds(60), text));
        stream.put(InventedWire.fingerprint("a", 1, "pier.example", START, text));

        assertThat(stream.copies).containsExactly(Map.entry(id("b"), id("a")));
    }

    @Test
    void aNewTitleIsTheTitleOfTheStory() {
        stream.put(flood("a", "pier.example", 0), "Flood", List.of(), List.of());
        stream.put(flood("b", "quay.example", 30), "Flood", List.of(), List.of());
        var story = stream.storyOf.get(id("a"));

        stream.put(flood("a", 2, "pier.example", "en", 0), "Floods", List.of(), List.of());
        stream.put(flood("b", 2, "quay.example", "en", 30), "Floods", List.of(), List.of());

        assertThat(stream.stories.values())
                .singleElement()
                .extracting(Story::title)
                .isEqualTo("Floods");
        assertThat(stream.storyOf).containsOnlyKeys(id("a"), id("b"));
        assertThat(story).isNotNull();
    }

    @Test
    void whatIsRemovedLeavesBothTopicsAndTheStores() {
        stream.put(flood("a", "pier.example", 0));
        stream.put(flood("b", "quay.example", 30));
        assertThat(stream.stories).hasSize(1);

        stream.remove(id("a"));

        assertThat(stream.storyOf).isEmpty();
        assertThat(stream.stories).isEmpty();
        assertThat(size(MatchTopology.FINGERPRINTS)).isOne();
        assertThat(size(MatchTopology.MATCHES)).isOne();
        assertThat(stream.deadLetters()).isEmpty();
    }

    @Test
    void whatIsOldIsForgottenAndNothingChangesForTheOthers() {
        var text = new InventedWire(1).story();
        stream.put(InventedWire.fingerprint("a", 1, "pier.example", START, text));
        stream.pass(Duration.ofDays(10));
        stream.put(InventedWire.fingerprint("b", 1, "quay.example", START.plus(Duration.ofDays(10)), text));
        var copies = Map.copyOf(stream.copies);
        var stories = Map.copyOf(stream.stories);

        stream.pass(Duration.ofDays(5));

        assertThat(size(MatchTopology.FINGERPRINTS)).isOne();
        assertThat(stream.copies).isEqualTo(copies);
        assertThat(stream.stories).isEqualTo(stories);

        stream.restart();
        stream.put(InventedWire.fingerprint("c", 1, "kiosk.example", START.plus(Duration.ofDays(16)), text));

        assertThat(stream.copies).containsOnly(Map.entry(id("b"), id("a")), Map.entry(id("c"), id("a")));
        assertThat(stream.storyOf.get(id("c"))).isEqualTo(stream.storyOf.get(id("b")));
    }

    @Test
    void aboveItsNumberTheOldestAreForgotten() {
        try (var small = new LaneStream(data.resolve("small"), new MatchSettings(Duration.ofDays(14), 10))) {
            var wire = new InventedWire(1);
            for (int i = 0; i < 15; i++) {
                small.put(InventedWire.fingerprint("r" + i, 1, "pier.example", START, wire.marketReport()));
            }

            try (var all = small.store(MatchTopology.FINGERPRINTS).all()) {
                assertThat(MatchFormat.readFingerprint(all.next().value).id()).isEqualTo(id("r5"));
            }
        }
    }

    @Test
    void anUnreadableRecordIsADeadLetterAndTheRestGoesOn() {
        stream.put(flood("a", "pier.example", 0));

        stream.pipe("x", "{\"id\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        stream.put(flood("b", "quay.example", 30));

        assertThat(stream.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.key()).isEqualTo("x");
            assertThat(letter.value()).asString().isEqualTo("{\"id\":1}");
        });
        assertThat(stream.storyOf).containsOnlyKeys(id("a"), id("b"));
    }

    @Test
    void aDamagedEntryIsADeadLetterAndTheRestIsKnown() {
        stream.put(flood("a", "pier.example", 0));
        stream.put(flood("b", "quay.example", 30));
        byte[] first;
        try (var all = stream.store(MatchTopology.FINGERPRINTS).all()) {
            first = all.next().key;
        }
        stream.store(MatchTopology.FINGERPRINTS).put(first, new byte[] {9});

        stream.restart();
        stream.put(flood("c", "kiosk.example", 60));

        assertThat(stream.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.value()).containsExactly(9));
        assertThat(stream.storyOf.get(id("c"))).isEqualTo(stream.storyOf.get(id("b")));
        assertThat(size(MatchTopology.FINGERPRINTS)).isEqualTo(2);
    }

    private int size(String store) {
        var size = 0;
        try (var all = stream.store(store).all()) {
            while (all.hasNext()) {
                all.next();
                size++;
            }
        }
        return size;
    }
}
