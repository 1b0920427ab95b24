package io.wireroom.ingest.site;

import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Site;
import io.wireroom.ingest.parsing.ParsingLimit;
import io.wireroom.text.Scripts;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Elements;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector.SelectorParseException;
import org.jspecify.annotations.Nullable;

/**
 * The links of a section page that lead to articles: found by the shape of their addresses, the place where they stand,
 * their words, and by how often all three repeat; or by an operator's CSS selectors alone. On the page's own site only,
 * each address once, in the page's order.
 */
public final class ArticleLinks {

    private static final int MAX_ANCHORS = 5_000;
    private static final int MAX_LINKS = 500;
    private static final int MAX_TEXT = 300;

    /** Characters of an element that is read in part. */
    private static final int LONG_TEXT = 10_000;

    /** A link that reaches this by itself is taken. */
    private static final double SURE = 5;

    /** A group of like links that reaches this on average is taken, except for members below {@link #LEAST}. */
    private static final double GROUP = 4;

    private static final double LEAST = 2.5;
    private static final int REPEATED = 3;

    /** The shop and the jobs of a site often have a host of their own; so have some sections. */
    private static final double OTHER_HOST = 2.5;

    private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0]+");
    private static final Pattern COMMENT_COUNT = Pattern.compile("\\d+\\s*(comments?|kommentare?)?");

    /** Longer words than these are a title. */
    private static final int MAX_EMPTY_WORDS = 100;

    private static final Set<String> EMPTY_WORDS = Set.of(
            "read more",
            "more",
            "continue reading",
            "read",
            "read on",
            "full story",
            "view",
            "see more",
            "see all",
            "view all",
            "all",
            "comments",
            "comment",
            "leave a comment",
            "share",
            "print",
            "email",
            "next",
            "previous",
            "older posts",
            "newer posts",
            "mehr",
            "weiterlesen",
            "mehr lesen",
            "zum artikel",
            "leer más",
            "leer mas",
            "lire la suite",
            "lire plus",
            "leggi tutto",
            "continua a leggere",
            "läs mer",
            "les mer",
            "læs mere",
            "lees meer",
            "ler mais",
            "leia mais",
            "czytaj więcej",
            "więcej",
            "číst dále",
            "подробнее",
            "читать далее",
            "далее",
            "devamı",
            "続きを読む",
            "更多",
            "詳細",
            "watch",
            "listen",
            "video",
            "audio",
            "gallery",
            "live");

    private final SitePage page;

    private ArticleLinks(SitePage page) {
        this.page = page;
    }

    /** The links to articles by their own shape and repetition; none when the page's address is unknown. */
    public static List<ArticleLink> of(SitePage page) {
        return new ArticleLinks(page).byShape();
    }

    /**
     * The links that these CSS selectors choose, or that stand in what they choose.
     *
     * @throws IllegalArgumentException if a selector is invalid
     */
    public static List<ArticleLink> of(SitePage page, List<String> selectors) {
        return new ArticleLinks(page).bySelectors(selectors);
    }

    /** Whether this is a CSS selector that {@link #of(SitePage, List)} takes. */
    public static boolean isSelector(String selector) {
        try {
            return !selector.isBlank() && QueryParser.parse(selector) != null;
        } catch (SelectorParseException | IllegalArgumentException e) {
            return false;
        }
    }

    /** An address with the texts of all its anchors. */
    private static final class Candidate {
        private final URI url;
        private final LinkShape shape;
        private final boolean otherHost;
        private LinkPlace place;
        private String text = "";

        Candidate(URI url, LinkPlace place, boolean otherHost) {
            this.url = url;
            this.place = place;
            this.otherHost = otherHost;
            shape = LinkShape.of(url);
        }

        /** An address that is linked twice, by a picture and a title, is as good as the better of the two. */
        void add(LinkPlace other, String words) {
            if (other.score() > place.score()) {
                place = other;
            }
            if (words.length() > text.length()) {
                text = words;
            }
        }

        double score() {
            return shape.score() + place.score() + textScore(text) - (otherHost ? OTHER_HOST : 0);
        }

        boolean isPossible() {
            return !place.boilerplate() && shape.score() > -3;
        }
    }

    private List<ArticleLink> byShape() {
        if (page.url() == null) {
            return List.of();
        }
        var candidates = candidates(page.document().select("a[href]"));
        var byPath = new HashMap<String, List<Candidate>>();
        var byPattern = new HashMap<String, List<Candidate>>();
        for (var one : candidates) {
            byPath.computeIfAbsent(one.place.path(), key -> new ArrayList<>()).add(one);
            byPattern
                    .computeIfAbsent(one.shape.pattern(), key -> new ArrayList<>())
                    .add(one);
        }
        var chosen = new ArrayList<ArticleLink>();
        for (var one : candidates) {
            ParsingLimit.check();
            if (isChosen(one, byPath, byPattern) && chosen.size() < MAX_LINKS) {
                chosen.add(new ArticleLink(one.url, one.text));
            }
        }
        return chosen;
    }

    private static boolean isChosen(
            Candidate one, Map<String, List<Candidate>> byPath, Map<String, List<Candidate>> byPattern) {
        if (!one.isPossible()) {
            return false;
        }
        var place = byPath.getOrDefault(one.place.path(), List.of());
        var pattern = byPattern.getOrDefault(one.shape.pattern(), List.of());
        var score = one.score();
        if (place.size() >= REPEATED) {
            score += 1;
        }
        if (pattern.size() >= REPEATED && one.shape.score() > 0) {
            score += 0.5;
        }
        // A title without any sign of an article in its address needs its company to vouch for it.
        var needed = one.shape.score() >= 1 ? SURE : SURE + 1;
        return score >= needed
                || (score >= LEAST
                        && ((place.size() >= REPEATED && mean(place) >= GROUP)
                                || (pattern.size() >= REPEATED && one.shape.score() >= 1 && mean(pattern) >= GROUP)));
    }

    private static double mean(Collection<Candidate> group) {
        return group.stream().mapToDouble(Candidate::score).average().orElse(0);
    }

    private List<ArticleLink> bySelectors(List<String> selectors) {
        var anchors = new Elements();
        for (var selector : selectors) {
            try {
                for (var element : page.document().select(selector)) {
                    ParsingLimit.check();
                    anchors.addAll(element.is("a[href]") ? new Elements(element) : element.select("a[href]"));
                }
            } catch (SelectorParseException | IllegalArgumentException e) {
                throw new IllegalArgumentException("'" + selector + "' is no CSS selector: " + e.getMessage(), e);
            }
        }
        return candidates(anchors).stream()
                .limit(MAX_LINKS)
                .map(one -> new ArticleLink(one.url, one.text))
                .toList();
    }

    private List<Candidate> candidates(Elements anchors) {
        var own = page.url() == null
                ? Optional.<Address>empty()
                : Address.of(page.url().toString());
        var site = page.site();
        var candidates = new LinkedHashMap<Address, Candidate>();
        var boilerplate = new IdentityHashMap<Element, Boolean>();
        for (var anchor : anchors.size() > MAX_ANCHORS ? anchors.subList(0, MAX_ANCHORS) : anchors) {
            ParsingLimit.check();
            if (anchor.attr("href").startsWith("#")) {
                continue;
            }
            var url = page.resolve(anchor.attr("href"));
            var address = url.flatMap(uri -> Address.of(uri.toString()));
            if (url.isEmpty() || address.isEmpty() || address.equals(own)) {
                continue;
            }
            if (site.isPresent() && !Site.of(url.get()).equals(site.get())) {
                continue;
            }
            var place = LinkPlace.of(anchor, boilerplate);
            candidates
                    .computeIfAbsent(address.get(), key -> new Candidate(url.get(), place, !isHost(url.get())))
                    .add(place, words(anchor));
        }
        return new ArrayList<>(candidates.values());
    }

    private boolean isHost(URI url) {
        return page.url() == null || bare(Address.hostOf(url)).equals(bare(Address.hostOf(page.url())));
    }

    private static String bare(@Nullable String host) {
        var lower = host == null ? "" : host.toLowerCase(Locale.ROOT);
        return lower.startsWith("www.") ? lower.substring("www.".length()) : lower;
    }

    private static String words(Element anchor) {
        var heading = anchor.selectFirst("h1, h2, h3, h4, h5, [role=heading]");
        var text = text(heading == null ? anchor : heading);
        if (isEmpty(text)) {
            text = anchor.hasAttr("aria-label") ? anchor.attr("aria-label") : anchor.attr("title");
        }
        if (isEmpty(text)) {
            var image = anchor.selectFirst("img[alt]");
            text = image == null ? "" : image.attr("alt");
        }
        var line = SPACE.matcher(text).replaceAll(" ").strip();
        if (isEmpty(line)) {
            return "";
        }
        return line.length() > MAX_TEXT ? line.substring(0, MAX_TEXT) : line;
    }

    /** The element's text; only the start of a text that is far too long for a link, so that nested links stay cheap. */
    private static String text(Element element) {
        var start = new StringBuilder();
        NodeTraversor.filter(
                (node, depth) -> {
                    if (node instanceof TextNode text) {
                        var whole = text.getWholeText();
                        start.append(whole, 0, Math.min(whole.length(), LONG_TEXT + 1 - start.length()));
                    }
                    return start.length() > LONG_TEXT ? NodeFilter.FilterResult.STOP : NodeFilter.FilterResult.CONTINUE;
                },
                element);
        return start.length() > LONG_TEXT ? start.toString() : element.text();
    }

    private static boolean isEmpty(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return true;
        }
        var end = text.length();
        while (end > 0 && isMark(text.charAt(end - 1))) {
            end--;
        }
        if (end > MAX_EMPTY_WORDS) {
            return false;
        }
        var plain = text.substring(0, end).strip().toLowerCase(Locale.ROOT);
        return EMPTY_WORDS.contains(plain) || COMMENT_COUNT.matcher(plain).matches();
    }

    private static boolean isMark(char c) {
        return Character.isWhitespace(c) || ".…»>›→:".indexOf(c) >= 0;
    }

    /** Titles have many words; in scripts without spaces, many letters. */
    private static double textScore(String text) {
        var words = text.isEmpty() ? 0 : text.split(" ").length;
        var dense = text.codePoints().filter(Scripts::isUnspaced).count();
        if (words >= 5 || text.length() >= 30 || dense >= 10) {
            return 2.5;
        }
        if (words >= 4 || dense >= 7) {
            return 1.5;
        }
        if (words == 3) {
            return 0.5;
        }
        return words == 0 ? 0 : -1;
    }
}
