package io.wireroom.enrich.clean;

import io.wireroom.enrich.clean.metadata.JsonLd;
import io.wireroom.enrich.clean.metadata.MetaTags;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.Headline;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.clean.page.PageLine;
import io.wireroom.enrich.clean.page.PageScan;
import java.util.List;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** A page of a few elements, read as the cleaner reads it before its finders run. */
public record ScannedPage(PageScan scan, JsonLd jsonLd, MetaTags metas) {

    /** The headline of {@link #article}. */
    public static final String TITLE = "Ferry line reopens after the storm";

    /** A page with this head and body; a head that begins with a brace is JSON-LD. */
    public static ScannedPage of(@Nullable String head, @Nullable String body) {
        var inHead = head != null && head.startsWith("{")
                ? "<script type='application/ld+json'>" + head + "</script>"
                : text(head);
        return of("<html><head>" + inHead + "</head><body>" + text(body) + "</body></html>");
    }

    /** A page with this head and body that answered at this address. */
    public static ScannedPage at(String url, String head, String body) {
        return parsed("<html><head>" + head + "</head><body>" + body + "</body></html>", url);
    }

    /** A page with a headline and three paragraphs; {@code ~} in the rest of the body is where the paragraphs stand. */
    public static ScannedPage article(@Nullable String head, @Nullable String rest) {
        var around = text(rest).contains("~") ? text(rest) : text(rest) + "~";
        return of(head, "<h1>" + TITLE + "</h1>" + around.replace("~", paragraphs()));
    }

    /** A page with this body; {@code {h}} is the headline, and each {@code ~} three paragraphs. */
    public static ScannedPage around(String body) {
        return of(null, body.replace("{h}", "<h1>" + TITLE + "</h1>").replace("~", paragraphs()));
    }

    private static ScannedPage of(String html) {
        return parsed(html, "https://www.observer.example/");
    }

    private static ScannedPage parsed(String html, String url) {
        var scan = PageScan.of(Jsoup.parse(html, url), PageLimits.DEFAULT, deadline());
        return new ScannedPage(scan, JsonLd.read(scan.found.data), new MetaTags(scan.found.metas));
    }

    public static Deadline deadline() {
        return Deadline.in(PageLimits.DEFAULT.budget());
    }

    /** The index of the headline's line. */
    public int headline() {
        return Headline.index(scan.lines, TITLE);
    }

    /** The lines within the element of this id. */
    public List<PageLine> linesOf(String id) {
        return scan.lines.stream()
                .filter(line -> line.owner().node.closest("#" + id) != null)
                .toList();
    }

    private static String paragraphs() {
        return """
            <p>The ferry to the outer islands sails again from Monday, the harbour board announced after its crews \
            had cleared the last of the timber from the basin.</p>
            <p>Three boats had been tied up since the storm tore two piers away, and the islands were supplied by \
            fishing boats and, on two days, by a helicopter.</p>
            <p>Repairs of the northern pier will go on until autumn, so lorries have to use the smaller ramp and are \
            asked to come an hour before they sail.</p>""";
    }

    private static String text(@Nullable String cell) {
        return cell == null ? "" : cell;
    }
}
