package io.wireroom.enrich.clean.body;

import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.NameKind;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageLine;
import io.wireroom.text.FoldedText;
import io.wireroom.text.WordStarts;
import io.wireroom.text.dates.PageDates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the other articles of a page that shows several in full, because readers scroll from one into the next: parts
 * beside the one with the page's headline that begin with a headline of their own and hold running text.
 */
final class OtherArticles {

    private static final int OWN_PROSE = 60;
    private static final int OTHER_PROSE = 120;
    private static final int LEAST_HEADLINE = 12;
    private static final int LEAST_WORDS = 4;
    private static final int LEAST_TITLE_WORDS = 3;
    private static final int HEAD_LINES = 6;
    private static final int SIGN_STEPS = 3;
    private static final int LONGER = 40;
    private static final int MANY_PARTS = 4;
    private static final int ENTRY_WEIGHT = 1_200;

    /** A part without the tag of an article may be the body of this one, if this one has little text before it. */
    private static final int OWN_TEXT = 300;

    /** With less text under the headline, its text is elsewhere. */
    private static final int LEAST_OWN_TEXT = 200;

    private static final int MAX_HEADLINE = 220;
    private static final int MAX_SENTENCE = 120;

    private static final Pattern RUNNING_REPORT = Pattern.compile(
            "\\b(?:live|liveblog|liveticker|ticker|minute by minute|as it happened|en direct|en vivo|directo|minuto a minuto|ao vivo|diretta|direto"
                    + "|livestream|na żywo|relacja|živě|canlı|langsung|онлайн|прямая трансляция|наживо)\\b|速報|ライブ|直播|실시간",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    /** Attributes with the address or number of an article that a script shows in the address bar. */
    private static final List<String> ADDRESSES = List.of(
            "data-url",
            "data-href",
            "data-permalink",
            "data-canonical",
            "data-article-url",
            "data-article-id",
            "data-articleid",
            "data-post-id",
            "data-postid",
            "data-id",
            "data-content-id",
            "data-story-id",
            "data-page-url",
            "data-slug",
            "data-title",
            "data-article",
            "itemid",
            "data-pathname",
            "data-path",
            "data-next-url",
            "data-history");

    /** Names of the part that a script fills with the next article. */
    private static final WordStarts RUNNING_REPORT_STARTS = WordStarts.of(List.of(
            "live",
            "ticker",
            "minut",
            "as it happened",
            "en direct",
            "en vivo",
            "directo",
            "direto",
            "ao vivo",
            "diretta",
            "na żywo",
            "relacja",
            "živě",
            "canlı",
            "langsung",
            "онлайн",
            "прямая",
            "наживо",
            "速報",
            "ライブ",
            "直播",
            "실시간"));

    private static final Pattern NEXT = Pattern.compile(
            "next-?(?:article|story|post|page|up|read)|(?:article|story|post)-?next|infinite|autoload|auto-load|endless|scroll-?(?:article|story|post|content)"
                    + "|append|additional-?(?:article|stor|post)|continuous|more-?(?:article|stor|post)|post-add|read-?next|load-?more|naechster|n[aä]chste-?(?:artikel|beitrag)"
                    + "|suivant|siguiente|prossim|volgend|nasta-|neste-|nastepn|dalsi-|sonraki|selanjutnya");
    private static final WordStarts NEXT_STARTS = WordStarts.of("""
            next article story post infinite autoload auto-load endless scroll append additional continuous more read load
            naechster nachste nächste suivant siguiente prossim volgend nasta- neste- nastepn dalsi- sonraki selanjutnya""");

    private final List<PageLine> lines;
    private final ElementSums sums;
    private final Deadline deadline;
    private final PageLine headline;
    private final String title;

    private OtherArticles(List<PageLine> lines, ElementSums sums, Deadline deadline, PageLine headline, String title) {
        this.lines = lines;
        this.sums = sums;
        this.deadline = deadline;
        this.headline = headline;
        this.title = title;
    }

    /**
     * The lines that belong to other articles; empty where the page has but one.
     *
     * @param lines of the page that readers see, in order
     * @param title of the article
     */
    static List<PageLine> in(List<PageLine> lines, String title, ElementSums sums, Deadline deadline) {
        var folded = FoldedText.fold(title);
        if (!isLikeTitle(folded) || !mayHoldSeveral(lines) || isRunningReport(title)) {
            return List.of();
        }
        var headline = headline(lines, folded);
        return headline == null ? List.of() : new OtherArticles(lines, sums, deadline, headline, folded).find();
    }

    /** The title of a section, such as "EU policy", stands over articles that all belong to the page. */
    private static boolean isLikeTitle(String folded) {
        return folded.split(" ").length >= LEAST_TITLE_WORDS || FoldedText.weight(folded) >= 2 * LEAST_HEADLINE;
    }

    /** A cheap look for a second headline: most pages have none. */
    private static boolean mayHoldSeveral(List<PageLine> lines) {
        var headings = 0;
        for (var line : lines) {
            if (isHeadline(line) && ++headings > 1) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable PageLine headline(List<PageLine> lines, String folded) {
        for (var line : lines) {
            if (isHeadline(line) && line.length() < 2 * folded.length() + LONGER && isTitle(line, folded)) {
                return line;
            }
        }
        return null;
    }

    private static boolean isTitle(PageLine line, String folded) {
        var text = FoldedText.fold(line.text());
        return text.equals(folded) || (text.contains(folded) && folded.length() >= LEAST_HEADLINE);
    }

    private static boolean isHeadline(PageLine line) {
        if (line.length() > MAX_HEADLINE || (line.endsSentence() && line.length() > MAX_SENTENCE)) {
            return false; // a lead in a heading
        }
        return switch (line.owner().name) {
            case "h1", "h2", "h3" -> true;
            default ->
                heading(line) != null || line.owner().attribute("itemprop").equals("headline");
        };
    }

    /** The heading that a line lies in, where another element inside it starts the line; null where it lies in none. */
    private static @Nullable PageElement heading(PageLine line) {
        var up = line.owner();
        for (int i = 0; i < SIGN_STEPS && up != null; i++, up = up.parent) {
            switch (up.name) {
                case "h1", "h2", "h3" -> {
                    return up;
                }
                default -> {}
            }
        }
        return null;
    }

    private List<PageLine> find() {
        var others = new ArrayList<PageLine>();
        PageElement own = null;
        for (PageElement up = headline.owner(); up != null && up.parent != null; up = up.parent) {
            deadline.check();
            if (own == null && sums.prose(up) >= OWN_PROSE) {
                own = up;
                others.addAll(afterSecondHeadline(up));
            }
            if (own != null && sums.prose(up.parent) - sums.prose(up) >= OTHER_PROSE) {
                others.addAll(beside(up));
            }
        }
        return others;
    }

    /** The lines of the parts beside this one, which holds the headline and text, that are articles of their own. */
    private List<PageLine> beside(PageElement own) {
        var around = own.parent;
        if (around == null) {
            return List.of();
        }
        var parts = new LinkedHashMap<PageElement, List<PageLine>>();
        for (var line : lines) {
            if (around.contains(line.owner()) && !own.contains(line.owner())) {
                PageElement part = line.owner();
                while (part.parent != null && part.parent != around) {
                    part = part.parent;
                }
                parts.computeIfAbsent(part, key -> new ArrayList<>()).add(line);
            }
        }
        var others = new ArrayList<PageLine>();
        var found = 0;
        for (Map.Entry<PageElement, List<PageLine>> part : parts.entrySet()) {
            deadline.check();
            if (isArticle(part.getKey(), part.getValue(), own)) {
                others.addAll(part.getValue());
                found++;
            }
        }
        return isRunningReport(found, others) ? List.of() : others;
    }

    /** Many short parts with a headline each are the entries of one report, not articles. */
    private static boolean isRunningReport(int parts, List<PageLine> lines) {
        return parts >= MANY_PARTS && lines.stream().mapToInt(PageLine::weight).sum() < (long) parts * ENTRY_WEIGHT;
    }

    private boolean isArticle(PageElement part, List<PageLine> inside, PageElement own) {
        if (sums.prose(part) < OTHER_PROSE || sums.prose(own) < LEAST_OWN_TEXT) {
            return false;
        }
        var at = headlineAt(inside);
        if (at < 0) {
            return false;
        }
        var line = inside.get(at);
        if (isTitle(line, title) || !(isLikeHeadline(line) || isNext(part))) {
            return false;
        }
        if (isInArticleElement(line, part) || isNext(part)) {
            return true;
        }
        if (isTwin(part, own) && level(line).equals(level(headline)) || hasAddress(part) || isSigned(inside, at)) {
            return isTwin(part, own) || isFirstLevel(line) && isFirstLevel(headline);
        }
        return isInArticleElement(headline, own)
                && sums.prose(own) >= OWN_TEXT
                && 2 * sums.prose(own) >= sums.prose(part);
    }

    /** Whether a byline or a date follows a headline. */
    private static boolean isSigned(List<PageLine> inside, int at) {
        for (int i = at + 1;
                i < Math.min(inside.size(), at + HEAD_LINES) && !inside.get(i).isProse();
                i++) {
            var line = inside.get(i);
            if (line.owner().is(NameKind.BYLINE) || PageDates.holdsDate(line.text(), null)) {
                return true;
            }
        }
        return false;
    }

    /** The place of the headline among the first lines of a part, before its text; -1 where it has none. */
    private static int headlineAt(List<PageLine> inside) {
        for (int i = 0; i < Math.min(inside.size(), HEAD_LINES); i++) {
            if (isHeadline(inside.get(i))) {
                return i;
            }
            if (inside.get(i).isProse()) {
                return -1;
            }
        }
        return -1;
    }

    /** Where one element holds several headlines of the first level with text under each: the lines of the others. */
    private List<PageLine> afterSecondHeadline(PageElement own) {
        var others = new ArrayList<PageLine>();
        var isOther = false;
        PageElement part = null;
        var hasText = false;
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (!own.contains(line.owner())) {
                continue;
            }
            if (part != null && !part.contains(line.owner())) {
                part = null;
                isOther = false;
            }
            if (line == headline) {
                isOther = false;
            } else if (part == null && isHeadline(line) && !isTitle(line, title) && line.index() > headline.index()) {
                part = hasText ? nested(line, own) : null;
                isOther |= part != null || (isFirstLevel(line) && isFirstLevel(headline) && isSeparate(line, i));
            }
            if (isOther) {
                others.add(line);
            } else {
                hasText |= line.isProse() && line.index() > headline.index();
            }
        }
        return others;
    }

    /** The part inside the article's element that a headline begins and that has an address of its own; null without one. */
    private @Nullable PageElement nested(PageLine line, PageElement own) {
        for (PageElement up = line.owner(); up != null && up != own; up = up.parent) {
            if (sums.prose(up) >= OTHER_PROSE) {
                var whole = up.contains(headline.owner());
                var other = isNext(up) || isArticleElement(up) && hasAddress(up) && peers(up) < MANY_PARTS;
                return !whole && isLikeHeadline(line) && other ? up : null;
            }
        }
        return null;
    }

    private static int peers(PageElement element) {
        return element.parent == null ? 0 : element.parent.node.childrenSize();
    }

    /** A headline of the first level with a byline or a date: without one it is a sub-heading, as some sites write them. */
    private boolean isSeparate(PageLine line, int at) {
        var own = lines.subList(0, at).stream().anyMatch(one -> one.index() > headline.index() && one.isProse());
        return own && isLikeHeadline(line) && isSigned(lines, at);
    }

    private static boolean isLikeHeadline(PageLine line) {
        return line.text().split(" ").length >= LEAST_WORDS || FoldedText.weight(line.text()) >= 2 * LEAST_HEADLINE;
    }

    private static boolean isFirstLevel(PageLine line) {
        return level(line).equals("h1");
    }

    private static String level(PageLine line) {
        var heading = heading(line);
        return heading == null ? line.owner().name : heading.name;
    }

    private static boolean isArticleElement(PageElement element) {
        return element.name.equals("article")
                || element.attribute("itemtype").contains("Article")
                || element.attribute("role").equals("article");
    }

    /** Whether a line lies in the element of an article within this part. */
    private static boolean isInArticleElement(PageLine line, PageElement part) {
        for (PageElement up = line.owner(); up != null && part.contains(up); up = up.parent) {
            if (isArticleElement(up)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTwin(PageElement one, PageElement other) {
        var classes = one.attribute("class");
        return one.name.equals(other.name)
                && classes.equals(other.attribute("class"))
                && (!classes.isBlank() || one.name.equals("section"));
    }

    private static boolean isNext(PageElement element) {
        var names = element.attribute("class") + ' ' + element.attribute("id");
        return NEXT_STARTS.mayBeIn(names)
                && NEXT.matcher(names.toLowerCase(Locale.ROOT)).find();
    }

    private static boolean isRunningReport(String title) {
        return RUNNING_REPORT_STARTS.mayBeIn(title)
                && RUNNING_REPORT.matcher(title).find();
    }

    private static boolean hasAddress(PageElement element) {
        return element.node.attributesSize() > 0 && ADDRESSES.stream().anyMatch(element.node::hasAttr);
    }
}
