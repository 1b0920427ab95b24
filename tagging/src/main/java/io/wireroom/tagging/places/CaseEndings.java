package io.wireroom.tagging.places;

import io.wireroom.tagging.lexicon.WordListFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Case endings that languages add to a name, and letters that some of them put in front of it. */
final class CaseEndings {

    private static final Pattern BLANK = Pattern.compile(" ");
    private static final int LONGEST = 8;
    private static final int SHORTEST_NAME = 4;
    private static final Map<String, String> PREFIXES = Map.of("ar", "وفبلك", "he", "בלמוהשכ");

    private record Rule(List<String> giveWay, Set<String> endings) {}

    private final Map<String, Rule> rules = new HashMap<>();

    private CaseEndings() {}

    /** Reads the rules. */
    static CaseEndings read() {
        var endings = new CaseEndings();
        for (var line : WordListFile.lines(CaseEndings.class, "case-endings.txt")) {
            var fields = line.split("\t", -1);
            List<String> giveWay = fields[1].equals("-") ? List.of() : List.of(fields[1].split(" "));
            endings.rules.put(fields[0], new Rule(giveWay, WordListFile.entries(List.of(fields[2]), BLANK)));
        }
        return endings;
    }

    /** The common stem of a name's cases; null if it is the name itself. */
    @Nullable
    String stem(String language, String name) {
        var rule = rules.get(language);
        if (rule == null || name.indexOf(' ') >= 0) {
            return null;
        }
        String stem = null;
        for (var last : rule.giveWay()) {
            int length = name.length() - last.length();
            if (name.endsWith(last) && length >= SHORTEST_NAME && (stem == null || length < stem.length())) {
                stem = name.substring(0, length);
            }
        }
        return stem;
    }

    /** The offset after the case ending that follows a name; -1 if no ending, or other letters, follow. */
    int endOfEnding(String language, CharSequence text, int start, int end) {
        var rule = rules.get(language);
        if (rule == null || end - start < SHORTEST_NAME) {
            return -1;
        }
        int at = end;
        while (at < text.length() && at - end <= LONGEST && isOfWord(text.charAt(at))) {
            at++;
        }
        return at > end && rule.endings().contains(text.subSequence(end, at).toString()) ? at : -1;
    }

    /** Whether a language writes this letter, short for a word, in front of names. */
    static boolean isPrefix(String language, char unit) {
        var prefixes = PREFIXES.get(language);
        return prefixes != null && prefixes.indexOf(unit) >= 0;
    }

    /** Whether a unit is part of a word: letters, digits, and the marks that some scripts write vowels with. */
    static boolean isOfWord(char unit) {
        return Character.isLetterOrDigit(unit)
                || unit >= 0x0300
                        && (Character.getType(unit) == Character.NON_SPACING_MARK
                                || Character.getType(unit) == Character.COMBINING_SPACING_MARK);
    }
}
