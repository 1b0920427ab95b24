package io.wireroom.enrich.clean.dates;

import io.wireroom.contract.Article.BlockKind;
import io.wireroom.contract.FieldRule;
import io.wireroom.enrich.clean.page.ElementKind;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageLine;
import io.wireroom.enrich.clean.page.PageScan;
import io.wireroom.text.TidyText;
import io.wireroom.text.WordStarts;
import io.wireroom.text.dates.DateReader;
import io.wireroom.text.dates.PageDates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * The dates that a page shows its readers, likeliest first: in elements named as dates, in its address, around
 * the headline, at the start of the text. A date after "updated" is that of a change.
 */
public final class PrintedDates {

    /** Announces the date of a change, in many languages. */
    private static final Pattern UPDATED = Pattern.compile(
            "\\bupdated?\\b|\\blast (?:modified|edited|reviewed)|\\brevised\\b|aktualisier|zuletzt geändert|geändert am|mis(?:e)? à jour|\\bmàj\\b|actualizad|última actualización|actualización|modificado"
                    + "|atualizad|aggiornat|ultimo aggiornamento|bijgewerkt|uppdatera|oppdatert|opdateret|sist endret|päivitetty|zaktualizowan|aktualizac|aktualizov|frissítve|actualizat|обновлен|оновлен|güncelle"
                    + "|diperbarui|cập nhật|更新|수정|업데이트|تحديث|بروزرسانی|עודכן|ενημέρωση",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final WordStarts UPDATED_STARTS = WordStarts.of("""
            update last revised aktualisier zuletzt geändert mise mis màj actualiza última modificado atualizad aggiornat
            ultimo bijgewerkt uppdatera oppdatert opdateret sist päivitetty zaktualizowan aktualizac aktualizov frissítve
            actualizat обновлен оновлен güncelle diperbarui cập 更新 수정 업데이트 تحديث بروزرسانی עודכן ενημέρωση""");

    private static final Pattern URL_DATE = Pattern.compile("/((?:19|20)\\d{2})[/-](\\d{1,2})[/-](\\d{1,2})(?:/|-|$)");
    private static final ElementKind OTHERS = ElementKind.ASIDE
            .or(ElementKind.NAV)
            .or(ElementKind.FOOTER)
            .or(ElementKind.NAMED_OTHERS)
            .or(ElementKind.INVISIBLE);
    private static final ElementKind OTHER_ARTICLES =
            OTHERS.or(ElementKind.ITEM).or(ElementKind.NAMED_CARD);
    private static final int MAX_CHARS = 120;
    private static final int MAX_NODES = 400;
    private static final int MAX_NODE_CHARS = 1_000;
    private static final int ALONE_CHARS = 40;
    private static final int MAX_LABEL_CHARS = 30;
    private static final int MOST_NAMED = 4;
    private static final int LINES_ABOVE = 4;
    private static final int LINES_BELOW = 8;
    private static final int DATELINE_CHARS = 24;

    private final PageScan scan;
    private final OwnDates own;
    private final int headline;
    private final DateReader dates;
    private final List<String> unread = new ArrayList<>();
    private final List<DateCandidate> published = new ArrayList<>();
    private final List<DateCandidate> modified = new ArrayList<>();

    private PrintedDates(PageScan scan, OwnDates own, int headline, DateReader dates) {
        this.scan = scan;
        this.own = own;
        this.headline = headline;
        this.dates = dates;
    }

    /** Reads all dates; {@code addresses} are those of the page. */
    static PrintedDates of(PageScan scan, OwnDates own, int headline, DateReader dates, List<String> addresses) {
        var printed = new PrintedDates(scan, own, headline, dates);
        printed.named();
        addresses.stream()
                .map(printed::address)
                .flatMap(Optional::stream)
                .limit(1)
                .forEach(printed.published::add);
        printed.aroundHeadline();
        return printed;
    }

    List<DateCandidate> published() {
        return published;
    }

    List<DateCandidate> modified() {
        return modified;
    }

    /** Texts with a date and a time whose zone is not known. */
    List<String> unread() {
        return unread;
    }

    private void named() {
        for (var element : scan.found.dated) {
            if (published.size() > MOST_NAMED) {
                return;
            }
            if (!element.inside(OTHERS)) {
                var text = shortText(element.node);
                if (text.length() > 4 && text.length() < MAX_CHARS && PageDates.mayHoldDate(text)) {
                    var label = labelOf(element, text);
                    if (own.allow(element, label + text)) {
                        read(announcesChange(label) ? label + text : text);
                    }
                }
            }
        }
    }

    /** The text before this one in the parent element, where both are short and it has no date; else empty. */
    static String labelOf(PageElement element, String text) {
        if (element.parent == null) {
            return "";
        }
        var around = shortText(element.parent.node);
        var at = around.indexOf(text);
        if (at <= 0 || at > MAX_LABEL_CHARS) {
            return "";
        }
        var label = around.substring(0, at);
        return label.chars().noneMatch(Character::isDigit) ? label : "";
    }

    private Optional<DateCandidate> address(String address) {
        var url = URL_DATE.matcher(address);
        return url.find()
                ? dates.parse(url.group(1) + '-' + url.group(2) + '-' + url.group(3))
                        .map(date -> new DateCandidate(FieldRule.URL, date))
                : Optional.empty();
    }

    /** Whether a text has words for a change. */
    static boolean announcesChange(String text) {
        return UPDATED_STARTS.mayBeIn(text) && UPDATED.matcher(text).find();
    }

    private void aroundHeadline() {
        if (headline < 0) {
            return;
        }
        var to = Math.min(scan.lines.size(), headline + 1 + LINES_BELOW);
        for (int i = headline + 1; i < to; i++) {
            readLine(scan.lines.get(i));
        }
        for (int i = headline - 1; i >= Math.max(0, headline - LINES_ABOVE); i--) {
            readLine(scan.lines.get(i));
        }
    }

    private void readLine(PageLine line) {
        if (line.owner().inside(OTHERS)) {
            return;
        }
        if (line.length() < MAX_CHARS) {
            if (PageDates.mayHoldDate(line.text()) && own.allow(line.owner(), line.text())) {
                read(line.owner().node.childrenSize() > 1 ? shortText(line.owner().node) : line.text());
            }
        } else if (Character.isDigit(line.text().charAt(0))) {
            read(line.text().substring(0, DATELINE_CHARS));
        }
    }

    /** A date that is a whole line, if all such lines of the page give the same day. */
    Optional<DateCandidate> alone() {
        var found = new ArrayList<DateCandidate>();
        for (var line : scan.lines) {
            if (line.length() <= ALONE_CHARS
                    && line.kind() != BlockKind.HEADING
                    && line.kind() != BlockKind.QUOTE
                    && !line.owner().inside(OTHER_ARTICLES)
                    && line.linkChars() == 0
                    && PageDates.mayHoldDate(line.text())
                    && own.allow(line.owner(), line.text())
                    && !announcesChange(line.text())) {
                dates.parse(line.text())
                        .filter(date -> PageDates.isMostOf(date, line.text()))
                        .ifPresent(date -> found.add(new DateCandidate(FieldRule.VISIBLE_TEXT, date)));
            }
        }
        var days = found.stream().map(one -> one.date().day()).distinct().count();
        return days == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** Reads the publication date before the word for a change, and the date of the change after it. */
    private void read(String text) {
        if (!PageDates.mayHoldDate(text)) {
            return;
        }
        var updated = UPDATED.matcher(text);
        if (!UPDATED_STARTS.mayBeIn(text) || !updated.find()) {
            var date = dates.parse(text);
            date.ifPresent(one -> published.add(new DateCandidate(FieldRule.VISIBLE_TEXT, one)));
            if (date.isEmpty() && dates.holdsDate(text)) {
                unread.add(text);
            }
            return;
        }
        dates.parse(text.substring(0, updated.start()))
                .ifPresent(date -> published.add(new DateCandidate(FieldRule.VISIBLE_TEXT, date)));
        dates.parse(text.substring(updated.start()))
                .ifPresent(date -> modified.add(new DateCandidate(FieldRule.VISIBLE_TEXT, date)));
    }

    /** The text of an element, or the beginning of it where it is longer than any date. */
    public static String shortText(Element element) {
        var text = new TidyText(MAX_CHARS);
        var nodes = new int[1];
        NodeTraversor.filter(
                (node, depth) -> {
                    nodes[0]++;
                    if (node instanceof TextNode chars) {
                        var whole = chars.getWholeText();
                        text.append(whole.length() > MAX_NODE_CHARS ? whole.substring(0, MAX_NODE_CHARS) : whole);
                    } else if (node instanceof Element) {
                        text.space();
                    }
                    return text.visible() > MAX_CHARS ? NodeFilter.FilterResult.STOP : NodeFilter.FilterResult.CONTINUE;
                },
                element);
        return text.toString();
    }
}
