package io.wireroom.bench.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jsoup.Jsoup;

/**
 * Invented news pages of real size, each with a text of its own. Their sentences are those of the sample newsroom in
 * another order; navigation, styles, scripts and teasers make up the rest of the bytes. The same number gives the same page.
 */
final class ArticlePages {

    /** Bytes of most pages: the median of real news pages lies above 80 KB. */
    private static final int LEAST_BYTES = 60_000;

    private static final int SPREAD_BYTES = 60_000;
    /** One page in ten is large. */
    private static final int LARGE_BYTES = 300_000;

    private static final int ONE_IN_LARGE = 10;
    private static final int PARAGRAPHS = 14;
    private static final int SENTENCES = 3;

    private static final List<String> SAMPLES = List.of(
            "bakery-strike-ends",
            "council-minutes",
            "ferry-fares-frozen",
            "harbour-pilots-training",
            "kelp-farm-licence",
            "lighthouse-lens",
            "night-market-rules",
            "old-crane-saved",
            "sarn-flood-gates",
            "shipyard-accounts",
            "swing-bridge-reopens",
            "tide-table-explained");

    private final List<String> sentences;

    private ArticlePages(List<String> sentences) {
        this.sentences = sentences;
    }

    /** Pages of the sentences of the sample newsroom. */
    static ArticlePages ofNewsroom() {
        var sentences = new ArrayList<String>();
        for (var sample : SAMPLES) {
            for (var paragraph : Jsoup.parse(resource("/newsroom/harbour/news/" + sample + ".html"))
                    .select("p")) {
                for (var sentence : paragraph.text().split("(?<=[.!?]) ")) {
                    if (sentence.length() > 40 && !sentence.contains("{")) {
                        sentences.add(sentence);
                    }
                }
            }
        }
        return new ArticlePages(List.copyOf(sentences));
    }

    private static String resource(String path) {
        try (InputStream file = ArticlePages.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("the resource " + path + " is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /** The title of an article. */
    String title(int article) {
        var words = sentences
                .get(new SplittableRandom(article).nextInt(sentences.size()))
                .split(" ");
        return String.join(" ", List.of(words).subList(0, Math.min(8, words.length))) + ", report " + article;
    }

    /** The page of an article. */
    byte[] page(int article) {
        var random = new SplittableRandom(article);
        random.nextInt();
        var bytes = random.nextInt(ONE_IN_LARGE) == 0 ? LARGE_BYTES : LEAST_BYTES + random.nextInt(SPREAD_BYTES);
        var title = title(article);
        var page = new StringBuilder(bytes + 1_000)
                .append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(title)
                .append(
                        " | Harbour Wire</title><meta property=\"og:type\" content=\"article\"><meta property=\"og:title\" content=\"")
                .append(title)
                .append("\"></head><body><header><nav><ul>");
        for (var item = 0; item < 40; item++) {
            page.append("<li class=\"menu-item\"><a href=\"/section/")
                    .append(item)
                    .append("\">Section ")
                    .append(item)
                    .append("</a></li>");
        }
        page.append("</ul></nav></header><main><article><h1>")
                .append(title)
                .append("</h1><p class=\"byline\">By Mara Holt</p>");
        for (var paragraph = 0; paragraph < PARAGRAPHS; paragraph++) {
            page.append("<p>");
            for (var sentence = 0; sentence < SENTENCES; sentence++) {
                page.append(sentences.get(random.nextInt(sentences.size()))).append(' ');
            }
            page.append("</p>\n");
        }
        page.append("</article></main><aside><h2>More from the harbour</h2>");
        fill(page, random, bytes);
        return page.append("</aside></body></html>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A third of teasers, the rest scripts and styles: about the shares of real pages. */
    private void fill(StringBuilder page, SplittableRandom random, int bytes) {
        var teasersEnd = page.length() + (bytes - page.length()) / 3;
        while (page.length() < teasersEnd) {
            var target = random.nextInt(1_000_000);
            page.append("<div class=\"teaser card\"><a href=\"/more/")
                    .append(target)
                    .append("\"><img src=\"/pictures/")
                    .append(target)
                    .append(".jpg\" alt=\"\" loading=\"lazy\"><span class=\"teaser-title\">")
                    .append(sentences.get(random.nextInt(sentences.size())), 0, 40)
                    .append("</span></a></div>\n");
        }
        page.append("<script>window.state=[");
        while (page.length() < bytes) {
            page.append("{\"id\":")
                    .append(random.nextInt())
                    .append(",\"kind\":\"slot\",\"width\":300,\"visible\":true},\n");
        }
        page.append("0];</script>");
    }
}
