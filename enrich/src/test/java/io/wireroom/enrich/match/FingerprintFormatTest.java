package io.wireroom.enrich.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wireroom.contract.Article.Creator;
import io.wireroom.contract.Article.Tag;
import io.wireroom.contract.Article.Tags;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.address.Site;
import io.wireroom.enrich.match.InventedWire.Story;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FingerprintFormatTest {

    private final InventedWire wire = new InventedWire(3);

    @Test
    void whatIsWrittenIsRead() {
        for (int i = 0; i < 100; i++) {
            var fingerprint = wire.fingerprint("a" + i, i % 3 == 0 ? wire.marketReport() : wire.story());

            assertThat(FingerprintFormat.read(FingerprintFormat.write(fingerprint)))
                    .isEqualTo(fingerprint);
        }
    }

    @Test
    void anEmptyArticleIsWritten() {
        var empty = Fingerprinter.of(new ArticleId("a"), 1, null, null, "und", "", "", Tags.NONE);

        assertThat(FingerprintFormat.read(FingerprintFormat.write(empty))).isEqualTo(empty);
    }

    /** Long texts full of numbers, dates and names, with the longest id and site. */
    @Test
    void theLargestFingerprintHasLessThanTwoKilobytes() {
        var text = IntStream.range(0, 3000)
                .mapToObj(i ->
                        "Word" + i + " on March " + (1 + i % 28) + ", " + (1900 + i % 100) + " paid " + i + "7 euros.")
                .collect(Collectors.joining(" "));
        var names = IntStream.range(0, 200)
                .mapToObj(i -> new Tag("Name" + i, "person", null, 1, new Creator("test", "1"), List.of()))
                .toList();
        var largest = Fingerprinter.of(
                new ArticleId("文".repeat(64)),
                Integer.MAX_VALUE,
                new Site("s".repeat(253)),
                Instant.MAX,
                "x".repeat(35),
                text,
                text,
                new Tags(List.of(), names, names, names, List.of()));

        var bytes = FingerprintFormat.write(largest);

        assertThat(bytes).hasSizeBetween(1900, FingerprintFormat.MOST_BYTES);
        assertThat(FingerprintFormat.read(bytes)).isEqualTo(largest);
    }

    @Test
    void bytesThatAreNoFingerprintAreRefused() {
        var bytes =
                FingerprintFormat.write(wire.fingerprint("a", new Story("Title of a text", "A few words of a text.")));

        for (int length = 0; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> FingerprintFormat.read(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> FingerprintFormat.read(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        bytes[0] = 9;
        assertThatThrownBy(() -> FingerprintFormat.read(bytes)).hasMessageContaining("format 9");
    }
}
