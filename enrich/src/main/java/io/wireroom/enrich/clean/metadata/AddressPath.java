package io.wireroom.enrich.clean.metadata;

import io.wireroom.tagging.lexicon.WordListFile;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The path and query of an address, in lower case, and what they show of its page: an article, a section, a list, a form,
 * an error, or a template that was never filled in. The words are in {@code address-words.txt}.
 *
 * @param segments between slashes, unescaped, empty ones left out
 * @param query values by name
 */
record AddressPath(List<String> segments, Map<String, String> query) {

    private static final Map<String, Set<String>> WORDS =
            WordListFile.sets(AddressPath.class, "address-words.txt", Pattern.compile("\\s+"));
    private static final Set<String> PLACEHOLDERS = words("placeholder");
    private static final Set<String> ERRORS = words("error");
    private static final Set<String> ACCOUNTS = words("account");
    private static final Set<String> INDEXES = words("index");
    private static final Set<String> VIEWS = words("view");
    private static final Set<String> IDS = words("id");
    private static final Set<String> LISTINGS = words("listing");
    private static final Set<String> FOLDERS = words("folder");
    private static final Set<String> SECTIONS = words("section");

    /** What a template engine leaves when it was not run: {@code {{url}}}, {@code ${url}}, {@code <%= url %>}. */
    private static final Pattern TEMPLATE = Pattern.compile(
            "\\{\\{|\\}\\}|\\{%|\\$\\{|#\\{|<%|%>|\\[\\[|\\[object |\\{[a-z_.]+\\}|%[a-z_]{3,}%|@@|__[A-Z_]+__");

    private static final Pattern EXTENSION =
            Pattern.compile("\\.(html?|shtml|xhtml|php\\d?|aspx?|jspx?|jsf|do|cgi|cfm|pl|action)$");
    private static final Pattern STATIC = Pattern.compile("\\.(?:html?|shtml|xhtml)$");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}(?:[-_][a-z]{2})?");
    private static final Pattern WORD_ENDS = Pattern.compile("[-_+. ,~]+");
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{4}");
    private static final Pattern DAY_OR_YEAR = Pattern.compile("(?:19|20)\\d{2}(?:[01]\\d(?:[0-3]\\d)?)?");
    private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");

    private static final int LONG_SLUG = 16;
    private static final int LEAST_WORDS = 3;
    private static final int LEAST_TOKEN = 8;
    private static final int LEAST_WIDE = 5;
    private static final int MAX_PAGE_DIGITS = 3;

    static AddressPath of(URI url) {
        var path = unescaped(Objects.requireNonNullElse(url.getRawPath(), "")).toLowerCase(Locale.ROOT);
        var query = new HashMap<String, String>();
        for (var parameter : Objects.requireNonNullElse(url.getRawQuery(), "").split("[&;]")) {
            if (!parameter.isEmpty()) {
                var equals = parameter.indexOf('=');
                var name = equals < 0 ? parameter : parameter.substring(0, equals);
                query.put(
                        unescaped(name).toLowerCase(Locale.ROOT),
                        equals < 0
                                ? ""
                                : unescaped(parameter.substring(equals + 1)).toLowerCase(Locale.ROOT));
            }
        }
        return new AddressPath(
                Arrays.stream(path.split("/"))
                        .filter(segment -> !segment.isEmpty())
                        .toList(),
                query);
    }

    /** Whether a template left a placeholder in it. */
    boolean isUnfilled() {
        return (segments.size() == 1 && PLACEHOLDERS.contains(stem(segments.getFirst())))
                || segments.stream()
                        .anyMatch(one ->
                                isNothing(stem(one)) || TEMPLATE.matcher(one).find())
                || query.values().stream()
                        .anyMatch(one -> isNothing(one) || TEMPLATE.matcher(one).find());
    }

    private static boolean isNothing(String value) {
        return value.equals("null") || value.equals("undefined") || value.equals("nan");
    }

    /** The page of an error. */
    boolean isError() {
        return !segments.isEmpty() && ERRORS.contains(plain(stem(segments.getLast())));
    }

    /** A form to log in, register, pay or consent. */
    boolean isAccount() {
        return !segments.isEmpty()
                && (isAccountName(segments.getLast())
                        || (isAccountName(segments.getFirst()) && !isArticleName(segments.size() - 1)));
    }

    private static boolean isAccountName(String segment) {
        return ACCOUNTS.contains(plain(stem(segment)));
    }

    /** The first page of the site or of one of its languages. */
    boolean isHome() {
        return namesNothing()
                && segments.stream()
                        .map(AddressPath::stem)
                        .allMatch(one -> INDEXES.contains(plain(one))
                                || LANGUAGE.matcher(one).matches());
    }

    /** The page of a tag, an author, a category, or of a search. */
    boolean isListing() {
        for (int i = Math.max(0, segments.size() - 2); i < segments.size(); i++) {
            var name = plain(segments.get(i));
            var last = i == segments.size() - 1;
            if (LISTINGS.contains(name) || (FOLDERS.contains(name) && (last || !isArticleName(i + 1)))) {
                return namesNothing();
            }
        }
        return false;
    }

    /** Words of sections, or the first page of a folder, and nothing that names one article. */
    boolean isSection() {
        return namesNothing()
                && !segments.isEmpty()
                && segments.stream().map(AddressPath::stem).allMatch(AddressPath::isSectionName);
    }

    /** Whether it looks like the address of one page: a number, several words, a file. */
    boolean isOfOnePage() {
        return !segments.isEmpty() && isArticleName(segments.size() - 1) || !namesNothing();
    }

    /** Whether this path is a folder that the other path lies in, deeper than a mere other view of the same page. */
    boolean isFolderOf(AddressPath other) {
        var own = withoutIndex();
        return own.size() < other.segments.size()
                && other.segments.subList(0, own.size()).equals(own)
                && !viewless().equals(other.viewless())
                && !(isOfOnePage() && own.size() == segments.size());
    }

    /** Whether the other address is another view of this page: printed, for telephones, one of its parts. */
    boolean isViewed(AddressPath other) {
        var own = viewless();
        return !own.isEmpty() && own.equals(other.viewless()) && !dropsName(other);
    }

    /** Whether the other address has the same path, and names the page in its query, which this one does not have. */
    boolean dropsName(AddressPath other) {
        return !isOfOnePage()
                && withoutIndex().equals(other.withoutIndex())
                && other.query.entrySet().stream()
                        .anyMatch(one ->
                                !VIEWS.contains(one.getKey()) && !one.getValue().equals(query.get(one.getKey())));
    }

    /** Without the segments that name a view, and without the number of a part of the page. */
    private List<String> viewless() {
        var kept = new ArrayList<String>();
        for (int i = 0; i < segments.size(); i++) {
            var name = stem(segments.get(i));
            var part = i > 0 && isShortNumber(name) && (VIEWS.contains(segments.get(i - 1)) || isArticleName(i - 1));
            if (!part && !VIEWS.contains(name) && !INDEXES.contains(name)) {
                kept.add(name);
            }
        }
        return kept;
    }

    private List<String> withoutIndex() {
        return !segments.isEmpty() && INDEXES.contains(plain(stem(segments.getLast())))
                ? segments.subList(0, segments.size() - 1)
                : segments;
    }

    private boolean namesNothing() {
        return query.entrySet().stream().noneMatch(one -> names(one.getKey(), one.getValue()));
    }

    private static boolean names(String name, String value) {
        if (value.isEmpty() || (VIEWS.contains(name) && !IDS.contains(name))) {
            return false;
        }
        return (IDS.contains(name) && !VIEWS.contains(name))
                || LONG_NUMBER.matcher(value).find()
                || words(WORD_ENDS.split(value)) >= LEAST_WORDS;
    }

    private boolean isArticleName(int at) {
        var segment = segments.get(at);
        var name = stem(segment);
        if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return !DAY_OR_YEAR.matcher(name).matches()
                    && (name.length() > MAX_PAGE_DIGITS
                            || at > 0
                                    && !VIEWS.contains(segments.get(at - 1))
                                    && !isSectionName(segments.get(at - 1))
                                    && segments.subList(0, at).stream()
                                            .noneMatch(one ->
                                                    DAY_OR_YEAR.matcher(one).matches()));
        }
        var parts = WORD_ENDS.split(name);
        if (Arrays.stream(parts).allMatch(AddressPath::isSectionName)) {
            return false;
        }
        return LONG_NUMBER.matcher(name).find()
                || words(parts) >= LEAST_WORDS
                || (parts.length > 1 && name.length() >= LONG_SLUG)
                || (name.length() >= LEAST_TOKEN && name.chars().anyMatch(Character::isDigit))
                || name.chars().filter(c -> c > 0x2E7F).count() >= LEAST_WIDE
                || STATIC.matcher(segment).find();
    }

    private static int words(String[] parts) {
        return (int) Arrays.stream(parts).filter(part -> !part.isEmpty()).count();
    }

    /** Whether a name is that of a section of a publication, of a list, or of its first page. */
    static boolean isSectionName(String name) {
        var plain = plain(name.strip().toLowerCase(Locale.ROOT).replace(' ', '-'));
        return SECTIONS.contains(plain)
                || INDEXES.contains(plain)
                || LISTINGS.contains(plain)
                || LANGUAGE.matcher(plain).matches()
                || DAY_OR_YEAR.matcher(plain).matches();
    }

    private static boolean isShortNumber(String name) {
        return name.length() <= MAX_PAGE_DIGITS && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String stem(String segment) {
        return EXTENSION.matcher(segment).replaceFirst("");
    }

    private static String plain(String word) {
        return word.chars().allMatch(c -> c < 0x80)
                ? word
                : ACCENTS.matcher(Normalizer.normalize(word, Normalizer.Form.NFD))
                        .replaceAll("");
    }

    private static String unescaped(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static Set<String> words(String section) {
        return Objects.requireNonNull(WORDS.get(section), section);
    }
}
