package io.wireroom.enrich.match;

import io.wireroom.tagging.tokens.Tokens;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A number in figures with its unit. Separators of thousands do not count, so {@code 200,000} and {@code 200.000} are
 * the same.
 *
 * @param value digits, with a point before the fraction
 */
record WrittenNumber(String value, Unit unit) {

    /** What is counted. */
    enum Unit {
        NONE,
        PERCENT,
        MONEY,
        THOUSANDS,
        MILLIONS,
        /** A thousand millions. */
        BILLIONS
    }

    private static final int MOST_CHARS = 24;
    private static final int GROUP = 3;

    /** Words and symbols after a number, in the big languages of the press. */
    private static final Map<String, Unit> AFTER = Map.ofEntries(
            Map.entry("%", Unit.PERCENT),
            Map.entry("percent", Unit.PERCENT),
            Map.entry("per", Unit.PERCENT),
            Map.entry("procent", Unit.PERCENT),
            Map.entry("prozent", Unit.PERCENT),
            Map.entry("€", Unit.MONEY),
            Map.entry("euro", Unit.MONEY),
            Map.entry("euros", Unit.MONEY),
            Map.entry("dollar", Unit.MONEY),
            Map.entry("dollars", Unit.MONEY),
            Map.entry("dolares", Unit.MONEY),
            Map.entry("dollari", Unit.MONEY),
            Map.entry("thousand", Unit.THOUSANDS),
            Map.entry("mil", Unit.THOUSANDS),
            Map.entry("mila", Unit.THOUSANDS),
            Map.entry("duizend", Unit.THOUSANDS),
            Map.entry("tausend", Unit.THOUSANDS),
            Map.entry("million", Unit.MILLIONS),
            Map.entry("millions", Unit.MILLIONS),
            Map.entry("millionen", Unit.MILLIONS),
            Map.entry("mio", Unit.MILLIONS),
            Map.entry("millones", Unit.MILLIONS),
            Map.entry("milioni", Unit.MILLIONS),
            Map.entry("milhoes", Unit.MILLIONS),
            Map.entry("miljoen", Unit.MILLIONS),
            Map.entry("billion", Unit.BILLIONS),
            Map.entry("milliarden", Unit.BILLIONS),
            Map.entry("milliards", Unit.BILLIONS),
            Map.entry("mrd", Unit.BILLIONS),
            Map.entry("miliardi", Unit.BILLIONS),
            Map.entry("miljard", Unit.BILLIONS),
            Map.entry("bilhoes", Unit.BILLIONS));

    private static final String CURRENCIES = "$€£¥₹₽";

    /** The number at a token; empty if the token is none. */
    static Optional<WrittenNumber> at(Tokens tokens, int token) {
        if (!Character.isDigit(tokens.first(token))) {
            return Optional.empty();
        }
        return Optional.of(new WrittenNumber(value(tokens.word(token)), unit(tokens, token)));
    }

    /** Hash of the value alone. */
    long valueHash() {
        return StableHash.of(value);
    }

    /** Hash of value and unit. */
    long hash() {
        return StableHash.append(valueHash(), unit.ordinal());
    }

    private static Unit unit(Tokens tokens, int token) {
        if (token + 1 < tokens.size()) {
            var after = AFTER.get(tokens.word(token + 1)
                    .toLowerCase(Locale.ROOT)
                    .replace("õ", "o")
                    .replace("ó", "o"));
            if (after != null) {
                return after;
            }
        }
        return token > 0 && CURRENCIES.indexOf(tokens.first(token - 1)) >= 0 ? Unit.MONEY : Unit.NONE;
    }

    private static String value(String word) {
        var value = new StringBuilder();
        int end = 0;
        while (end < Math.min(word.length(), MOST_CHARS)) {
            var c = word.charAt(end);
            if (Character.isDigit(c)) {
                value.append((char) ('0' + Character.digit(c, 10)));
            } else if (c != '.' && c != ',' && c != ':') {
                break;
            } else if (c == ':' || digitsAfter(word, end) != GROUP) {
                value.append(c == ':' ? ':' : '.');
            }
            end++;
        }
        return value.toString();
    }

    private static int digitsAfter(String word, int separator) {
        int end = separator + 1;
        while (end < word.length() && Character.isDigit(word.charAt(end))) {
            end++;
        }
        return end - separator - 1;
    }
}
