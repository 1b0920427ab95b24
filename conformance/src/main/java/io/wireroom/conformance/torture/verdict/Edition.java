package io.wireroom.conformance.torture.verdict;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What an article said at a time.
 *
 * @param number 1 as announced, 2 as changed
 * @param withdrawn whether it answers 410
 */
public record Edition(int number, boolean withdrawn) {

    private static final Pattern MARK = Pattern.compile("This is edition ([0-9]{1,3}) of report ");

    /** Whether readers see the same; the text of what is withdrawn does not count. */
    boolean isAs(Edition other) {
        return withdrawn == other.withdrawn && (withdrawn || number == other.number);
    }

    /** The sentence of a page that says which edition it is. */
    static String mark(int article, int edition) {
        return "This is edition " + edition + " of report " + article + ".";
    }

    /** The edition that a page or a text says it is. */
    static OptionalInt in(String text) {
        var found = MARK.matcher(text);
        return found.find() ? OptionalInt.of(Integer.parseInt(found.group(1))) : OptionalInt.empty();
    }
}
