package io.wireroom.enrich.clean.body;

import com.carrotsearch.hppc.IntIntHashMap;
import com.carrotsearch.hppc.LongHashSet;
import io.wireroom.contract.Article.BlockKind;
import io.wireroom.enrich.clean.page.ElementKind;
import io.wireroom.enrich.clean.page.LineVerdict;
import io.wireroom.enrich.clean.page.NameKind;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageLine;
import io.wireroom.text.dates.PageDates;
import java.util.ArrayList;
import java.util.List;

/** Writes the rows of {@link LineFeatures}: what is cheap or depends on other lines first, the rest line by line. */
final class LineRows {

    private static final int MOST = 255;
    private static final int NEAR_STEPS = 3;
    private static final int NEAR_LINES = 4;
    private static final double LINKED = 0.5;
    private static final int DATED_WEIGHT = 160;

    private static final NameKind BYLINE = NameKind.BYLINE.or(NameKind.UPDATED);
    private static final ElementKind NAV = ElementKind.NAV.or(ElementKind.FOOTER);
    private static final ElementKind OTHERS = ElementKind.NAMED_OTHERS.or(ElementKind.NAMED_CARD);

    private static final byte[] LOG = logs();

    private final List<PageLine> lines;
    private final byte[] rows;
    private final LineFeatures.Found found;
    private final boolean[] kept;
    private final TextCounts text;
    private final int[] keptWeight;
    private final int[] group;
    private final int[][] groups;
    private final int bodyWeight;
    private final int bodyLinks;
    private final int bodyProse;
    private final int pageWeight;
    private int at;

    LineRows(List<PageLine> lines, byte[] rows, LineFeatures.Found found, boolean[] kept) {
        this.lines = lines;
        this.rows = rows;
        this.found = found;
        this.kept = kept;
        text = new TextCounts(found.title(), found.description(), found.authors());
        keptWeight = new int[found.elements()];
        var weights = new int[4];
        for (var line : found.body()) {
            weights[0] += line.weight();
            weights[1] += line.linkChars();
            weights[2] += line.isProse() ? line.weight() : 0;
            for (PageElement up = line.owner(); up != null; up = up.parent) {
                keptWeight[up.order] += line.length();
            }
        }
        for (var line : lines) {
            weights[3] += line.weight();
        }
        bodyWeight = weights[0];
        bodyLinks = weights[1];
        bodyProse = weights[2];
        pageWeight = weights[3];
        group = new int[lines.size()];
        groups = groups(new int[found.elements()]);
    }

    /** Counts over the lines with the same markup: lines, kept, weight, link characters, characters, sentences. */
    private int[][] groups(int[] hashes) {
        var known = new IntIntHashMap();
        var counts = new ArrayList<int[]>();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var markup = markup(line, hashes);
            var place = known.getOrDefault(markup, -1);
            if (place < 0) {
                place = counts.size();
                known.put(markup, place);
                counts.add(new int[6]);
            }
            group[i] = place;
            var count = counts.get(place);
            count[0]++;
            count[1] += kept[line.index()] ? 1 : 0;
            count[2] += line.weight();
            count[3] += line.linkChars();
            count[4] += line.length();
            count[5] += line.endsSentence() ? 1 : 0;
        }
        return counts.toArray(int[][]::new);
    }

    private static int markup(PageLine line, int[] hashes) {
        var hash = line.emphasised() ? 1 : 0;
        PageElement up = line.owner();
        for (int i = 0; i < 2 && up != null; i++, up = up.parent) {
            if (hashes[up.order] == 0) {
                hashes[up.order] =
                        up.name.hashCode() * 31 + up.attribute("class").hashCode();
            }
            hash = hash * 31 * 31 + hashes[up.order];
        }
        return hash;
    }

    /** Writes what is cheap or depends on other lines, verdicts above all: they change afterwards. */
    void begin() {
        found.body().forEach(line -> text.note(line.text(), line.index()));
        var seen = new LongHashSet();
        var before = 0;
        for (int i = 0; i < lines.size(); i++) {
            at = LineFeatures.row(i);
            var line = lines.get(i);
            set(LineFeature.PRESENT, true);
            set(LineFeature.PHRASE, LineCodes.phrase(line));
            set(LineFeature.REPEATS, !seen.add(line.text().hashCode() * 31L + line.length()));
            ofPlace(i, before);
            before += line.weight();
        }
        ofRules();
        ofNeighbours();
    }

    void complete(int i) {
        at = LineFeatures.row(i);
        var line = lines.get(i);
        ofText(line);
        ofElements(line);
        ofNames(line.owner());
        ofGroup(i);
        ofPage(line);
    }

    private void set(LineFeature feature, int value) {
        rows[at + feature.ordinal()] = (byte) value;
    }

    private void set(LineFeature feature, boolean value) {
        rows[at + feature.ordinal()] = (byte) (value ? 1 : 0);
    }

    private void ofText(PageLine line) {
        var counts = text.of(line.text(), line.index());
        var length = line.length();
        set(LineFeature.KIND, LineCodes.kind(line.kind()));
        set(LineFeature.TAG, LineCodes.tag(line.owner().name));
        set(LineFeature.WEIGHT, log(line.weight()));
        set(LineFeature.WORDS, log(counts.words()));
        set(LineFeature.WORD_LENGTH, Math.min(MOST, counts.words() == 0 ? 0 : 8 * counts.letters() / counts.words()));
        set(LineFeature.LINK_SHARE, share(line.linkChars(), length));
        set(LineFeature.LINK_CHARS, log(line.linkChars()));
        set(LineFeature.ENDS_SENTENCE, line.endsSentence());
        set(LineFeature.EMPHASISED, line.emphasised());
        set(LineFeature.UPPER, share(counts.upper(), counts.letters()));
        set(LineFeature.DIGITS, share(counts.digits(), length));
        set(LineFeature.PUNCTUATION, share(counts.others(), length));
        set(LineFeature.STOPS, log(counts.stops()));
        set(LineFeature.FIRST, LineCodes.character(line.text().charAt(0)));
        set(LineFeature.LAST, LineCodes.character(line.text().charAt(length - 1)));
        set(LineFeature.TITLE_SHARE, share(counts.inTitle(), counts.words()));
        set(LineFeature.TITLE_COVER, share(counts.inTitle(), text.titleWords()));
        set(LineFeature.DESCRIPTION_SHARE, share(counts.inDescription(), counts.words()));
        set(LineFeature.DESCRIPTION_COVER, share(counts.inDescription(), text.descriptionWords()));
        set(LineFeature.AUTHOR_SHARE, share(counts.inAuthors(), counts.words()));
        set(LineFeature.BEGINS_WITH_AUTHOR, counts.beginsWithAuthor());
        set(LineFeature.RUNS_IN_TEXT, share(counts.runsInText(), counts.runs()));
        set(LineFeature.ITALIC, line.italic());
        set(LineFeature.UNSPACED, share(counts.unspaced(), length));
        set(LineFeature.LONG_WORDS, log(counts.longWords()));
        set(LineFeature.SHARED_WORDS, share(counts.inText(), counts.longWords()));
        set(LineFeature.MAY_HOLD_DATE, line.weight() <= DATED_WEIGHT && PageDates.mayHoldDate(line.text()));
    }

    private void ofPlace(int i, int textBefore) {
        var line = lines.get(i);
        var last = i == 0 ? -1 : lines.get(i - 1).index();
        set(LineFeature.PLACE, share(line.index(), found.all().size()));
        set(LineFeature.TEXT_BEFORE, share(textBefore, pageWeight));
        set(LineFeature.GAP, log(line.index() - last - 1));
        set(LineFeature.VERDICT, LineCodes.verdict(line.verdict()));
        set(LineFeature.KEPT, kept[line.index()]);
        if (i > 0) {
            set(LineFeature.SAME_GROUP, group[i] == group[i - 1]);
            var before = lines.get(i - 1).owner();
            set(LineFeature.SAME_OWNER, line.owner() == before);
            set(LineFeature.SAME_PARENT, line.owner().parent == before.parent);
        }
    }

    private void ofElements(PageLine line) {
        var owner = line.owner();
        var depth = 0;
        var steps = -1;
        var common = -1;
        for (PageElement up = owner; up != null; up = up.parent) {
            if (up == found.container()) {
                steps = depth;
            }
            if (common < 0 && found.container() != null && up.contains(found.container())) {
                common = depth;
            }
            depth++;
        }
        set(LineFeature.DEPTH, Math.min(MOST, depth));
        set(LineFeature.CONTAINER_STEPS, steps < 0 ? MOST : Math.min(MOST - 1, steps));
        set(LineFeature.COMMON_STEPS, common < 0 ? MOST : Math.min(MOST - 1, common));
        set(LineFeature.OWNER_LINES, log(found.sums().lines(owner)));
        set(LineFeature.OWNER_CHARS, log(found.sums().chars(owner)));
        var parent = owner.parent == null ? owner : owner.parent;
        set(LineFeature.PARENT_LINES, log(found.sums().lines(parent)));
        set(LineFeature.PARENT_CHARS, log(found.sums().chars(parent)));
        set(
                LineFeature.PARENT_LINKS,
                share(found.sums().linkChars(parent), found.sums().chars(parent)));
        set(
                LineFeature.PARENT_PROSE,
                share(found.sums().prose(parent), found.sums().allProse()));
        set(
                LineFeature.PARENT_KEPT,
                share(keptWeight[parent.order], found.sums().chars(parent)));
        var grand = parent.parent == null ? parent : parent.parent;
        set(LineFeature.GRAND_LINES, log(found.sums().lines(grand)));
        set(LineFeature.GRAND_CHARS, log(found.sums().chars(grand)));
        set(
                LineFeature.GRAND_LINKS,
                share(found.sums().linkChars(grand), found.sums().chars(grand)));
        set(
                LineFeature.GRAND_PROSE,
                share(found.sums().prose(grand), found.sums().allProse()));
        set(LineFeature.GRAND_KEPT, share(keptWeight[grand.order], found.sums().chars(grand)));
    }

    private void ofNames(PageElement owner) {
        set(LineFeature.WORD_VOTES, found.names().of(owner));
        var near = 0;
        var far = 0;
        var steps = 0;
        for (PageElement up = owner; up != null && up != found.container(); up = up.parent) {
            if (up.names != 0 && !isWhole(up)) {
                near |= steps < NEAR_STEPS ? up.names : 0;
                far |= up.names;
            }
            steps++;
        }
        set(LineFeature.NEAR_BOILERPLATE, has(near, NameKind.STRONG));
        set(LineFeature.NEAR_SMALL, has(near, NameKind.SOFT));
        set(LineFeature.NEAR_BODY, has(near, NameKind.BODY));
        set(LineFeature.NEAR_STANDFIRST, has(near, NameKind.STANDFIRST));
        set(LineFeature.NEAR_BYLINE, has(near, BYLINE));
        set(LineFeature.NEAR_CAPTION, has(near, NameKind.CAPTION));
        set(LineFeature.NEAR_TEASER, has(near, NameKind.TEASER));
        set(LineFeature.FAR_BOILERPLATE, has(far, NameKind.STRONG));
        set(LineFeature.FAR_SMALL, has(far, NameKind.SOFT));
        set(LineFeature.FAR_BODY, has(far, NameKind.BODY));
        set(LineFeature.FAR_COMMENTS, has(far, NameKind.COMMENTS));
        set(LineFeature.IN_ARTICLE, owner.inside(ElementKind.ARTICLE));
        set(LineFeature.IN_MAIN, owner.inside(ElementKind.MAIN));
        set(LineFeature.IN_ASIDE, owner.inside(ElementKind.ASIDE));
        set(LineFeature.IN_NAV, owner.inside(NAV));
        set(LineFeature.IN_FIGURE, owner.inside(ElementKind.FIGURE));
        set(LineFeature.IN_ITEM, owner.inside(ElementKind.ITEM));
        set(LineFeature.IN_OTHERS, owner.inside(OTHERS));
        set(LineFeature.IN_BODY_PROPERTY, owner.inside(ElementKind.BODY_PROPERTY));
        set(LineFeature.IN_FACTS, owner.inside(ElementKind.FACTS));
        set(LineFeature.HALF_HIDDEN, owner.inside(ElementKind.HALF_HIDDEN));
        set(LineFeature.HOLDS_PICTURE, owner.holds(ElementKind.PICTURE));
        set(LineFeature.HOLDS_TIME, owner.holds(ElementKind.TIME) || owner.inside(ElementKind.TIME));
    }

    private static boolean isWhole(PageElement element) {
        return element.name.equals("body") || element.name.equals("html");
    }

    private static boolean has(int names, NameKind kind) {
        return (names & kind.bits()) != 0;
    }

    private void ofGroup(int i) {
        var count = groups[group[i]];
        set(LineFeature.GROUP_LINES, log(count[0]));
        set(LineFeature.GROUP_KEPT, share(count[1], count[0]));
        set(LineFeature.GROUP_WEIGHT, log(count[2] / count[0]));
        set(LineFeature.GROUP_LINKS, share(count[3], count[4]));
        set(LineFeature.GROUP_ENDS, share(count[5], count[0]));
    }

    private void ofPage(PageLine line) {
        if (found.stated().isEnough()) {
            set(LineFeature.STATED_KNOWN, true);
            set(LineFeature.STATED_SHARE, share(found.stated().share(line.text()), 1));
        }
        if (found.announced().isEnough()) {
            set(LineFeature.ANNOUNCED_SHARE, share(found.announced().share(line.text()), 1));
        }
        set(LineFeature.PAGE_LINES, log(found.all().size()));
        set(LineFeature.PAGE_TEXT, log(pageWeight / 4));
        set(LineFeature.BODY_TEXT, log(bodyWeight / 4));
        set(LineFeature.BODY_LINKS, share(bodyLinks, bodyWeight));
        set(LineFeature.BODY_SHARE, share(bodyProse, found.sums().allProse()));
        set(
                LineFeature.TRUST,
                found.container() == null ? 0 : (int) Math.round(10 * ElementVotes.trust(found.container())));
    }

    /** What depends on the verdicts of the lines around. */
    private void ofRules() {
        var count = lines.size();
        var before = 0;
        var weightBefore = 0;
        var sinceKept = MOST;
        var sinceProse = MOST;
        for (int i = 0; i < count; i++) {
            at = LineFeatures.row(i);
            set(LineFeature.KEPT_BEFORE, log(before));
            set(LineFeature.BODY_BEFORE, share(weightBefore, bodyWeight));
            set(LineFeature.SINCE_KEPT, sinceKept);
            set(LineFeature.SINCE_PROSE, sinceProse);
            set(LineFeature.KEPT_NEAR, keptNear(i));
            var isKept = kept[lines.get(i).index()];
            before += isKept ? 1 : 0;
            weightBefore += isKept ? lines.get(i).weight() : 0;
            sinceKept = isKept ? 0 : Math.min(MOST, sinceKept + 1);
            sinceProse = lines.get(i).isProse() ? 0 : Math.min(MOST, sinceProse + 1);
        }
        var after = 0;
        var untilKept = MOST;
        var untilProse = MOST;
        for (int i = count - 1; i >= 0; i--) {
            at = LineFeatures.row(i);
            set(LineFeature.KEPT_AFTER, log(after));
            set(LineFeature.UNTIL_KEPT, untilKept);
            set(LineFeature.UNTIL_PROSE, untilProse);
            var isKept = kept[lines.get(i).index()];
            after += isKept ? 1 : 0;
            untilKept = isKept ? 0 : Math.min(MOST, untilKept + 1);
            untilProse = lines.get(i).isProse() ? 0 : Math.min(MOST, untilProse + 1);
        }
    }

    /** What depends on the words and links of the lines around. */
    private void ofNeighbours() {
        var sinceEnd = MOST;
        var sinceHeading = MOST;
        var sinceTitle = MOST;
        var sinceLinks = MOST;
        var sinceRule = MOST;
        var highest = highestHeading();
        var isFirst = true;
        var links = new int[lines.size() + 1];
        var chars = new int[lines.size() + 1];
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            at = LineFeatures.row(i);
            set(LineFeature.SINCE_END_LABEL, sinceEnd);
            set(LineFeature.SINCE_HEADING, sinceHeading);
            set(LineFeature.SINCE_TITLE, sinceTitle);
            set(LineFeature.SINCE_LINKS, sinceLinks);
            sinceRule = next(sinceRule, line.afterRule());
            set(LineFeature.SINCE_RULE, sinceRule);
            var level = LineCodes.level(line);
            if (level > 0) {
                set(LineFeature.HEADING_LEVEL, 1 + level - highest);
                set(LineFeature.FIRST_HEADING, isFirst && level == highest);
                isFirst &= level != highest;
            }
            sinceEnd = next(sinceEnd, LineCodes.isEnd(rows[at + LineFeature.PHRASE.ordinal()]));
            sinceHeading = next(sinceHeading, line.kind() == BlockKind.HEADING);
            sinceTitle = next(
                    sinceTitle,
                    line.verdict() == LineVerdict.TITLE || line.owner().name.equals("h1"));
            sinceLinks = next(sinceLinks, line.linkShare() > LINKED);
            links[i + 1] = links[i] + line.linkChars();
            chars[i + 1] = chars[i] + line.length();
        }
        var untilLinks = MOST;
        for (int i = lines.size() - 1; i >= 0; i--) {
            at = LineFeatures.row(i);
            set(LineFeature.UNTIL_LINKS, untilLinks);
            untilLinks = next(untilLinks, lines.get(i).linkShare() > LINKED);
            var from = Math.max(0, i - NEAR_LINES);
            var to = Math.min(lines.size(), i + NEAR_LINES + 1);
            set(LineFeature.LINKS_NEAR, share(links[to] - links[from], chars[to] - chars[from]));
            set(LineFeature.LENGTH_NEAR, log((chars[to] - chars[from]) / (to - from)));
        }
    }

    private int highestHeading() {
        return lines.stream()
                .mapToInt(LineCodes::level)
                .filter(level -> level > 0)
                .min()
                .orElse(1);
    }

    private static int next(int since, boolean isOne) {
        return isOne ? 0 : Math.min(MOST, since + 1);
    }

    private int keptNear(int i) {
        var near = 0;
        for (int other = Math.max(0, i - NEAR_LINES); other <= Math.min(lines.size() - 1, i + NEAR_LINES); other++) {
            near += other != i && kept[lines.get(other).index()] ? 1 : 0;
        }
        return near;
    }

    private static byte[] logs() {
        var logs = new byte[1 << 13];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = (byte) Math.min(MOST, Math.round(16 * Math.log(1 + i) / Math.log(2)));
        }
        return logs;
    }

    private static int log(int number) {
        return LOG[Math.clamp(number, 0, LOG.length - 1)] & MOST;
    }

    private static int share(double part, double whole) {
        return whole <= 0 ? 0 : (int) Math.clamp(Math.round(MOST * part / whole), 0, MOST);
    }
}
