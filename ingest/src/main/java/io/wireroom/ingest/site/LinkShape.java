package io.wireroom.ingest.site;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How much an address looks like that of one article, by itself: dates, long slugs and numbers speak for it, words for
 * lists and services against it.
 *
 * @param score positive for an article, negative for anything else
 * @param pattern the same for addresses built alike: {@code /news/#/#/*}
 */
record LinkShape(double score, String pattern) {

    private static final Pattern DATE = Pattern.compile(
            "(^|/)(19|20)\\d\\d([/_-]?(0?[1-9]|1[0-2]|[a-z]{3})" + "([/_-]?(0?[1-9]|[12]\\d|3[01]))?)(?=[/_.-]|$)");
    private static final Pattern DATE_IN_NAME =
            Pattern.compile("(19|20)\\d\\d-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\\d|3[01])");
    private static final Pattern NUMBER = Pattern.compile("\\d{4,}");
    private static final Pattern HEX = Pattern.compile("(?=.*\\d)(?=.*[a-f])[0-9a-f]{8,}([-_][0-9a-f]+)*");
    private static final Pattern WORD_BREAK = Pattern.compile("[-_+.~]|%20");
    private static final Pattern PAGE_FILE = Pattern.compile("\\.(s?html?|php|aspx?|jsp|cms|ece|story|stm|amp)$");
    private static final Pattern OTHER_FILE = Pattern.compile(".*\\.(jpe?g|png|gif|webp|svg|ico|pdf|zip|gz|mp3|mp4|m4a"
            + "|webm|avi|mov|css|js|json|xml|rss|atom|rdf|txt|csv|docx?|xlsx?|pptx?|epub|apk|exe|ics|asc)$");
    private static final Pattern QUERY_NUMBER = Pattern.compile(
            "(^|&)(id|aid|nid|sid|article|article_?id|story|story_?id|news_?id|item|newsno|no|p|idx|num|artid)="
                    + "([0-9]{2,}|[0-9a-f-]{8,})(&|$)");
    private static final Pattern QUERY_OTHER = Pattern.compile("(^|&)(share|replytocom|page|paged|sort|filter|lang|hl"
            + "|redirect|return|returnurl|next|login|action|add|q|s|search|query|print|tag|cat|category|author)=.*");
    private static final Set<String> ARTICLE_WORDS = Set.of("""
            article articles story stories a artikel articulo noticia notizie artykul clanek artikkel read post
            posts archives news nyheter actualite nachrichten""".split("\\s+"));
    private static final Set<String> LIST_WORDS = Set.of("""
            tag tags topic topics thema themen category categories kategorie author authors autor autoren
            profile profiles people contributor contributors user users member members about about-us ueber-uns
            contact contact-us kontakt contacto impressum imprint privacy privacy-policy datenschutz terms
            terms-of-use terms-of-service legal cookies cookie-policy login log-in signin sign-in signup sign-up
            register account my-account subscribe subscription subscriptions abo newsletter newsletters search
            suche help faq faqs jobs careers advertise advertising advertisers mediadaten shop store cart
            checkout donate support feed feeds rss rss-feeds sitemap site-map archive-index share print email
            comments comment download downloads app apps accessibility masthead staff corrections-policy
            editorial-policy wp-login.php wp-admin events calendar page label hashtag schlagwort etiqueta
            etiquetas tema temas puzzles crossword crosswords horoscope games weather-forecast tv-guide
            classifieds obituaries-index membership gift licensing syndication whistleblower feedback""".split("\\s+"));

    /** The shape of an absolute http or https address. */
    static LinkShape of(URI url) {
        var path = Objects.requireNonNullElse(url.getRawPath(), "/");
        var query = Objects.requireNonNullElse(url.getRawQuery(), "").toLowerCase(Locale.ROOT);
        var lower = path.toLowerCase(Locale.ROOT);
        var segments = new ArrayList<String>();
        for (var segment : lower.split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        return new LinkShape(pathScore(lower, segments) + queryScore(query), pattern(segments, query));
    }

    private static double pathScore(String path, List<String> segments) {
        if (OTHER_FILE.matcher(path).matches()) {
            return -10;
        }
        if (segments.isEmpty()) {
            return -3;
        }
        var last = segments.getLast();
        var name = PAGE_FILE.matcher(last).replaceFirst("");
        var score = name.length() < last.length() && !name.startsWith("index") ? 0.5 : 0;
        score += nameScore(name);
        if (segments.size() > 1 && isNumber(name)) {
            // An id alone in the end: the words stand before it.
            score += nameScore(segments.get(segments.size() - 2)) / 2;
        }
        var date = DATE.matcher(path);
        if (date.find()) {
            // A date with nothing after it is the list of that day or month.
            score += path.substring(date.end()).chars().anyMatch(Character::isLetterOrDigit) ? 3 : -4;
        } else if (DATE_IN_NAME.matcher(name).find()) {
            score += 2;
        }
        if (segments.subList(0, segments.size() - 1).stream().anyMatch(ARTICLE_WORDS::contains)) {
            score += 1;
        }
        return score + (LIST_WORDS.contains(name) || segments.stream().anyMatch(LIST_WORDS::contains) ? -5 : 0);
    }

    /** Of the last part of a path: how many words, which numbers. */
    private static double nameScore(String name) {
        var words = 0;
        var letters = 0;
        for (var word : WORD_BREAK.split(name)) {
            if (word.chars().anyMatch(Character::isLetter) || word.startsWith("%")) {
                words++;
                letters += word.length();
            }
        }
        var score = 0.0;
        if (HEX.matcher(name).matches()) {
            score += 2;
        } else if (words >= 5) {
            score += 3.5;
        } else if (words == 4) {
            score += 3;
        } else if (words == 3) {
            score += letters >= 14 ? 2 : 1;
        } else if (name.startsWith("%") && name.length() >= 60) {
            score += 2; // a title in letters beyond ASCII, without breaks between the words
        }
        if (NUMBER.matcher(name).find()) {
            score += 2;
        } else if (isNumber(name) && name.length() >= 3) {
            score += 1;
        }
        return score;
    }

    private static double queryScore(String query) {
        if (query.isEmpty()) {
            return 0;
        }
        var score = QUERY_NUMBER.matcher(query).find() ? 2.5 : 0;
        return score + (QUERY_OTHER.matcher(query).find() ? -4 : 0);
    }

    private static String pattern(List<String> segments, String query) {
        var pattern = new StringBuilder();
        for (var i = 0; i < segments.size(); i++) {
            pattern.append('/').append(abstracted(segments.get(i), i == segments.size() - 1));
        }
        var equals = query.indexOf('=');
        return equals < 0
                ? pattern.toString()
                : pattern.append('?').append(query, 0, equals).toString();
    }

    private static String abstracted(String segment, boolean last) {
        if (isNumber(segment)) {
            return "#";
        }
        if (last || WORD_BREAK.split(segment).length > 2 || segment.startsWith("%")) {
            return PAGE_FILE.matcher(segment).find() ? "*.page" : "*";
        }
        return segment;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
