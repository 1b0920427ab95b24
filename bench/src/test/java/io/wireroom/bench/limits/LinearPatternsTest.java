package io.wireroom.bench.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No expression costs more than time with the length of a stranger's text. Each is tried against texts that repeat what
 * it is made of, and against twice as long ones; reads of characters are counted, so the result is the same everywhere.
 */
@Tag("crash")
class LinearPatternsTest {

    private static final String[] PARSERS = {
        "io.wireroom.ingest", "io.wireroom.enrich", "io.wireroom.contract", "io.wireroom.text", "io.wireroom.tagging"
    };

    /** Repetitions; the second text is twice as long. */
    private static final int SHORT = 100;

    private static final int LONG = 2 * SHORT;

    /** Linear is 2, quadratic 4. */
    private static final double MOST_GROWTH = 3;

    /** Fewer reads than these for each character are of no importance, whatever the law is. */
    private static final int CHEAP = 12;

    /** More reads for each character of the long text than any linear expression of ours takes. */
    private static final int HOPELESS = 3_000;

    /**
     * How the code uses an expression where that bounds its cost.
     *
     * @param chars the longest text that it is tried against
     * @param whole whether the whole text or its beginning must match, so that it is tried at one place only
     * @param tidy whether the text has no two spaces in a row
     */
    private record Use(int chars, boolean whole, boolean tidy) {
        static final Use ANY = new Use(Integer.MAX_VALUE, false, false);
        static final Use WHOLE = new Use(Integer.MAX_VALUE, true, false);

        String text(String attack) {
            var text = tidy ? SPACES.matcher(attack).replaceAll(" ") : attack;
            return text.length() > chars ? text.substring(0, chars) : text;
        }
    }

    private static final Pattern SPACES = Pattern.compile("[\\s\u00a0]+");

    /** Dates are looked for in short texts only. */
    private static final Use DATE = new Use(200, false, true);

    private static final Map<String, Use> USES = Map.ofEntries(
            Map.entry("Address.NAME_AND_PORT", Use.WHOLE),
            Map.entry("JsonFeedReader.MARKUP", Use.WHOLE),
            Map.entry("MetaRefresh.REFRESH", Use.WHOLE),
            Map.entry("TraceParent", Use.WHOLE),
            Map.entry("PersonNames.INVERTED", new Use(400, true, true)),
            Map.entry("PictureSource.ADDRESS", Use.WHOLE),
            Map.entry("Reference.LOOPBACK", Use.WHOLE),
            Map.entry("SitemapAddress", new Use(200, true, false)),
            Map.entry("Cidr.IPV6", new Use(64, true, false)),
            Map.entry("FeedAddressPatterns.FEED_HOST", Use.WHOLE),
            Map.entry("FeedAddressPatterns.NAME", new Use(200, true, false)),
            Map.entry("FeedAddressPatterns.READERS", Use.WHOLE),
            Map.entry("Clock", DATE),
            Map.entry("DayForms", DATE),
            Map.entry("FeedDates.YEAR_OR_MONTH", Use.WHOLE),
            Map.entry("FeedLinks.COMMENTS_PATH", Use.WHOLE),
            Map.entry("GatedText.SIMPLE", new Use(100, true, false)),
            Map.entry("HalfDays", DATE),
            Map.entry("LineFilter.BYLINE", new Use(Integer.MAX_VALUE, true, true)),
            Map.entry("LinkShape.HEX", Use.WHOLE),
            Map.entry("LinkShape.OTHER_FILE", Use.WHOLE),
            Map.entry("PageClassifier.ERROR_TITLE", Use.WHOLE),
            Map.entry("PageClassifier.INDEX_PATH", Use.WHOLE),
            Map.entry("Months", DATE),
            Map.entry("Person", new Use(500, true, true)),
            Map.entry("PersonNames", new Use(400, false, true)),
            Map.entry("PersonNames.ORGANISATION", new Use(60, true, true)),
            Map.entry("Phrases", Use.WHOLE),
            Map.entry("TitleFinder.SEPARATOR", new Use(600, false, true)),
            Map.entry("WrittenDate", DATE),
            Map.entry("Zones", DATE));

    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}]{2,12}");
    private static final List<String> COMMON = List.of(
            " ", "\u00a0", "\n", "a", "A", "é", "0", "12", ".", ",", "-", "_", "/", "<", ">", "<a ", "&", "=", ":", "(",
            "\"", "a ", "A ", "a.", "0 ", "|", "a-");

    @Test
    void everyExpressionIsLinear() {
        var patterns = OurPatterns.of(classes());
        assertThat(patterns).hasSizeGreaterThan(80);

        var costly = new TreeMap<String, String>();
        patterns.forEach((where, pattern) -> {
            var attack = attack(pattern, use(where));
            if (attack != null) {
                costly.put(where, attack);
            }
        });

        assertThat(costly).isEmpty();
    }

    @Test
    void findsTheExpressionsThatStoppedIngestOnce() {
        assertThat(attack(Pattern.compile("[\\s.…»>›→:]+$"), Use.ANY)).isNotNull();
        assertThat(attack(Pattern.compile(".*/(rss2?|feeds?)/.+(?<!\\.html?)"), Use.ANY))
                .isNotNull();
        assertThat(attack(Pattern.compile("(a+)+b"), Use.ANY)).isNotNull();
        assertThat(attack(Pattern.compile("<[^<>]*>"), Use.ANY)).isNull();
    }

    private static Use use(String where) {
        return USES.entrySet().stream()
                .filter(use -> where.equals(use.getKey())
                        || where.startsWith(use.getKey() + ".")
                        || where.startsWith(use.getKey() + "["))
                .max(Comparator.comparing(use -> use.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(Use.ANY);
    }

    private static List<Class<?>> classes() {
        var imported = new ClassFileImporter()
                .withImportOption(location -> !location.contains("/test"))
                .importPackages(PARSERS);
        var classes = new ArrayList<Class<?>>();
        imported.stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .map(JavaClass::reflect)
                .forEach(classes::add);
        return classes;
    }

    /** The first text whose cost grows faster than its length; null when there is none. */
    private static @Nullable String attack(Pattern pattern, Use use) {
        var pieces = pieces(pattern);
        for (var start : List.of("", "<a")) {
            for (var piece : pieces) {
                for (var end : List.of("\u0000", "x")) {
                    if (isCostly(pattern, start, piece, end, use)) {
                        return start + " + " + piece + " * n + " + end;
                    }
                }
            }
        }
        var few = pieces.subList(0, Math.min(pieces.size(), 12));
        for (var one : few) {
            for (var other : few) {
                if (!one.equals(other) && isCostly(pattern, one, other, "\u0000", use)) {
                    return one + " + " + other + " * n";
                }
                if (!one.equals(other) && isCostly(pattern, "", one + other, "\u0000", use)) {
                    return one + other + " * n";
                }
            }
        }
        return null;
    }

    private static boolean isCostly(Pattern pattern, String start, String piece, String end, Use use) {
        var shorter = use.text(start + piece.repeat(SHORT) + end);
        var longer = use.text(start + piece.repeat(LONG) + end);
        var bounded = longer.length() == use.chars || longer.length() < 2 * SHORT;
        for (var matching : Matching.values()) {
            if (use.whole && matching == Matching.ALL) {
                continue;
            }
            var hopeless = (long) HOPELESS * longer.length();
            var cost = matching.reads(pattern, longer, hopeless);
            if (cost >= hopeless) {
                return true;
            }
            if (bounded) {
                continue;
            }
            if (cost > (long) CHEAP * longer.length()
                    && cost > MOST_GROWTH * matching.reads(pattern, shorter, Long.MAX_VALUE)) {
                return true;
            }
        }
        return false;
    }

    private enum Matching {
        WHOLE,
        ALL;

        long reads(Pattern pattern, String text, long limit) {
            var counted = new CountedText(text, limit);
            var matcher = pattern.matcher(counted);
            try {
                if (this == WHOLE) {
                    var unused = matcher.matches();
                } else {
                    while (matcher.find()) {
                        continue;
                    }
                }
            } catch (CountedText.TooManyReadsException e) {
                return limit;
            }
            return counted.reads();
        }
    }

    /** What the expression itself speaks of, before what is common. */
    private static List<String> pieces(Pattern pattern) {
        Set<String> pieces = new LinkedHashSet<>();
        var words = WORDS.matcher(pattern.pattern());
        while (words.find() && pieces.size() < 10) {
            pieces.add(words.group());
            pieces.add("/" + words.group());
        }
        pieces.addAll(COMMON);
        return List.copyOf(pieces);
    }
}
