package io.wireroom.enrich.clean.authors;

import io.wireroom.tagging.credits.KnownOutlets;
import io.wireroom.tagging.lexicon.WordListFile;
import io.wireroom.text.FoldedText;
import io.wireroom.text.WordPatterns;
import io.wireroom.text.WordStarts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words of bylines in many languages, read from {@code bylines.txt}. Thread-safe. */
final class BylineWords {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final String LETTER = "[\\p{L}\\p{M}]";
    private static final String COLON = "\\s*[:：/／＝=]\\s*";
    private static final Map<String, List<String>> SECTIONS = sections();

    /** Labels that count on pages of one language only, by language. */
    private static final Map<String, Pattern> OF_LANGUAGE = ofLanguages();

    /** A label at the beginning, and what separates it from a name. */
    private static final Pattern LABEL = Pattern.compile(
            "^(?:(?:" + any(all("labels")) + ")(?:" + COLON + "|\\s+)|(?:" + any(all("colon labels")) + ")" + COLON
                    + ")",
            FLAGS);

    private static final WordStarts LABEL_STARTS = starts("labels", "colon labels");

    /** A label of somebody else at the beginning. */
    private static final Pattern OTHERS_FIRST = Pattern.compile(
            "^(?:" + any(all("others")) + ")(?:" + COLON + "|\\s+(?=\\p{Lu}\\p{Ll}+\\s))",
            FLAGS & ~Pattern.CASE_INSENSITIVE);

    private static final WordStarts OTHERS_STARTS = starts("others");

    /** What stands between the parts of a text. */
    private static final String BETWEEN = "[\\s,;|/·•(-]";

    /** A label of somebody else within a text: with a colon. */
    private static final Pattern OTHERS_WITHIN =
            Pattern.compile("(?<!" + BETWEEN + ")" + BETWEEN + "++(?:" + any(all("others")) + ")\\s*+[:：].*$", FLAGS);

    private static final String ROLES = any(all("roles"));

    /** Our reporter, reporter: before a name. */
    private static final Pattern ROLE_FIRST = Pattern.compile(
            "^(?:(?:" + any(all("possessives")) + ")\\s+){0,2}(?:" + ROLES
                    + ")(?:\\s+(?:in|aus|à|en|em|a|da|din|z|из)\\s+\\p{Lu}" + LETTER + "+)?[\\s:,]+(?=(?-i:\\p{Lu}"
                    + LETTER + "+\\s+(?:\\p{Ll}{1,4}\\s+)?\\p{Lu})|[\\u0590-\\uFFFF])",
            FLAGS);

    private static final WordStarts ROLE_FIRST_STARTS = starts("possessives", "roles");

    /** A comma, words and a role, up to the next part. */
    private static final Pattern ROLE_PART =
            Pattern.compile(",\\s[^,;|&]{0,60}?(?<!" + LETTER + ")(?:" + ROLES + ")(?!" + LETTER + ")[^,;|&]*", FLAGS);

    private static final Pattern ORGANISATION = Pattern.compile(
            WordPatterns.startOf(all("organisations")) + "(?<!" + LETTER + ")(?:" + any(all("organisations")) + ")(?!"
                    + LETTER + ")",
            FLAGS);

    private static final WordStarts ORGANISATION_STARTS = starts("organisations");

    /** Begins where blanks begin, or where the last one ended. */
    private static final Pattern AND = Pattern.compile(
            "(?:(?<!\\s)|\\G)(?:\\s*+(?:[;,、،؛|·•&+](?:\\s*+(?:" + any(all("and")) + ")(?=\\s))?|/)|\\s++(?:"
                    + any(all("and")) + ")\\s)\\s*+",
            FLAGS);

    private static final Set<String> OUTLETS = outlets();

    /** All first words of labels, in lower case. */
    private static final Set<String> FIRST_WORDS = all("labels", "colon labels", "others").stream()
            .map(label -> label.split(" @")[0].split(" ")[0])
            .collect(Collectors.toUnmodifiableSet());

    private BylineWords() {}

    static boolean isFirstWord(String lower) {
        return FIRST_WORDS.contains(lower);
    }

    /** The text without the label at its beginning. */
    static String withoutLabel(String text, @Nullable String language) {
        var label = LABEL.matcher(text);
        if (LABEL_STARTS.mayBegin(text) && label.lookingAt() && label.end() < text.length()) {
            return text.substring(label.end());
        }
        var own = language == null ? null : OF_LANGUAGE.get(language.split("-", 2)[0]);
        var other = own == null ? null : own.matcher(text);
        return other != null && other.lookingAt() && other.end() < text.length() ? text.substring(other.end()) : text;
    }

    /** Whether a text is a label and nothing else. */
    static boolean isLabel(String text) {
        return withoutLabel(text + " X", null).equals("X");
    }

    /** Whether a text begins with the label of somebody who is not the author. */
    static boolean isOfOthers(String text) {
        return OTHERS_STARTS.mayBegin(text)
                && OTHERS_FIRST
                        .matcher(
                                text.isEmpty()
                                        ? text
                                        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1))
                        .lookingAt();
    }

    /** The text up to the label of somebody who is not the author. */
    static String withoutOthers(String text) {
        var hasColon = text.indexOf(':') >= 0 || text.indexOf('：') >= 0;
        return hasColon ? OTHERS_WITHIN.matcher(text).replaceFirst("") : text;
    }

    static String withoutRole(String text) {
        return ROLE_FIRST_STARTS.mayBegin(text) ? ROLE_FIRST.matcher(text).replaceFirst("") : text;
    }

    static String withoutRoleParts(String text) {
        return ROLE_PART.matcher(text).replaceAll("");
    }

    /** Whether a text has a word that no person's name has. */
    static boolean hasOrganisationWord(String text) {
        return ORGANISATION_STARTS.mayBeIn(text) && ORGANISATION.matcher(text).find();
    }

    /** Whether a text is the name of an agency or publication. */
    static boolean isOutlet(String text) {
        var folded = FoldedText.fold(text);
        return OUTLETS.contains(folded) || (folded.startsWith("the ") && OUTLETS.contains(folded.substring(4)));
    }

    /** Separates names. */
    static String[] split(String text) {
        return AND.split(text);
    }

    private static List<String> all(String... sections) {
        var all = new ArrayList<String>();
        for (var section : sections) {
            all.addAll(SECTIONS.getOrDefault(section, List.of()));
        }
        return all;
    }

    private static WordStarts starts(String... sections) {
        return WordStarts.of(all(sections).stream()
                .map(word -> word.replace("*", "").replaceFirst(" ?@.*", ""))
                .toList());
    }

    private static Map<String, List<String>> sections() {
        var sections = new HashMap<String, List<String>>();
        WordListFile.sections(BylineWords.class, "bylines.txt").forEach((name, lines) -> {
            var words = new ArrayList<String>();
            lines.forEach(line -> words.addAll(List.of(line.split(", "))));
            sections.put(name, words);
        });
        return sections;
    }

    private static Map<String, Pattern> ofLanguages() {
        var labels = new HashMap<String, List<String>>();
        for (var label : all("labels")) {
            var at = label.indexOf(" @");
            if (at > 0) {
                labels.computeIfAbsent(label.substring(at + 2), key -> new ArrayList<>())
                        .add(label.substring(0, at));
            }
        }
        var patterns = new HashMap<String, Pattern>();
        labels.forEach((language, words) ->
                patterns.put(language, Pattern.compile("^(?:" + any(words) + ")(?:" + COLON + "|\\s+)", FLAGS)));
        return patterns;
    }

    private static Set<String> outlets() {
        var outlets = new HashSet<>(KnownOutlets.folded());
        all("agencies").forEach(name -> outlets.add(FoldedText.fold(name)));
        return Set.copyOf(outlets);
    }

    /** Alternatives, the longest first; a star stands for more letters. */
    private static String any(List<String> words) {
        var plain = words.stream().filter(word -> word.indexOf('@') < 0).toList();
        return plain.stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .map(word -> word.endsWith("*")
                        ? Pattern.quote(word.substring(0, word.length() - 1)) + LETTER + "*"
                        : Pattern.quote(word))
                .collect(Collectors.joining("|", WordPatterns.startOf(plain) + "(?:", ")"));
    }
}
