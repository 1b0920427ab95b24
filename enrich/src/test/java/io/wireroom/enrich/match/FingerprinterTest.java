package io.wireroom.enrich.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.carrotsearch.hppc.IntHashSet;
import io.wireroom.contract.Article.Creator;
import io.wireroom.contract.Article.Tag;
import io.wireroom.contract.Article.Tags;
import io.wireroom.contract.ArticleId;
import io.wireroom.tagging.tokens.Tokens;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprinterTest {

    private static Fingerprint fingerprint(String language, String title, String text, Tags tags) {
        return Fingerprinter.of(new ArticleId("a"), 1, null, null, language, title, text, tags);
    }

    private static Tag tag(String name, @Nullable String uri) {
        return new Tag(name, "place", uri, 1, new Creator("test", "1"), List.of());
    }

    @Test
    void typographyDoesNotCount() {
        var plain = fingerprint("en", "The mayor's plan", "It's a \"new\" plan - for 2,000 people...", Tags.NONE);
        var printed = fingerprint("en", "THE MAYOR’S PLAN", "It’s a “new” plan — for  2,000 people…", Tags.NONE);

        assertThat(printed.sketch()).isEqualTo(plain.sketch());
        assertThat(printed.title()).isEqualTo(plain.title());
        assertThat(printed.numbers()).isEqualTo(plain.numbers());
    }

    @Test
    void namesArePlacesByIdAndPeopleByTheirLastName() {
        var english = new Tags(
                List.of(),
                List.of(tag("Teresa Almada", null)),
                List.of(),
                List.of(tag("Lisbon", "geonames:2267057")),
                List.of());
        var portuguese = new Tags(
                List.of(),
                List.of(tag("Almada", null)),
                List.of(),
                List.of(tag("Lisboa", "geonames:2267057")),
                List.of());

        assertThat(fingerprint("en", "", "", english).names())
                .isEqualTo(fingerprint("pt", "", "", portuguese).names());
    }

    @Test
    void datesAreTheSameInAllLanguages() {
        var day = (int) LocalDate.of(2026, 3, 14).toEpochDay();

        for (var text : List.of(
                "It happened on March 14, 2026 in Rome.",
                "Accadde il 14 marzo 2026 a Roma.",
                "Es geschah am 14. März 2026 in Rom.")) {
            var dates = fingerprint("und", "", text, Tags.NONE).dates();
            assertThat(IntStream.range(0, dates.size()).map(dates::hash))
                    .as(text)
                    .containsExactly(day);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200,000 people | 200000 | NONE",
                "200.000 Menschen | 200000 | NONE",
                "3.5 per cent | 3.5 | PERCENT",
                "3,5 % | 3.5 | PERCENT",
                "40 millones | 40 | MILLIONS",
                "40 Milliarden | 40 | BILLIONS",
                "15th place | 15 | NONE",
                "5:23 a.m. | 5:23 | NONE",
                "٢٠٠ شخص | 200 | NONE",
            })
    void aNumberHasItsValueAndUnit(String text, String value, WrittenNumber.Unit unit) {
        assertThat(WrittenNumber.at(Tokens.of(text), 0)).contains(new WrittenNumber(value, unit));
    }

    @Test
    void aWordIsNoNumber() {
        assertThat(WrittenNumber.at(Tokens.of("A380"), 0)).isEqualTo(Optional.empty());
    }

    /** The samples of two large sets give the share of the whole sets. */
    @Test
    void samplesEstimateTheShareOfLargeSets() {
        var one = new IntHashSet();
        var other = new IntHashSet();
        for (int i = 0; i < 20_000; i++) {
            var hash = StableHash.small(StableHash.of("word" + i));
            if (i < 12_000) {
                one.add(hash);
            }
            if (i >= 6_000) {
                other.add(hash);
            }
        }

        assertThat(HashSample.of(one, 48).overlap(HashSample.of(other, 48)).share())
                .isBetween(0.3, 0.7);
        assertThat(HashSample.of(one, 48).overlap(HashSample.of(one, 48)).share())
                .isEqualTo(1);
        assertThat(HashSample.EMPTY.overlap(HashSample.of(one, 48)).share()).isZero();
    }
}
