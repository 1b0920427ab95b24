package io.wireroom.enrich.clean.body;

import io.wireroom.contract.Article.BlockKind;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.ElementKind;
import io.wireroom.enrich.clean.page.LineVerdict;
import io.wireroom.enrich.clean.page.PageLine;
import io.wireroom.enrich.clean.page.Phrases;
import io.wireroom.text.FoldedText;
import io.wireroom.text.dates.PageDates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/** Drops the lines inside an article's body that are not its text: pointers, prompts, credits, bylines, repeated lines. */
final class LineFilter {

    private static final Pattern BYLINE = Pattern.compile(
            "^(?:by|von|par|por|di|door|av|af|text|autor(?:in)?|author|written by|reported by|автор)\\b\\s*:?\\s+\\p{Lu}[^.!?]{2,80}$",
            Pattern.UNICODE_CASE | Pattern.CASE_INSENSITIVE);
    private static final int PROMPT_CHARS = 140;
    private static final int POINTER_CHARS = 260;
    private static final int REPEAT_CHARS = 40;
    private static final int DATE_CHARS = 24;
    private static final double LINKED_NAME = 0.3;
    private static final int TIMED_WEIGHT = 80;
    private static final int TAIL_CHARS = 80;
    private static final int TITLE_LINES = 8;

    /** A heading that is much longer than the title, or a longer sentence, is a lead that repeats its words. */
    private static final double TITLE_AT_MOST = 1.8;

    private static final double TITLE_AS_SENTENCE = 1.2;
    private static final int LAST_LINES = 6;
    private static final int PROMO_WEIGHT = 350;
    private static final int SHORT_WEIGHT = 60;
    private static final int CAPTION_WEIGHT = 200;
    private static final int CAPTION_STEPS = 4;
    private static final int END_WEIGHT = 600;
    private static final double END_SHARE = 0.6;
    private static final int CLOSING_WEIGHT = 50;
    private static final int LEAST_NUMBERS = 4;
    private static final Pattern CLOCK = Pattern.compile("\\d{1,2}[:.]\\d{2}");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Evaluator PICTURES = Selector.evaluatorOf("img, picture, amp-img");
    private static final String COLONS = ":\uff1a";

    /** Who made or owns a picture, at the end of its caption. */
    private static final Pattern PICTURE_CREDIT = Pattern.compile(
            "(?:[(\\[（【]\\s*)?(?:photo(?:graph)?s?|picture|pictured|image|credit|file photo|pic|foto(?:s|grafie|grafía|grafia)?|bild|bildquelle|symbolbild|quelle|crédits?|crédito|imagen|imagem|immagine|beeld|kuva|zdjęcie|fot\\.|снимок|фото|εικόνα|fotoğraf|görsel|写真|撮影|图|图片|攝影|摄影|사진|صورة|צילום|©)"
                    + "\\s*[:：/|©]?\\s*(?:by|von|par|di|de|door|av)?\\s*[^.!?]{2,70}[)\\]）】]?\\s*$"
                    + "|\\b(?:getty(?: images)?|reuters|afp|epa(?:-efe)?|dpa|picture[ -]alliance|shutterstock|alamy|imago|keystone|ap photo|ansa|efe|apa|belga|anp|pa (?:media|wire|images)|ritzau|ntb|tt|lehtikuva|pap|čtk|tass|xinhua|kyodo|yonhap)\\b[^.!?]{0,40}[)\\]]?\\s*$"
                    + "|[(\\[](?:[^()\\[\\]]{2,40}/){1,3}[^()\\[\\]]{2,40}[)\\]]\\s*$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private LineFilter() {}

    /** Returns the lines that stay, in order. Each dropped line gets the verdict that says why. */
    static List<PageLine> filter(
            List<PageLine> lines,
            String title,
            List<String> authors,
            ElementSums sums,
            ArticleItems items,
            Deadline deadline) {
        var kept = new ArrayList<PageLine>();
        var seen = new HashSet<String>();
        var foldedTitle = FoldedText.fold(title);
        var foldedAuthors = authors.stream().map(FoldedText::fold).toList();
        var prose = lines.stream()
                .filter(line -> line.isProse() && line.kind() != BlockKind.LIST_ITEM)
                .count();
        var from = afterTitle(lines, foldedTitle);
        var weight = lines.stream().mapToInt(PageLine::weight).sum();
        var passed = 0;
        for (int i = from; i < lines.size(); i++) {
            deadline.check();
            var line = lines.get(i);
            if (line.isProse() && line.kind() != BlockKind.LIST_ITEM) {
                prose--;
            }
            passed += line.weight();
            if (isEnd(line) && passed >= END_WEIGHT && passed >= END_SHARE * weight) {
                lines.subList(i, lines.size()).forEach(late -> late.setVerdict(LineVerdict.TAIL));
                break;
            }
            if (isTail(line) && (prose == 0 || (prose == 1 && !namesAnother(line)))) {
                lines.subList(i, lines.size()).forEach(late -> late.setVerdict(LineVerdict.TAIL));
                break;
            }
            var verdict = verdict(line, i, lines, kept.size(), foldedTitle, foldedAuthors, sums, items);
            if (verdict == LineVerdict.KEPT && line.length() >= REPEAT_CHARS && !seen.add(line.text())) {
                verdict = LineVerdict.REPEATED;
            }
            if (verdict == LineVerdict.KEPT) {
                kept.add(line);
                verdict = line.verdict() == LineVerdict.STANDFIRST ? LineVerdict.STANDFIRST : LineVerdict.KEPT;
            }
            line.setVerdict(verdict);
        }
        trimEnd(kept);
        dropClosingScraps(kept);
        dropLinkRuns(kept);
        trimEnd(kept);
        return List.copyOf(kept);
    }

    /** Whether the words of a line that stands elsewhere on the page would pass this filter. */
    static boolean isText(PageLine line, String title, List<String> authors, ElementSums sums) {
        var foldedAuthors = authors.stream().map(FoldedText::fold).toList();
        var foldedTitle = FoldedText.fold(title);
        return !isTitle(line, foldedTitle)
                && !isTail(line)
                && verdict(line, 0, List.of(line), 0, foldedTitle, foldedAuthors, sums, ArticleItems.NONE)
                        == LineVerdict.KEPT;
    }

    private static LineVerdict verdict(
            PageLine line,
            int at,
            List<PageLine> lines,
            int kept,
            String foldedTitle,
            List<String> foldedAuthors,
            ElementSums sums,
            ArticleItems items) {
        var text = line.text();
        if (!hasWords(line, sums) && !isAnnounced(at, lines)) {
            return LineVerdict.NO_WORDS;
        }
        if (text.length() <= PROMPT_CHARS && !isSentence(line) && Phrases.PROMPT.are(text)) {
            return LineVerdict.PROMPT;
        }
        if (text.length() <= POINTER_CHARS
                && (line.linkShare() > 0.3 || (text.length() < 120 && !isSentence(line)))
                && Phrases.POINTER.begin(text)) {
            return LineVerdict.POINTER;
        }
        if (kept < 3 && FoldedText.fold(text).equals(foldedTitle)) {
            return LineVerdict.TITLE;
        }
        if (isScrap(line, at, lines) && !isTitleOfItem(line, items)) {
            return LineVerdict.SCRAP;
        }
        if (isCaption(line, sums, items)) {
            return LineVerdict.CAPTION;
        }
        var late = at >= lines.size() - LAST_LINES;
        if (line.weight() < (late ? PROMO_WEIGHT : PROMO_WEIGHT * 2 / 3)
                && line.kind() != BlockKind.QUOTE
                && (line.linkChars() > 0 || line.emphasised() || late || line.weight() < SHORT_WEIGHT)
                && Phrases.asksReaders(text, line.endsSentence() && line.linkShare() < 0.5 && !line.emphasised())) {
            return LineVerdict.PROMO;
        }
        if (late && kept > 2 && line.weight() < PROMO_WEIGHT && Phrases.closes(text)) {
            return LineVerdict.CLOSING;
        }
        return (kept < 4 || at > lines.size() - 4) && isSignature(line, foldedAuthors)
                ? LineVerdict.SIGNATURE
                : LineVerdict.KEPT;
    }

    /**
     * A line of numbers alone is a counter, unless it is in a list, a table or a heading. A clock time above other lines of
     * a list's item says when it was written.
     */
    private static boolean hasWords(PageLine line, ElementSums sums) {
        var isTimeOfItem = line.kind() == BlockKind.LIST_ITEM
                && sums.lines(line.owner()) > 1
                && CLOCK.matcher(line.text()).matches();
        var facts = line.kind() == BlockKind.TABLE_ROW
                || line.kind() == BlockKind.LIST_ITEM && !isTimeOfItem
                || line.kind() == BlockKind.HEADING;
        var text = line.text();
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (facts ? Character.isLetterOrDigit(c) : Character.isLetter(c)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the line before ends with a colon. */
    private static boolean isAnnounced(int at, List<PageLine> lines) {
        if (at == 0) {
            return false;
        }
        var before = lines.get(at - 1);
        return !before.emphasised() && COLONS.indexOf(before.text().charAt(before.length() - 1)) >= 0;
    }

    /** Marks the lines before the title (kicker, breadcrumb, date) and returns the index after the title. */
    private static int afterTitle(List<PageLine> lines, String foldedTitle) {
        for (int i = 0; i < Math.min(lines.size(), TITLE_LINES); i++) {
            var line = lines.get(i);
            if (isTitle(line, foldedTitle)) {
                lines.subList(0, i).forEach(above -> above.setVerdict(LineVerdict.ABOVE));
                line.setVerdict(LineVerdict.TITLE);
                return i + 1;
            }
            if (line.isProse()) {
                return 0;
            }
        }
        return 0;
    }

    private static boolean isTitle(PageLine line, String foldedTitle) {
        if (line.length() > 300 || foldedTitle.isEmpty()) {
            return false;
        }
        var folded = FoldedText.fold(line.text());
        return folded.equals(foldedTitle)
                || line.owner().name.equals("h1")
                || (line.kind() == BlockKind.HEADING
                        && line.length() > 15
                        && FoldedText.overlap(folded, foldedTitle) > 0.7
                        && folded.length() > foldedTitle.length() / 2
                        && folded.length() < TITLE_AT_MOST * foldedTitle.length()
                        && !(folded.length() > TITLE_AS_SENTENCE * foldedTitle.length() && line.endsSentence()));
    }

    private static boolean isSentence(PageLine line) {
        return line.length() > 60
                && line.text().endsWith(".")
                && line.linkShare() < 0.2
                && !line.text().startsWith("©");
    }

    private static boolean isAmongLinks(int at, List<PageLine> lines) {
        return isLinkedItem(at - 1, lines) || isLinkedItem(at + 1, lines);
    }

    private static boolean isAmongPlainItems(int at, List<PageLine> lines) {
        return isPlainItem(at - 1, lines) || isPlainItem(at + 1, lines);
    }

    private static boolean isPlainItem(int at, List<PageLine> lines) {
        return at >= 0
                && at < lines.size()
                && lines.get(at).kind() == BlockKind.LIST_ITEM
                && lines.get(at).linkShare() < 0.2;
    }

    private static boolean isLinkedItem(int at, List<PageLine> lines) {
        return at >= 0
                && at < lines.size()
                && lines.get(at).kind() == BlockKind.LIST_ITEM
                && lines.get(at).linkShare() >= 0.5
                && !lines.get(at).text().endsWith(".");
    }

    /** A lone link of a few words, such as a teaser. */
    private static boolean isScrap(PageLine line, int at, List<PageLine> lines) {
        if (line.kind() == BlockKind.LIST_ITEM) {
            return !line.endsSentence()
                    && ((line.linkShare() >= 0.85 && !isAmongPlainItems(at, lines))
                            || (line.linkShare() >= 0.5 && isAmongLinks(at, lines)));
        }
        if (isMenu(line)) {
            return true;
        }
        if (line.linkShare() < 0.85) {
            return false;
        }
        return line.length() < 200
                && !(line.endsSentence()
                        && at > 0
                        && at < lines.size() - 1
                        && line.text().endsWith("."));
    }

    /** A heading of one of the article's items, or of an entry that it links to. */
    private static boolean isTitleOfItem(PageLine line, ArticleItems items) {
        return line.kind() == BlockKind.HEADING && (items.hold(line.owner()) || Teasers.leadsToThisPage(line));
    }

    /** Several links in one line, separated by bars. */
    private static boolean isMenu(PageLine line) {
        return line.kind() != BlockKind.TABLE_ROW
                && line.linkShare() > 0.3
                && !line.endsSentence()
                && line.text().split(" [|·•] ", -1).length > 2;
    }

    /** A short line in a small part of the page that also holds a picture. */
    private static boolean isCaption(PageLine line, ElementSums sums, ArticleItems items) {
        if (line.kind() != BlockKind.PARAGRAPH || line.weight() > CAPTION_WEIGHT) {
            return false;
        }
        if (isAfterPicture(line)
                && !line.emphasised()
                && PICTURE_CREDIT.matcher(line.text()).find()) {
            return true;
        }
        var up = line.owner();
        for (int i = 0; i < CAPTION_STEPS && up != null && sums.chars(up) <= CAPTION_WEIGHT; i++, up = up.parent) {
            if (items.are(up)) {
                return false;
            }
            if (up.holds(ElementKind.PICTURE)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the element right before that of the line holds a picture and no text. */
    private static boolean isAfterPicture(PageLine line) {
        var before = line.owner().node.previousElementSibling();
        if (before == null || before.hasText()) {
            return false;
        }
        return switch (before.normalName()) {
            case "img", "picture", "amp-img" -> true;
            default -> before.childrenSize() > 0 && before.selectFirst(PICTURES) != null;
        };
    }

    /** Drops names, agencies and labels at the end of the text. */
    private static void dropClosingScraps(List<PageLine> lines) {
        while (lines.size() > 3) {
            var last = lines.getLast();
            if (last.kind() != BlockKind.PARAGRAPH
                    || last.weight() > CLOSING_WEIGHT
                    || last.endsSentence()
                    || last.linkChars() > 0 && last.linkShare() < 0.5
                    || isResult(lines)) {
                return;
            }
            last.setVerdict(LineVerdict.TRAILING);
            lines.removeLast();
        }
    }

    /** A last line of several numbers, or one that the line before announces with a colon, is a result. */
    private static boolean isResult(List<PageLine> lines) {
        var last = lines.getLast();
        if (last.linkChars() > 0) {
            return false;
        }
        var announced = isAnnounced(lines.size() - 1, lines);
        var numbers = NUMBER.matcher(last.text()).results().count();
        return announced && (numbers > 0 || !last.emphasised())
                || numbers >= LEAST_NUMBERS && !PageDates.mayHoldDate(last.text());
    }

    private static boolean isSignature(PageLine line, List<String> foldedAuthors) {
        var text = line.text();
        if (text.length() > 120) {
            return false;
        }
        if (BYLINE.matcher(text).matches() || isTimed(line)) {
            return true;
        }
        if (text.length() < 60 && text.split(" ").length < 9 && PageDates.holdsDate(text, null)) {
            return true;
        }
        var folded = FoldedText.fold(text);
        return foldedAuthors.stream()
                .anyMatch(name -> folded.equals(name)
                        || folded.equals("by " + name)
                        || (folded.startsWith(name)
                                && folded.length() <= name.length() + DATE_CHARS
                                && (PageDates.mayHoldDate(text)
                                        || line.linkShare() > LINKED_NAME && !line.endsSentence())));
    }

    /** A short line with a time element, such as a name before "3 days ago". In headings and lists the time is of an entry. */
    private static boolean isTimed(PageLine line) {
        return line.kind() == BlockKind.PARAGRAPH
                && line.weight() < TIMED_WEIGHT
                && !line.endsSentence()
                && line.owner().holds(ElementKind.TIME);
    }

    private static boolean isEnd(PageLine line) {
        return (line.kind() == BlockKind.HEADING
                        || line.emphasised()
                        || line.owner().name.equals("div"))
                && line.length() < TAIL_CHARS
                && Phrases.END.are(line.text());
    }

    private static boolean isTail(PageLine line) {
        return (line.kind() == BlockKind.HEADING || line.emphasised())
                && line.length() < TAIL_CHARS
                && Phrases.TAIL.are(line.text());
    }

    /** Whether a line points to another article by its title. Such a line may precede the last paragraph. */
    private static boolean namesAnother(PageLine line) {
        var colon = line.text().indexOf(':');
        return colon > 0 && line.text().substring(colon).split(" ").length > 3 && Phrases.POINTER.begin(line.text());
    }

    /** Drops headings and bare links at the end, because no text follows them. */
    private static void trimEnd(List<PageLine> lines) {
        while (!lines.isEmpty()) {
            var last = lines.getLast();
            var empty = last.kind() == BlockKind.HEADING || (last.linkShare() > 0.8 && last.length() < 200);
            if (!empty) {
                return;
            }
            last.setVerdict(LineVerdict.TRAILING);
            lines.removeLast();
        }
    }

    /** Drops runs of two or more lines that are links only: they list other articles. */
    private static void dropLinkRuns(List<PageLine> lines) {
        var from = 0;
        while (from < lines.size()) {
            var to = from;
            while (to < lines.size() && lines.get(to).linkShare() > 0.75) {
                to++;
            }
            if (to - from >= 2) {
                lines.subList(from, to).forEach(line -> line.setVerdict(LineVerdict.LINK_RUN));
                lines.subList(from, to).clear();
            } else {
                from = to + 1;
            }
        }
    }
}
