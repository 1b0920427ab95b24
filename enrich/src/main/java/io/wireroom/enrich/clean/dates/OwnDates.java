package io.wireroom.enrich.clean.dates;

import io.wireroom.enrich.clean.page.ArticlePart;
import io.wireroom.enrich.clean.page.ArticlePart.Place;
import io.wireroom.enrich.clean.page.ElementKind;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.text.ResourceLines;
import io.wireroom.text.WordPatterns;
import io.wireroom.text.WordStarts;
import io.wireroom.text.dates.DateReader;
import io.wireroom.text.dates.PageDates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells the dates of an article from those of comments, other articles, pictures, events, quotes, laws and the page around
 * it: by where they stand, by the names of the elements around them, and by the words before them.
 */
final class OwnDates {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** The date of the publication is announced. */
    private static final Pattern PUBLISHED = words("published", "");

    private static final WordStarts PUBLISHED_STARTS = WordStarts.of(plain(words("published")));

    /** A date of something else is announced. */
    private static final Pattern OTHERS = words("others", "(?:[\\s:,.]{1,3}\\p{L}{1,4}){0,2}[\\s\\d:,.+()#-]*$");

    private static final WordStarts OTHERS_STARTS = WordStarts.of(plain(words("others")));

    private static final ElementKind NAMED = ElementKind.NAMED_BYLINE.or(ElementKind.NAMED_PUBLISH);

    /** Between the parts of a line. */
    private static final Pattern PARTS = Pattern.compile("[|·•;/\\n–—]|\\s-\\s");

    /** Elements that quote or describe something. */
    private static final Set<String> QUOTING = Set.of(
            "blockquote",
            "q",
            "cite",
            "figure",
            "figcaption",
            "caption",
            "dialog",
            "form",
            "button",
            "nav",
            "aside",
            "footer");

    /** Words of the names of elements whose dates are not the article's. */
    private static final Pattern OTHER_NAMES = Pattern.compile(
            "(?<![a-z])(?:top-?bar|masthead|weather|today|ticker|comments?|comment-?list|repl(?:y|ies)|forum|discussion|disqus"
                    + "|related|suggest(?:ed|ions?)?|recommend(?:ed|ations?)?|recirc\\w*|more-?(?:news|stories|from|articles)|latest|trending|popular"
                    + "|most-?(?:read|viewed|popular)|read-?(?:also|next|more)|also-?read|teasers?|promo|copyright|legal|policy|privacy|cookies?"
                    + "|events?|calendar|agenda|timeline|chronology|tweets?|twitter|instagram|facebook|tiktok|telegram|embed(?:ded)?|pull-?quote|gallery"
                    + "|captions?|poll|next-?article|factbox|infobox|changelog|release-?notes)(?![a-z])",
            Pattern.CASE_INSENSITIVE);

    private static final WordStarts OTHER_NAMES_STARTS = WordStarts.of("""
            topbar top-bar masthead weather today ticker comment reply replies forum discuss disqus related suggest recommend
            recirc more latest trending popular most read alsoread also-read teaser promo copyright legal policy privacy cookie
            event calendar agenda timeline chronology tweet twitter instagram facebook tiktok telegram embed pullquote
            pull-quote gallery caption poll nextarticle next-article factbox infobox changelog release""");

    private static final Pattern DATE_NAME = Pattern.compile("date|time(?!line)|publish", Pattern.CASE_INSENSITIVE);
    private static final int MOST_STEPS = 8;
    private static final int MOST_NAME_CHARS = 200;
    private static final int MOST_WORDS = 6;
    private static final int LINK_CHARS = 12;
    private static final int WORD_REACH = 48;

    private final ArticlePart part;
    private final DateReader dates;
    private final Map<String, Boolean> otherNames = new HashMap<>();

    OwnDates(ArticlePart part, DateReader dates) {
        this.part = part;
        this.dates = dates;
    }

    /**
     * Whether the first date of a text can be that of the article.
     *
     * @param element around it
     * @param text with the date and the words around it
     */
    boolean allow(PageElement element, String text) {
        var place = part.place(element);
        var isExpected = switch (place) {
            case HEAD, FOOT -> true;
            case BODY -> part.isNearHead(element) && element.inside(NAMED);
            case OUTSIDE -> false;
        };
        // Most dates of a page are those of other articles, and need not be read.
        if (!isExpected && !PUBLISHED_STARTS.mayBeIn(text) || isOfOthers(element) || isOfSomethingElse(text)) {
            return false;
        }
        return switch (place) {
            case HEAD -> true;
            case FOOT -> isAlmostAlone(text) || isPublished(text);
            case BODY, OUTSIDE -> isExpected || isPublished(text) && isAlmostAlone(text);
        };
    }

    /** The same for a date that the page states for machines and that no element around it contradicts. */
    boolean allowStated(PageElement element) {
        return !isOfOthers(element) && (part.contains(element) || part.place(element) == Place.HEAD);
    }

    private boolean isOfOthers(PageElement element) {
        var steps = 0;
        for (var up = element; up != null && steps < MOST_STEPS; up = up.parent, steps++) {
            if (up.name.equals("article") || up.name.equals("main") || up.name.equals("body")) {
                return false;
            }
            if (QUOTING.contains(up.name)
                    || (hasOtherName(up) && !(up == element && isNamedDate(up)))
                    || isTeaser(up, element)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasOtherName(PageElement element) {
        return isOther(element.attribute("class")) || isOther(element.attribute("id"));
    }

    /** Whether an element is called a date; a system may call all its articles events. */
    private static boolean isNamedDate(PageElement element) {
        return DATE_NAME.matcher(element.attribute("class")).find();
    }

    private boolean isOther(String name) {
        return !name.isEmpty()
                && otherNames.computeIfAbsent(
                        name,
                        one -> OTHER_NAMES_STARTS.mayBeIn(one)
                                && OTHER_NAMES
                                        .matcher(
                                                one.length() > MOST_NAME_CHARS
                                                        ? one.substring(0, MOST_NAME_CHARS)
                                                        : one)
                                        .find());
    }

    /** Whether a link has the date of what it points to: its text is longer than the date. */
    private static boolean isTeaser(PageElement up, PageElement element) {
        return up.name.equals("a")
                && up != element
                && PrintedDates.shortText(up.node).length()
                        > PrintedDates.shortText(element.node).length() + LINK_CHARS;
    }

    /** Whether the words before the first date announce the publication. */
    boolean isPublished(String text) {
        return dates.place(text)
                .filter(place -> announcesPublication(lastPart(place.before())))
                .isPresent();
    }

    private boolean isOfSomethingElse(String text) {
        var place = dates.place(text).orElse(null);
        if (place == null) {
            return false;
        }
        var before = lastPart(place.before());
        if (announcesPublication(before)) {
            return false;
        }
        return (OTHERS_STARTS.mayBeIn(before) && OTHERS.matcher(before).find()) || isSentence(text, place);
    }

    private static boolean announcesPublication(String before) {
        return PUBLISHED_STARTS.mayBeIn(before) && PUBLISHED.matcher(before).find();
    }

    /** Whether a date stands in running text. */
    private static boolean isSentence(String text, PageDates.Place place) {
        var words = smallWords(place.before()) + smallWords(place.after());
        var last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
        return ".!?…".indexOf(last) >= 0 ? words >= MOST_WORDS : "。！？।؟".indexOf(last) >= 0 || words > 2 * MOST_WORDS;
    }

    /** Words in small letters that are longer than one letter. */
    private static int smallWords(String text) {
        var words = 0;
        var length = 0;
        for (int i = 0; i <= text.length(); i++) {
            var c = i < text.length() ? text.charAt(i) : ' ';
            if (Character.isLetter(c) && (length > 0 || Character.isLowerCase(c))) {
                length++;
            } else {
                words += length > 1 ? 1 : 0;
                length = Character.isLetter(c) ? Integer.MIN_VALUE / 2 : 0;
            }
        }
        return words;
    }

    private static String lastPart(String before) {
        var near = before.length() > WORD_REACH ? before.substring(before.length() - WORD_REACH) : before;
        var parts = PARTS.split(near);
        for (int i = parts.length - 1; i >= 0; i--) {
            if (!parts[i].isBlank()) {
                return parts[i].toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    /** Whether a text has little but the date. */
    private boolean isAlmostAlone(String text) {
        return dates.parse(text).filter(date -> PageDates.isMostOf(date, text)).isPresent();
    }

    /** The words of a section; a star stands for more letters. */
    private static List<String> words(String section) {
        var words = new ArrayList<String>();
        var open = false;
        for (var line : ResourceLines.of(OwnDates.class, "date-words.txt")) {
            if (line.startsWith("[")) {
                open = line.equals('[' + section + ']');
            } else if (open) {
                words.addAll(Arrays.asList(line.split(", ")));
            }
        }
        return words;
    }

    /** Any of the words of a section, whole. */
    static Pattern words(String section, String end) {
        var words = words(section);
        return Pattern.compile(
                WordPatterns.startOf(words)
                        + words.stream()
                                .map(OwnDates::expression)
                                .collect(
                                        Collectors.joining("|", "(?<![\\p{L}\\p{M}])(?:", ")(?![\\p{L}\\p{M}])" + end)),
                FLAGS);
    }

    private static List<String> plain(List<String> words) {
        return words.stream().map(word -> word.replace("*", "")).toList();
    }

    private static String expression(String word) {
        return word.endsWith("*")
                ? Pattern.quote(word.substring(0, word.length() - 1)) + "[\\p{L}\\p{M}]*"
                : Pattern.quote(word);
    }
}
