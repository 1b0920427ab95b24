package io.wireroom.tagging.ner;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.NameFinder.Name;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.ner.crf.Labels;
import io.wireroom.tagging.ner.crf.NameModel;
import io.wireroom.tagging.ner.features.KnownPhrases;
import io.wireroom.tagging.ner.features.NameFeatures;
import io.wireroom.tagging.tokens.Tokens;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainedNameFinderTest {

    private static final TrainedNameFinder FINDER = english();

    private static final String TEXT = """
            The mayor of Rotterdam, Marijke Vonk, met officials of the Ministry of Transport on Monday.
            Vonk later told reporters in Belgium that she trusts the Harlow Shipping Company.
            """;

    @Test
    void findsPeopleOrganisationsAndPlacesWhereTheyStand() {
        var found = FINDER.find(TagInput.of("", TEXT, "en-GB"));

        assertThat(found)
                .extracting(name -> name.kind() + " " + TEXT.substring(name.start(), name.end()))
                .containsExactly(
                        "PLACE Rotterdam",
                        "PERSON Marijke Vonk",
                        "ORGANISATION Ministry of Transport",
                        "PERSON Vonk",
                        "PLACE Belgium",
                        "ORGANISATION Harlow Shipping Company");
        assertThat(found).allMatch(name -> name.confidence() > 0 && name.confidence() <= 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n\n ",
                "\ud83d",
                "\udc00 A\ud83d B",
                ".",
                "A",
                "THE MINISTER OF ALL THINGS SPOKE IN PARIS AND NOBODY LISTENED TO HIM",
                "中文 Tokyo 東京",
                "\u0301\u0301 a\u0000b"
            })
    void takesOddTexts(String text) {
        assertThat(FINDER.find(TagInput.of("", text, "en")))
                .allMatch(name -> name.start() >= 0 && name.start() < name.end() && name.end() <= text.length());
    }

    @Test
    void neverFindsNamesThatOverlapOrLeaveTheText() {
        var random = new Random(3);
        var words = TEXT.split("\\s");
        for (int round = 0; round < 300; round++) {
            var text = IntStream.range(0, random.nextInt(300))
                    .mapToObj(word -> words[random.nextInt(words.length)])
                    .collect(Collectors.joining(round % 2 == 0 ? " " : "-"));

            var found = FINDER.find(TagInput.of("", text, "en"));

            int end = 0;
            for (var name : found) {
                assertThat(name.start()).isGreaterThanOrEqualTo(end);
                assertThat(name.end()).isGreaterThan(name.start()).isLessThanOrEqualTo(text.length());
                end = name.end();
            }
        }
    }

    @Test
    void readsFourMegabytesOnOneLine() {
        var text = "Mara Venn of Harlow spoke to nobody , ".repeat(110_000);

        assertThat(FINDER.find(TagInput.of("", text, "en"))).hasSizeGreaterThan(100_000);
    }

    @Test
    void findsMoreNamesAtALowerThreshold() {
        var tokens = Tokens.of(TEXT);

        assertThat(FINDER.find(tokens, 0)).containsAll(FINDER.find(tokens)).containsAll(FINDER.find(tokens, 0.99));
        assertThat(FINDER.find(tokens, 1)).isEmpty();
    }

    @Test
    void readsTheModelThatItWrote() throws IOException {
        var lexicon = KnownPhrases.known();
        lexicon.add("Harlow", KnownPhrases.CITY);
        var weights = new byte[2 * Labels.COUNT];
        weights[Labels.of(Kind.PLACE, 0, 0, 0)] = 100;
        var model = new NameModel(
                "7",
                lexicon,
                new int[] {ofLowerCaseWord("harlow", lexicon), Integer.MAX_VALUE},
                weights,
                new float[Labels.COUNT * Labels.COUNT],
                new NameModel.Confidence(1, 0, 0.5f, 0));
        var written = new ByteArrayOutputStream();
        model.write(written);

        var read = NameModel.read(new ByteArrayInputStream(written.toByteArray()));

        var again = new ByteArrayOutputStream();
        read.write(again);
        assertThat(again.toByteArray()).isEqualTo(written.toByteArray());
        assertThat(read.version()).isEqualTo("7");
        assertThat(new TrainedNameFinder(read).find(TagInput.of("", "to Harlow now", "en")))
                .extracting(Name::kind)
                .isEqualTo(List.of(Kind.PLACE));
    }

    private static TrainedNameFinder english() {
        try {
            return TrainedNameFinder.load("en");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The feature of a word in lower case: the second that a token has. */
    private static int ofLowerCaseWord(String word, KnownPhrases lexicon) {
        var features = new NameFeatures(Tokens.of(word), lexicon);
        features.enter(0, 1);
        var hashes = new int[NameFeatures.MOST];
        features.extract(0, hashes);
        return hashes[1];
    }
}
