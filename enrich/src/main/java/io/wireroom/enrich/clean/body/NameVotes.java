package io.wireroom.enrich.clean.body;

import io.wireroom.enrich.clean.page.PageElement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Votes of the words of classes and ids, as learned: each word has a place in a small table by its hash. One per page,
 * because it remembers the names already read; not thread-safe.
 */
public final class NameVotes {

    /** Places of the table. */
    public static final int PLACES = 1 << 12;

    /** The vote of names that nothing is known of. */
    public static final int NEUTRAL = 128;

    private static final int STEPS = 3;
    private static final int MAX_CHARS = 200;
    private static final int LEAST_LETTERS = 3;

    /** More than any sum of votes. */
    private static final int SEEN = 1 << 20;

    private final byte[] table;
    private final Map<String, Integer> known = new HashMap<>();

    /** The sum of an element's own names by its order, and {@link #SEEN} more; 0 where it is not known. */
    private int[] sums = new int[1 << 8];

    NameVotes(byte[] table) {
        this.table = table;
    }

    /** The sum of the votes of the names around a line, from its element up, in 0..255. */
    int of(PageElement owner) {
        var sum = NEUTRAL;
        @Nullable PageElement up = owner;
        for (int i = 0; i < STEPS && up != null && !isWhole(up); i++, up = up.parent) {
            sum += ofOwn(up);
        }
        return Math.clamp(sum, 0, 255);
    }

    private int ofOwn(PageElement element) {
        if (element.node.attributesSize() == 0) {
            return 0;
        }
        if (element.order >= sums.length) {
            sums = Arrays.copyOf(sums, Math.max(2 * sums.length, element.order + 1));
        }
        if (sums[element.order] == 0) {
            sums[element.order] = SEEN + of(element.attribute("class")) + of(element.attribute("id"));
        }
        return sums[element.order] - SEEN;
    }

    private int of(String name) {
        if (name.isEmpty()) {
            return 0;
        }
        var votes = known.get(name);
        if (votes == null) {
            var sum = new int[1];
            words(name, place -> sum[0] += table[place]);
            votes = sum[0];
            known.put(name, votes);
        }
        return votes;
    }

    /** The places of the words around a line, whose votes add up. */
    public static int[] places(PageElement owner) {
        var places = new int[64];
        var count = new int[1];
        @Nullable PageElement up = owner;
        for (int i = 0; i < STEPS && up != null && !isWhole(up); i++, up = up.parent) {
            IntConsumer add = place -> {
                if (count[0] < places.length) {
                    places[count[0]++] = place;
                }
            };
            words(up.attribute("class"), add);
            words(up.attribute("id"), add);
        }
        return Arrays.copyOf(places, count[0]);
    }

    private static boolean isWhole(PageElement element) {
        return element.name.equals("body") || element.name.equals("html") || element.name.equals("main");
    }

    /** Words are cut at capitals and at everything that is no letter. */
    private static void words(String name, IntConsumer taker) {
        var hash = 0;
        var letters = 0;
        var length = Math.min(name.length(), MAX_CHARS);
        for (int i = 0; i <= length; i++) {
            var c = i < length ? name.charAt(i) : ' ';
            var small = c >= 'a' && c <= 'z';
            var letter = small || Character.isLetter(c);
            var capital =
                    letter && !small && Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1));
            if ((!letter || capital) && letters > 0) {
                if (letters >= LEAST_LETTERS) {
                    taker.accept((hash ^ hash >>> 15) & PLACES - 1);
                }
                hash = 0;
                letters = 0;
            }
            if (letter) {
                hash = hash * 0x01000193 + (small ? c : Character.toLowerCase(c));
                letters++;
            }
        }
    }
}
