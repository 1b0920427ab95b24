package io.wireroom.enrich.site;

import io.wireroom.contract.ArticleId;
import io.wireroom.contract.address.Sha256;
import java.util.List;

/**
 * A page states which address is its own: hashes of both addresses and of what the page shows, no texts.
 *
 * @param canonical of the address that the page states
 * @param address of the address that answered
 * @param title a bit for each of its words
 * @param lines the smallest hashes of the lines of its text, ascending; at most {@value #MAX_LINES}
 */
public record AddressClaim(long canonical, long address, long title, List<Integer> lines) {

    static final int MAX_LINES = 8;

    private static final int LEAST_WORD = 4;
    private static final double ALIKE = 0.9;

    /** Share of the lines: pages of one site have some lines in common. */
    private static final double SAME_LINES = 0.6;

    public AddressClaim {
        lines = List.copyOf(lines);
    }

    /** The claim of a page that shows this text. */
    public static AddressClaim of(ArticleId canonical, ArticleId address, SiteText text) {
        return new AddressClaim(
                Sha256.shortHash(canonical.value()),
                Sha256.shortHash(address.value()),
                bits(text.title()),
                text.keys().stream()
                        .filter(key -> key != LineKey.NONE)
                        .map(key -> (int) (long) key)
                        .distinct()
                        .sorted()
                        .limit(MAX_LINES)
                        .toList());
    }

    /** Whether the page answered at the address that it states. */
    boolean isOwn() {
        return canonical == address;
    }

    /** Whether both pages show the same article: their titles are nearly the same, or most of their lines. */
    boolean isAlike(AddressClaim other) {
        var fewer = Math.min(Long.bitCount(title), Long.bitCount(other.title));
        if (fewer > 0 && Long.bitCount(title & other.title) >= ALIKE * fewer) {
            return true;
        }
        var same = lines.stream().filter(other.lines::contains).count();
        var size = Math.min(lines.size(), other.lines.size());
        return size == 0 || same >= SAME_LINES * size;
    }

    private static long bits(String title) {
        var bits = 0L;
        for (var word : LineKey.fold(title).split(" ")) {
            if (word.length() >= LEAST_WORD
                    || word.chars().anyMatch(c -> Character.isDigit(c) || Character.isIdeographic(c))) {
                bits |= 1L << (Sha256.shortHash(word) & (Long.SIZE - 1));
            }
        }
        return bits;
    }
}
