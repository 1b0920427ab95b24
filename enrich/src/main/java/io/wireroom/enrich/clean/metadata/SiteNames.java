package io.wireroom.enrich.clean.metadata;

import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Site;
import io.wireroom.text.FoldedText;
import io.wireroom.text.Scripts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names of a publication, in folded form, and how they are taken off a title: {@code Ferry resumes | Harbour Post}.
 *
 * @param stated names that the page states
 * @param domain of the site without its dots; empty when unknown
 * @param label of the site's domain before its first dot; empty when unknown
 */
record SiteNames(List<String> stated, String domain, String label) {

    /** A piece of a title between two separators. */
    private record Cut(int start, int end, boolean bar) {

        String head(String title) {
            return title.substring(0, start);
        }

        String tail(String title) {
            return title.substring(end);
        }
    }

    private static final Pattern SEPARATOR =
            Pattern.compile("(?:(?<!\\s)|\\G)(?:\\s++[|–—·•»:/~-]\\s++|\\s*+[|»｜]\\s*+|\\s++-\\s*+|\\s*+:: )");
    private static final String SIGNS = "|｜–—·•»:/~-";
    private static final String BARS = "|»｜·•";
    private static final String OPENING_QUOTES = "\"“„«»‘'「『";

    /** A longer text holds more than a title and a name. */
    private static final int MAX_CHARS = 600;

    private static final int MAX_NAME_WORDS = 4;
    private static final int MAX_SECTION_WORDS = 3;
    private static final int LEAST_HEAD_WORDS = 4;
    private static final int LEAST_WORDS_BEFORE_BAR = 3;
    private static final int WIDE_WORD = 3;
    private static final int LEAST_LABEL = 4;
    private static final int SMALL_WORD = 3;
    private static final int LONGER = 20;

    SiteNames {
        stated = List.copyOf(stated);
    }

    /** The names that a page at this address states. */
    static SiteNames of(JsonLd jsonLd, MetaTags metas, String url) {
        var names = new ArrayList<String>();
        metas.first("og:site_name").map(FoldedText::fold).ifPresent(names::add);
        metas.first("application-name").map(FoldedText::fold).ifPresent(names::add);
        jsonLd.text("publisher").map(FoldedText::fold).ifPresent(names::add);
        names.removeIf(String::isEmpty);
        var site = Address.web(url).map(Site::of).map(Site::name).orElse("");
        var dot = site.indexOf('.');
        return new SiteNames(names, joined(site), dot < 0 ? "" : joined(site.substring(0, dot)));
    }

    /** Whether a whole text is the name of the site. */
    boolean are(String text) {
        var folded = FoldedText.fold(text);
        return isStated(folded) || isDomain(folded);
    }

    /** The title without the site's name at its end or start, and without the name of a section beside that. */
    String strip(String title) {
        if (title.length() > MAX_CHARS) {
            return title;
        }
        var cuts = cuts(title);
        for (var cut : cuts) {
            if (cut.start() > 0 && are(cut.tail(title))) {
                return withoutSections(cut.head(title));
            }
        }
        var colon = title.indexOf(": ");
        if (colon > 0 && are(title.substring(0, colon))) {
            return title.substring(colon + 2).strip();
        }
        if (cuts.isEmpty()) {
            return title;
        }
        var first = cuts.getFirst();
        if (first.start() > 0 && are(first.head(title))) {
            return first.tail(title);
        }
        var last = cuts.getLast();
        return isLikelyName(title, last) ? withoutSections(last.head(title)) : title;
    }

    private boolean isLikelyName(String title, Cut cut) {
        var tail = cut.tail(title);
        var head = cut.head(title);
        var separator = title.substring(cut.start(), cut.end()).strip();
        if (separator.equals(":") || separator.equals("/") || words(tail) > MAX_NAME_WORDS) {
            return false;
        }
        if (!stated.isEmpty()) {
            return separator.equals("|") && words(head) >= LEAST_HEAD_WORDS;
        }
        return cut.bar()
                ? words(head) >= LEAST_WORDS_BEFORE_BAR
                : words(head) >= LEAST_HEAD_WORDS && isCapitalised(tail) && !isQuote(head);
    }

    /** A clause of a headline behind a dash begins in lower case, or has words in lower case; a name has none. */
    private static boolean isCapitalised(String tail) {
        var name = tail.strip();
        for (var word : name.split("\\s+")) {
            var isClause = word.length() > SMALL_WORD || name.startsWith(word);
            if (!word.isEmpty() && isClause && Character.isLowerCase(word.codePointAt(0))) {
                return false;
            }
        }
        return true;
    }

    /** What stands behind a quotation as a headline is the name of its speaker. */
    private static boolean isQuote(String head) {
        var text = head.strip();
        return !text.isEmpty()
                && OPENING_QUOTES.indexOf(text.charAt(0)) >= 0
                && !Character.isLetterOrDigit(text.charAt(text.length() - 1));
    }

    /** Without the names of sections that bars cut off: {@code Council votes | Opinion}, {@code Opinion | Council votes}. */
    private static String withoutSections(String title) {
        var text = title;
        for (var cuts = cuts(text); !cuts.isEmpty(); cuts = cuts(text)) {
            var last = cuts.getLast();
            var section = AddressPath.isSectionName(last.tail(text));
            var named = last.bar() && words(last.tail(text)) <= MAX_SECTION_WORDS && isCapitalised(last.tail(text));
            if (!(section || named) || words(last.head(text)) < LEAST_WORDS_BEFORE_BAR) {
                var first = cuts.getFirst();
                return first.bar() && first.start() > 0 && AddressPath.isSectionName(first.head(text))
                        ? first.tail(text)
                        : text;
            }
            text = last.head(text);
        }
        return text;
    }

    private static List<Cut> cuts(String title) {
        var cuts = new ArrayList<Cut>();
        if (title.chars().noneMatch(c -> SIGNS.indexOf(c) >= 0)) {
            return cuts;
        }
        var matcher = SEPARATOR.matcher(title);
        while (matcher.find()) {
            var bar = matcher.group().chars().anyMatch(c -> BARS.indexOf(c) >= 0)
                    || matcher.group().contains("::");
            cuts.add(new Cut(matcher.start(), matcher.end(), bar));
        }
        return cuts;
    }

    private static int words(String text) {
        var wide = (int) text.chars().filter(c -> Scripts.isUnspaced((char) c)).count();
        return Math.max(text.strip().split("\\s+").length, wide / WIDE_WORD);
    }

    private boolean isStated(String folded) {
        return !folded.isEmpty()
                && stated.stream()
                        .anyMatch(site -> folded.equals(site)
                                || folded.replace(" ", "").equals(site.replace(" ", ""))
                                || (folded.endsWith(site) && folded.length() < site.length() + LONGER)
                                || (site.startsWith(folded) && folded.length() > SMALL_WORD));
    }

    private boolean isDomain(String folded) {
        var joined = folded.replace(" ", "");
        if (joined.isEmpty() || domain.isEmpty()) {
            return false;
        }
        return joined.equals(domain)
                || joined.equals("www" + domain)
                || (label.length() >= LEAST_LABEL && (joined.equals(label) || joined.equals("the" + label)));
    }

    private static String joined(String domain) {
        return FoldedText.fold(domain).replace(" ", "");
    }

    /** The parts of a title that {@link #strip} took off, folded. */
    static Set<String> takenOff(String title, String stripped) {
        var at = title.indexOf(stripped);
        if (at < 0 || stripped.length() == title.length()) {
            return Set.of();
        }
        var parts = new HashSet<String>();
        for (var part : SEPARATOR.split(title.substring(0, at) + " | " + title.substring(at + stripped.length()))) {
            var folded = FoldedText.fold(part);
            if (!folded.isEmpty()) {
                parts.add(folded);
            }
        }
        return parts;
    }
}
