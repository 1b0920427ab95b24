package io.wireroom.tagging.entities;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article.Span;
import io.wireroom.contract.Article.Tag;
import io.wireroom.tagging.Entities;
import io.wireroom.tagging.NameFinder;
import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.NameFinder.Name;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.lexicon.CharFolding;
import io.wireroom.tagging.tokens.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArticleEntitiesRobustnessTest {

    private static final List<String> PIECES = List.of(
            "Ada",
            "Hale",
            "Karim",
            "al-Haddad",
            "Abu",
            "bin",
            "van",
            "the",
            "The",
            "said",
            "Mr.",
            "Gen.",
            "Prime",
            "Minister",
            "President",
            "Kenya",
            "Kenyan",
            "Kenyans",
            "Iraq",
            "US",
            "U.S.",
            "Paris",
            "Texas",
            "London",
            "Georgia",
            "Bank",
            "of",
            "for",
            "Ministry",
            "Council",
            "Party",
            "Kataib",
            "People’s",
            "Women's",
            "'s",
            "’s",
            "(NATO)",
            "NATO",
            "North",
            "Atlantic",
            "Treaty",
            "Organization",
            "Pentagon",
            "-",
            "–",
            ",",
            ".",
            ".",
            "\n",
            "\n",
            "“",
            "”",
            "(",
            ")",
            "&",
            "and",
            "in",
            "near",
            "New York",
            "\ud83d",
            "\udc00",
            "😀",
            "東京",
            "بغداد",
            "é",
            "\u0301",
            "\u0000",
            "\u00a0",
            "123",
            "St.",
            "O'Brien",
            "McHale",
            "Inc.",
            "LLC",
            "HALE",
            "hale");

    private final ArticleEntities tagger =
            ArticleEntities.load(ArticleEntitiesRobustnessTest::guess, language -> MarkedText.NAMES);

    @Test
    void mentionsAlwaysMatchTheTextAndTheName() {
        for (var input : inputs(1_500)) {
            var entities = tagger.tag(input);

            for (var tags : List.of(entities.people(), entities.organisations(), entities.places())) {
                assertThat(tags)
                        .extracting(tag -> tag.mentions().getFirst().start())
                        .isSorted();
                for (var tag : tags) {
                    assertMatches(input.text(), tag);
                }
            }
        }
    }

    @Test
    void noTwoMentionsOverlap() {
        for (var input : inputs(600)) {
            var entities = tagger.tag(input);
            var spans = Stream.of(entities.people(), entities.organisations(), entities.places())
                    .flatMap(List::stream)
                    .flatMap(tag -> tag.mentions().stream())
                    .sorted(Comparator.comparingInt(Span::start))
                    .toList();

            for (int i = 1; i < spans.size(); i++) {
                assertThat(spans.get(i).start())
                        .as("%s in %s", spans.get(i), input.text())
                        .isGreaterThanOrEqualTo(spans.get(i - 1).end());
            }
        }
    }

    @Test
    void oneTaggerServesManyThreads() {
        var inputs = inputs(200);
        var alone = inputs.stream().map(tagger::tag).toList();

        var together = inputs.parallelStream().map(tagger::tag).toList();

        assertThat(together).isEqualTo(alone);
    }

    @Test
    void anyTextIsTaken() {
        var texts = List.of(
                "",
                " ",
                "\n\n",
                "\ud83d",
                "\udc00\ud83d",
                "Iraq",
                "Kenya".repeat(10_000),
                "Ada Hale ".repeat(5_000),
                "Ada ".repeat(10_000) + "Council",
                "al-".repeat(10_000),
                "(".repeat(20_000),
                "Mr. ".repeat(10_000),
                "People’s ".repeat(5_000) + "Council");
        for (var text : texts) {
            for (var language : List.of("en", "de", "zh", "und", "")) {
                assertThat(tagger.tag(TagInput.of(text, text, language))).isNotNull();
            }
        }
    }

    @Test
    void manyDifferentNamesAreNoBurden() {
        var text = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            text.append("Ada").append(i).append(" Hale").append(i % 7).append(" left. ");
            text.append("Ada Hale").append(i).append(" Council met Ada. ");
        }

        assertThat(tagger.tag(TagInput.of("", text.toString(), "en")).people()).isNotEmpty();
    }

    @Test
    void sillyNamesOfTheFinderAreTaken() {
        NameFinder silly = input -> List.of(
                new Name(Kind.PERSON, 0, 0, 1),
                new Name(Kind.PERSON, 3, 1, 1),
                new Name(Kind.PLACE, 2, 500, 1),
                new Name(Kind.ORGANISATION, 600, 700, 1));
        var lenient = ArticleEntities.load(silly, language -> MarkedText.NAMES);

        assertThat(lenient.tag(TagInput.of("", "A b. C d e f. G.", "en"))).isNotNull();
        assertThat(lenient.tag(TagInput.of("", "", "en"))).isEqualTo(Entities.NONE);
    }

    private static void assertMatches(String text, Tag tag) {
        assertThat(tag.mentions()).isNotEmpty();
        assertThat(tag.confidence()).isBetween(0.0, 1.0);
        assertThat(tag.name()).isNotBlank();
        for (var mention : tag.mentions()) {
            assertThat(mention.start()).isBetween(0, mention.end() - 1);
            assertThat(mention.end()).isLessThanOrEqualTo(text.length());
            var printed = text.substring(mention.start(), mention.end());
            assertThat(printed).isEqualTo(printed.strip());
            boolean isPlaceWithAddress = tag.uri() != null;
            assertThat(isPlaceWithAddress || isRelated(printed, tag.name()))
                    .as("'%s' for %s", printed, tag)
                    .isTrue();
        }
    }

    /** Whether one is made of words of the other, or of its initials. */
    private static boolean isRelated(String mention, String name) {
        var ours = words(mention);
        var theirs = words(name);
        return ours.stream().anyMatch(theirs::contains)
                || isInitials(CharFolding.fold(mention), theirs)
                || isInitials(CharFolding.fold(name), ours);
    }

    private static List<String> words(String name) {
        var tokens = Tokens.of(name);
        return IntStream.range(0, tokens.size())
                .mapToObj(token -> CharFolding.fold(tokens.word(token)))
                .toList();
    }

    private static boolean isInitials(String letters, List<String> words) {
        return words.stream().anyMatch(word -> !word.isEmpty() && letters.charAt(0) == word.charAt(0));
    }

    private static List<TagInput> inputs(int count) {
        var random = new SplittableRandom(11);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    var text = new StringBuilder();
                    for (int words = random.nextInt(60); words > 0; words--) {
                        text.append(PIECES.get(random.nextInt(PIECES.size())));
                        if (random.nextInt(8) > 0) {
                            text.append(' ');
                        }
                    }
                    return TagInput.of("", text.toString(), random.nextInt(10) == 0 ? "de" : "en");
                })
                .toList();
    }

    /** Names at random, the same for the same text. */
    private static List<Name> guess(TagInput input) {
        var random = new SplittableRandom(Arrays.hashCode(input.text().toCharArray()));
        var tokens = Tokens.of(input.text());
        var names = new ArrayList<Name>();
        for (int token = 0; token < tokens.size(); token++) {
            if (random.nextInt(4) == 0) {
                int last = Math.min(tokens.size() - 1, token + random.nextInt(5));
                var kind = Kind.values()[random.nextInt(3)];
                names.add(new Name(kind, tokens.start(token), tokens.end(last), 0.3 + random.nextDouble() * 0.7));
                token = last;
            }
        }
        return names;
    }
}
