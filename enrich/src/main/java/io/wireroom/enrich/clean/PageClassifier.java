package io.wireroom.enrich.clean;

import io.wireroom.contract.FeedEntry;
import io.wireroom.contract.RejectReason;
import io.wireroom.enrich.clean.Cleaned.Rejected;
import io.wireroom.enrich.clean.body.BodyExtractor.Body;
import io.wireroom.enrich.clean.page.ElementKind;
import io.wireroom.enrich.clean.page.LineVerdict;
import io.wireroom.enrich.clean.page.PageLine;
import io.wireroom.text.FoldedText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides whether a page is an article. Only pages that are clearly not articles are rejected. */
final class PageClassifier {

    /**
     * What is known of a page when it is classified.
     *
     * @param path of its address
     * @param ogType as stated, or empty
     * @param article whether its data call it an article
     * @param signed whether it names its authors
     * @param video whether it shows a player
     * @param scripts whether it loads scripts
     * @param teasers how many teasers of other articles it holds
     */
    record Evidence(
            String path,
            String ogType,
            @Nullable String title,
            boolean article,
            boolean dated,
            boolean signed,
            boolean video,
            boolean scripts,
            int teasers,
            @Nullable FeedEntry entry) {}

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final Pattern ERROR_TITLE = Pattern.compile(
            "\\b(?:404|410|50[0234])\\b.*|.*\\b(?:page not found|not found|page (?:cannot|can.t|could not) be found|page (?:doesn.t|does not) exist|no longer available"
                    + "|seite nicht gefunden|nicht gefunden|page introuvable|página no encontrada|pagina non trovata|страница не найдена|internal server error|bad gateway|service unavailable|error 4\\d\\d)\\b.*",
            FLAGS);
    private static final Pattern WALL = Pattern.compile(
            "verify (?:that )?you are (?:a )?human|are you a robot|unusual (?:traffic|activity)|enable javascript and cookies|checking your browser|attention required"
                    + "|access (?:to this page has been )?denied|captcha|just a moment|before you continue"
                    + "|(?:log|sign) ?in to (?:continue|read|view|access)|(?:you )?need an account|subscribe to (?:continue|keep) reading"
                    + "|mit werbung (?:und \\w+ )?weiterlesen|(?:brauchen|benötigen) wir ihre (?:zustimmung|einwilligung)|we value your privacy|we and our (?:\\w+ )?partners"
                    + "|accept (?:all )?cookies to continue|accepter et continuer|continuer sans accepter|aceptar y continuar|accetta e continua|accepteer (?:alle )?cookies|godkänn cookies"
                    + "|melden sie sich an, um|connectez-vous pour|inicia sesión para|accedi per",
            FLAGS);
    private static final Pattern INDEX_PATH = Pattern.compile(
            "/|/(?:[a-z]{2}/)?(?:index\\.\\w+)?|.*/(?:tag|tags|category|categories|author|authors|topic|topics|section|search|archive)/[^/]*/?",
            FLAGS);
    private static final int SHORT_CHARS = 140;
    private static final int WALL_CHARS = 900;
    private static final int SHELL_CHARS = 60;
    private static final int VOUCHED_CHARS = 40;
    private static final int FEW_LINES = 3;

    private PageClassifier() {}

    /** Rejects a body that is not HTML, by its content type and first bytes. */
    static Optional<Rejected> beforeParsing(byte[] body, @Nullable String contentType) {
        if (body.length == 0) {
            return reject(RejectReason.NO_TEXT, "the body is empty");
        }
        var start = new String(body, 0, Math.min(body.length, 2048), StandardCharsets.ISO_8859_1)
                .strip()
                .toLowerCase(Locale.ROOT);
        var type = contentType == null
                ? ""
                : contentType.toLowerCase(Locale.ROOT).split(";")[0].strip();
        var looksHtml = start.contains("<html")
                || start.contains("<!doctype html")
                || start.contains("<body")
                || start.contains("<head");
        var binary = start.startsWith("%pdf")
                || start.startsWith("gif8")
                || start.startsWith("\u0089png")
                || start.startsWith("\u00ff\u00d8\u00ff")
                || start.startsWith("pk\u0003\u0004")
                || (start.indexOf('\0') >= 0 && !hasUtf16Mark(body));
        var otherXml =
                (start.startsWith("<?xml") && !looksHtml) || start.startsWith("<rss") || start.startsWith("<feed");
        var json = start.startsWith("{") || start.startsWith("[{");
        var htmlType = type.isEmpty()
                || type.contains("html")
                || type.equals("text/plain")
                || type.equals("application/octet-stream");
        if (binary || otherXml || json || (!htmlType && !looksHtml) || (!looksHtml && start.indexOf('<') < 0)) {
            return reject(RejectReason.NOT_HTML, "not HTML: " + (type.isEmpty() ? "no content type" : type));
        }
        return Optional.empty();
    }

    /**
     * Rejects a page without an article, once its text is extracted.
     *
     * @param page all its lines, with their verdicts
     */
    static Optional<Rejected> afterExtraction(Evidence evidence, Body body, List<PageLine> page) {
        var chars = body.lines().stream().mapToInt(PageLine::weight).sum();
        var prose = body.lines().stream().filter(PageLine::isProse).count();
        var title = evidence.title() == null ? "" : evidence.title();
        if (chars < WALL_CHARS && ERROR_TITLE.matcher(title).matches() && prose < 3) {
            return reject(RejectReason.ERROR_PAGE, "an error page: " + title);
        }
        var text =
                title + ' ' + body.lines().stream().limit(6).map(PageLine::text).reduce("", (a, b) -> a + ' ' + b);
        if (chars < WALL_CHARS
                && prose < 4
                && !evidence.article()
                && WALL.matcher(text).find()) {
            return reject(RejectReason.WALL, "a wall before the page: " + title);
        }
        if (!evidence.article() && !evidence.dated() && !evidence.signed() && !vouches(evidence.entry(), title)) {
            var wall = WallPage.reason(title, shown(page), evidence.entry());
            if (wall.isPresent()) {
                return reject(RejectReason.WALL, wall.get());
            }
        }
        if (body.pageChars() < SHELL_CHARS && evidence.scripts()) {
            return reject(RejectReason.EMPTY_SHELL, "shows nothing without scripts");
        }
        var videoPage = evidence.ogType().startsWith("video") && prose < FEW_LINES;
        if ((chars < SHORT_CHARS && evidence.video()) || (videoPage && !evidence.article())) {
            return reject(RejectReason.VIDEO_ONLY, "a player and " + chars + " characters of text");
        }
        if (isIndex(evidence, body, chars, prose)) {
            return reject(RejectReason.INDEX_PAGE, "mostly links to other pages");
        }
        if (chars == 0) {
            return reject(RejectReason.NO_TEXT, "no running text");
        }
        if (title.isEmpty()) {
            return reject(RejectReason.NO_TITLE, "no title");
        }
        if (chars < SHORT_CHARS && !(vouches(evidence.entry(), title) && chars >= VOUCHED_CHARS)) {
            return reject(RejectReason.TOO_SHORT, chars + " characters of text and no feed entry that vouches for it");
        }
        return Optional.empty();
    }

    /** The lines that readers see, without menus and other boilerplate unless there is hardly anything else. */
    private static List<PageLine> shown(List<PageLine> page) {
        var visible = page.stream()
                .filter(line -> line.verdict() != LineVerdict.HIDDEN)
                .toList();
        var main = visible.stream()
                .filter(line -> line.verdict() != LineVerdict.BOILERPLATE)
                .toList();
        return main.stream().mapToInt(PageLine::weight).sum() < SHORT_CHARS ? visible : main;
    }

    private static boolean isIndex(Evidence evidence, Body body, int chars, long prose) {
        if (evidence.article()) {
            return false;
        }
        var links = body.pageChars() == 0 ? 0 : (double) body.pageLinkChars() / body.pageChars();
        var share = body.pageChars() == 0 ? 0 : (double) chars / body.pageChars();
        var home = INDEX_PATH.matcher(evidence.path()).matches();
        if (home && !evidence.ogType().equals("article") && links > 0.5 && prose < FEW_LINES) {
            return true; // even where a feed announces it
        }
        if (vouches(evidence.entry(), evidence.title())) {
            return false;
        }
        if (home && !evidence.ogType().equals("article") && (links > 0.3 || evidence.teasers() > 4)) {
            return true;
        }
        if (evidence.dated() && prose > 2) {
            return false;
        }
        return (evidence.teasers() > 6
                        && share < 0.35
                        && prose < 8
                        && (body.container() == null || body.container().holds(ElementKind.ARTICLE)))
                || (!evidence.dated() && links > 0.6 && chars < 300 && body.pageChars() > 600);
    }

    private static boolean vouches(@Nullable FeedEntry entry, @Nullable String title) {
        return entry != null
                && entry.title() != null
                && title != null
                && FoldedText.overlap(entry.title(), title) >= 0.6;
    }

    private static boolean hasUtf16Mark(byte[] body) {
        return body.length > 1 && ((body[0] & 0xFF) == 0xFE || (body[0] & 0xFF) == 0xFF);
    }

    private static Optional<Rejected> reject(RejectReason reason, String detail) {
        return Optional.of(new Rejected(reason, detail));
    }
}
