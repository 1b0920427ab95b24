package io.wireroom.enrich;

import io.wireroom.contract.work.RawPage;
import java.util.List;
import java.util.Random;

/** Forty pages of a newspaper that does not exist, each with a text of its own between what all of them show. */
final class InventedSite {

    static final String HEAD = "Readers in the seven harbour towns have paid for this report with their subscriptions.";
    static final String MIDDLE =
            "A map of all berths and their ships hangs in the reading room of the Courier building.";
    static final String FOOT =
            "The Norhaven Courier has belonged to the people who work for it since the spring of 1911.";
    static final String FOOT_LINE = "Printed on paper from the mill at Sarn Bridge.";

    private static final List<String> WHO = List.of(
            "The harbour master", "A baker from Sarn", "The ferry crew", "One of the pilots", "The council", "A diver");
    private static final List<String> DID = List.of(
            "counted", "painted", "measured", "repaired", "borrowed", "inspected", "photographed", "sold", "described");
    private static final List<String> WHAT = List.of(
            "the old crane", "seven lobster pots", "the swing bridge", "a drifting buoy", "the fog horn", "two barges");

    private InventedSite() {}

    static String url(int page) {
        return "https://www.courier.example/news/" + page;
    }

    static RawPage page(int page) {
        return Raw.page(html(page), url(page), 0, Raw.FETCHED_AT.plusSeconds(page * 60L));
    }

    static RawPage secondRevisit(int page) {
        return Raw.page(html(page), url(page), 1, Raw.FETCHED_AT.plusSeconds(page * 60L + 86_400));
    }

    static String html(int page) {
        var random = new Random(page);
        var body = new StringBuilder("<p>" + HEAD + "</p>");
        var paragraphs = 6 + random.nextInt(4);
        var middle = 3 + random.nextInt(2);
        for (int i = 0; i < paragraphs; i++) {
            if (i == middle) {
                body.append("<p>" + MIDDLE + "</p>");
            }
            if (i == middle + 1) {
                body.append("<h2>Background</h2>");
            }
            body.append("<p>").append(paragraph(random, page, i)).append("</p>");
        }
        body.append("<p>" + FOOT + "</p><p>" + FOOT_LINE + "</p>");
        var title = "Report number " + page + " from the harbour of "
                + pick(random, WHAT).substring(4);
        return "<html lang=\"en\"><head><title>" + title
                + "</title><meta property=\"article:published_time\" content=\"2026-03-04T10:00:00Z\">"
                + "<meta name=\"author\" content=\"Marta Lindqvist\"></head><body><main class=\"page\"><article"
                + " class=\"story\"><h1>" + title + "</h1><div class=\"story-text\">" + body
                + "</div></article></main></body></html>";
    }

    private static String paragraph(Random random, int page, int number) {
        return "%s %s %s on day %d of the year, and %s %s %s %d hours later, which nobody had expected."
                .formatted(
                        pick(random, WHO),
                        pick(random, DID),
                        pick(random, WHAT),
                        page * 7 + number,
                        pick(random, WHO).toLowerCase(java.util.Locale.ROOT),
                        pick(random, DID),
                        pick(random, WHAT),
                        number + 2);
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
