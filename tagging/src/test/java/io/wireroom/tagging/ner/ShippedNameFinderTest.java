package io.wireroom.tagging.ner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wireroom.contract.Article.Creator;
import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.TaggingCode;
import io.wireroom.tagging.ner.crf.Labels;
import io.wireroom.tagging.ner.crf.NameModel;
import io.wireroom.tagging.ner.features.KnownPhrases;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShippedNameFinderTest {

    private final List<String> read = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    @Test
    void readsAModelOnceWhenItsLanguageFirstAppears() {
        var finder = finder();
        assertThat(read).isEmpty();

        IntStream.range(0, 40)
                .parallel()
                .forEach(round -> assertThat(find(finder, round % 2 == 0 ? "de" : "de-AT"))
                        .containsExactly(Kind.PLACE));

        assertThat(read).containsExactly("de");
        assertThat(finder.creator("de-AT")).isEqualTo(new Creator("wireroom-names", "1 of de+" + TaggingCode.VERSION));
    }

    @ParameterizedTest
    @CsvSource({"sr,hr", "sr-Latn-BA,hr", "bs,hr", "zh-Hant-TW,zh", "EN-gb,en"})
    void languagesThatAreNearlyTheSameHaveOneModel(String language, String model) {
        find(finder(), language);

        assertThat(read).containsExactly(model);
    }

    @Test
    void findsNothingInLanguagesWithoutAModel() {
        assertThat(find(finder(), "th")).isEmpty();
        assertThat(find(finder(), "und")).isEmpty();
        assertThat(read).isEmpty();
    }

    @Test
    void serbianInCyrillicIsNotReadWithTheModelOfLatinLetters() {
        assertThat(finder().find(TagInput.of("", "Влада је у Harlow саопштила", "sr")))
                .isEmpty();
    }

    @Test
    void aModelThatCannotBeReadIsReportedOnceAndCostsItsLanguageAlone() {
        var finder = finder();

        for (int round = 0; round < 3; round++) {
            assertThat(find(finder, "pt")).isEmpty();
            assertThat(find(finder, "de")).containsExactly(Kind.PLACE);
        }

        assertThat(unreadable).containsExactly("pt: pt-names.model is missing from the class path");
        assertThat(finder.creator("pt")).isEqualTo(new Creator("wireroom-names", TaggingCode.VERSION));
    }

    @Test
    void everyLanguageHasItsFile() {
        assertThat(ShippedNameFinder.models())
                .contains("ar", "da", "de", "en", "fi", "hr", "hu", "pt", "ru", "sv", "zh")
                .allSatisfy(language -> assertThat(NameModel.class.getResource(language + "-names.model"))
                        .isNotNull());
    }

    @Test
    void findsNamesInAnotherLanguage() {
        var text =
                "Statsministern Ulla Lindvall besökte Göteborg i går. Lindvall träffade Svenska Naturskyddsföreningen.";
        var shipped = ShippedNameFinder.of((language, cause) -> unreadable.add(language));

        assertThat(shipped.find(TagInput.of("", text, "sv")))
                .extracting(name -> name.kind() + " " + text.substring(name.start(), name.end()))
                .contains("PERSON Ulla Lindvall", "PLACE Göteborg", "PERSON Lindvall");
        assertThat(unreadable).isEmpty();
    }

    @Test
    void aDamagedFileIsAnErrorOfInput() throws IOException {
        var written = new ByteArrayOutputStream();
        model("1").write(written);
        var bytes = written.toByteArray();
        var changed = bytes.clone();
        changed[bytes.length / 2] ^= 0x55;

        assertThatThrownBy(() -> NameModel.read(new ByteArrayInputStream(changed)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> NameModel.read(new ByteArrayInputStream(Arrays.copyOf(bytes, bytes.length - 9))))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> NameModel.shipped("xx"))
                .isInstanceOf(IOException.class)
                .hasMessage("xx-names.model is missing from the class path");
    }

    private ShippedNameFinder finder() {
        return new ShippedNameFinder(
                this::load, (language, cause) -> unreadable.add(language + ": " + cause.getMessage()));
    }

    private synchronized TrainedNameFinder load(String language) throws IOException {
        if (language.equals("pt")) {
            throw new FileNotFoundException(language + "-names.model is missing from the class path");
        }
        read.add(language);
        return new TrainedNameFinder(model("1 of " + language));
    }

    private static List<Kind> find(ShippedNameFinder finder, String language) {
        return finder.find(TagInput.of("", "Harlow", language)).stream()
                .map(name -> name.kind())
                .toList();
    }

    /** A model that takes every token for a place. */
    private static NameModel model(String version) {
        var transitions = new float[Labels.COUNT * Labels.COUNT];
        transitions[Labels.of(Kind.PLACE, 0, 0, 0)] = 9;
        return new NameModel(
                version,
                KnownPhrases.known(),
                new int[0],
                new byte[0],
                transitions,
                new NameModel.Confidence(1, 0, 0.5f, 0));
    }
}
