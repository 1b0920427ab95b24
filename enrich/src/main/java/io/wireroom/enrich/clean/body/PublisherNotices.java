package io.wireroom.enrich.clean.body;

import io.wireroom.enrich.clean.metadata.JsonLd;
import io.wireroom.enrich.clean.page.ElementKind;
import io.wireroom.enrich.clean.page.PageLine;
import io.wireroom.enrich.clean.page.Phrases;
import io.wireroom.text.WordStarts;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Notices of a publisher about its article: corrected, withdrawn, or continued behind a paywall. */
public final class PublisherNotices {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final Pattern CORRECTION = Pattern.compile(
            "(?:(?:corrections?|corrections and clarifications|clarification|erratum|korrektur|berichtigung|correction :|rectificatif|corrección|rettifica|correção|errata|corrigendum|rectificatie|rättelse|rettelse|oikaisu|sprostowanie|oprava|поправка|уточнение|виправлення|düzeltme|訂正|更正|정정)\\s*[:：(,–—-]"
                    + "|(?:editor.s note|update)\\s*:.{0,80}correct"
                    + "|(?:this|the) (?:article|story|post|report|headline|piece)(?: .{0,40})? (?:was|has been|were|is) (?:\\w+ )?(?:corrected|amended)"
                    + "|an earlier version of this (?:article|story|post|report|headline)"
                    + "|in einer (?:früheren|ersten|vorherigen) (?:version|fassung)|une version précédente de cet article|una versión anterior de est[ea])",
            FLAGS);
    private static final WordStarts CORRECTION_STARTS = WordStarts.of("""
            correct clarification erratum korrektur berichtigung rectif correc rettifica errata corrigendum rättelse rettelse
            oikaisu sprostowanie oprava поправка уточнение виправлення düzeltme 訂正 更正 정정 editor update this the an in une
            una""");
    private static final Pattern WITHDRAWN = Pattern.compile(
            "(?:(?:retraction|retracted|withdrawn|withdrawal notice|zurückgezogen|rétracté|retractado|ritirato)\\s*[:：–—-]"
                    + "|(?:editor.s note\\s*:\\s*)?(?:this|the) (?:article|story|post|report|piece|column)(?: .{0,40})? (?:was|has been|is|have been) (?:retracted|withdrawn|taken down|removed from (?:our|the|this) (?:web)?site)"
                    + "|(?:dieser|der) (?:artikel|beitrag|text) wurde (?:.{0,40} )?(?:zurückgezogen|depubliziert)"
                    + "|cet article a été (?:retiré|dépublié)|este artículo (?:ha sido|fue) (?:retirado|retractado)"
                    + "|questo articolo è stato (?:rimosso|ritirato)|este artigo foi (?:removido|retirado))",
            FLAGS);
    private static final int HEAD_LINES = 4;
    private static final int LINES_AFTER = 12;
    private static final int MAX_WALL_CHARS = 240;
    private static final ElementKind OTHERS = ElementKind.ASIDE
            .or(ElementKind.NAV)
            .or(ElementKind.FOOTER)
            .or(ElementKind.ITEM)
            .or(ElementKind.INVISIBLE);

    private PublisherNotices() {}

    /** Whether the page states a correction of its article, at the start of a line or in its data. */
    public static boolean isCorrected(JsonLd jsonLd, List<PageLine> body, List<PageLine> all) {
        if (!jsonLd.values("correction").isEmpty()) {
            return true;
        }
        for (var line : body) {
            if (beginsWithCorrection(line)) {
                return true;
            }
        }
        return after(body, all).stream().anyMatch(line -> !line.owner().inside(OTHERS) && beginsWithCorrection(line));
    }

    private static boolean beginsWithCorrection(PageLine line) {
        return CORRECTION_STARTS.mayBegin(line.text())
                && CORRECTION.matcher(line.text()).lookingAt();
    }

    /** Whether the title or one of the first lines states that the article was withdrawn. */
    public static boolean isWithdrawn(@Nullable String title, List<PageLine> body) {
        return (title != null && WITHDRAWN.matcher(title).lookingAt())
                || body.stream()
                        .limit(HEAD_LINES)
                        .anyMatch(line -> WITHDRAWN.matcher(line.text()).lookingAt());
    }

    /** Whether a paywall notice directly follows the text. */
    public static boolean isWalled(List<PageLine> body, List<PageLine> all) {
        return after(body, all).stream()
                .anyMatch(line -> line.length() < MAX_WALL_CHARS && Phrases.sellsRest(line.text()));
    }

    /** Whether the last line ends in mid-sentence with an ellipsis. */
    public static boolean breaksOff(List<PageLine> body) {
        return !body.isEmpty()
                && (body.getLast().text().endsWith("…") || body.getLast().text().endsWith("..."));
    }

    private static List<PageLine> after(List<PageLine> body, List<PageLine> all) {
        if (body.isEmpty()) {
            return List.of();
        }
        var from = body.getLast().index() + 1;
        return all.subList(Math.min(from, all.size()), Math.min(from + LINES_AFTER, all.size()));
    }
}
