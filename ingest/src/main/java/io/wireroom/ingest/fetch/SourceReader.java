package io.wireroom.ingest.fetch;

import io.wireroom.contract.work.Request;
import io.wireroom.ingest.feed.Entry;
import io.wireroom.ingest.feed.Feed;
import io.wireroom.ingest.feed.FeedParser;
import io.wireroom.ingest.feed.FeedResult;
import io.wireroom.ingest.site.ArticleLink;
import io.wireroom.ingest.site.ArticleLinks;
import io.wireroom.ingest.site.FeedLinks;
import io.wireroom.ingest.site.SitePage;
import io.wireroom.ingest.site.Sitemap;
import io.wireroom.ingest.site.SitemapReader;
import io.wireroom.ingest.web.WebAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the answer to a poll by the kind of its source: feed, sitemap or section page. Pure. */
final class SourceReader {

    /** What an answer holds. */
    sealed interface Contents {

        /**
         * Entries of a feed, a sitemap or a section page.
         *
         * @param parts other sitemaps that stand among the pages of one
         */
        record Entries(@Nullable Feed feed, List<Offer> offers, List<Sitemap.Child> parts) implements Contents {

            Entries(@Nullable Feed feed, List<Offer> offers) {
                this(feed, offers, List.of());
            }
        }

        /** Other sitemaps. */
        record Parts(List<Sitemap.Child> children) implements Contents {}

        /** Nothing that this kind of source may hold. */
        record Unreadable(String why) implements Contents {}
    }

    /**
     * An entry as it may be announced.
     *
     * @param hash another one under the same address is a change
     * @param language of the article as stated; null when it is not
     */
    record Offer(Entry entry, long hash, @Nullable String language) {}

    private SourceReader() {}

    static Contents read(Request.Poll request, WebAnswer.Ok ok) {
        return switch (request.kind()) {
            case SITEMAP -> sitemap(ok);
            case SECTION -> section(request, ok);
            case FEED, PAGE, ROBOTS, OTHER -> feed(ok);
        };
    }

    private static Contents feed(WebAnswer.Ok ok) {
        var base = FeedParser.base(ok.finalUrl(), ok.contentLocation());
        return switch (FeedParser.parse(ok.body(), ok.contentType(), base)) {
            case FeedResult.NotAFeed(var why) -> new Contents.Unreadable(why + instead(ok));
            case FeedResult.Parsed parsed ->
                new Contents.Entries(
                        parsed.feed(),
                        parsed.whole(ok.cut()).stream()
                                .map(entry -> new Offer(entry, entry.entryHash(), null))
                                .toList());
        };
    }

    /** What an operator may watch instead. */
    private static String instead(WebAnswer.Ok ok) {
        if (SitemapReader.looksLikeSitemap(ok.body())) {
            return "; it is a sitemap: watch it as kind sitemap";
        }
        return FeedLinks.of(SitePage.parse(ok.body(), ok.contentType(), ok.finalUrl()), ok.links()).stream()
                .findFirst()
                .map(feed -> "; the page names the feed " + feed.url())
                .orElse("");
    }

    private static Contents sitemap(WebAnswer.Ok ok) {
        return switch (SitemapReader.read(ok.body(), ok.contentType(), ok.finalUrl())) {
            case Sitemap.Unreadable(var why) -> new Contents.Unreadable(why);
            case Sitemap.Index(var children) -> new Contents.Parts(children);
            case Sitemap.Pages(var entries, var parts) ->
                new Contents.Entries(
                        null,
                        entries.stream()
                                .map(listed ->
                                        new Offer(listed.entry(), listed.entry().entryHash(), listed.language()))
                                .toList(),
                        parts);
        };
    }

    private static Contents section(Request.Poll request, WebAnswer.Ok ok) {
        var page = SitePage.parse(ok.body(), ok.contentType(), ok.finalUrl());
        var settings = request.source().settings();
        var selectors = settings == null ? null : settings.articleLinks();
        try {
            var links = selectors == null ? ArticleLinks.of(page) : ArticleLinks.of(page, selectors);
            return links.isEmpty()
                    ? new Contents.Unreadable(
                            selectors == null
                                    ? "no links to articles were found on the page; name them by articleLinks"
                                    : "articleLinks choose no links on the page")
                    : new Contents.Entries(
                            null, links.stream().map(SourceReader::offer).toList());
        } catch (IllegalArgumentException e) {
            return new Contents.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /** The words for a link change with the place that it has on the page: they make no new entry of it. */
    private static Offer offer(ArticleLink link) {
        var url = link.url().toString();
        return new Offer(
                entry(url, link.text().isEmpty() ? null : link.text()),
                entry(url, null).entryHash(),
                null);
    }

    private static Entry entry(String url, @Nullable String title) {
        return new Entry(url, title, url, null, null, null, null, List.of(), List.of(), List.of());
    }
}
