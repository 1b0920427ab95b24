package io.wireroom.bench.clean;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wireroom.contract.work.RobotsRules;
import io.wireroom.enrich.ArticleTagger;
import io.wireroom.enrich.DraftMaker;
import io.wireroom.enrich.Enriched;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.rules.OperatorRules;
import io.wireroom.ingest.feed.FeedParser;
import io.wireroom.ingest.feed.FeedResult;
import io.wireroom.ingest.parsing.ParsingLimit;
import io.wireroom.ingest.site.ArticleLinks;
import io.wireroom.ingest.site.FeedLinks;
import io.wireroom.ingest.site.SitePage;
import io.wireroom.ingest.site.Sitemap;
import io.wireroom.ingest.site.SitemapReader;
import io.wireroom.ingest.web.RobotsMatcher;
import io.wireroom.ingest.web.RobotsParser;
import io.wireroom.runtime.Failure;
import io.wireroom.standalone.sources.SourcesFile;
import io.wireroom.training.lines.PageSet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What strangers or operators write, and the code that reads it; each with undamaged examples. */
enum MutationKind {
    PAGES("enrich/src/test/resources/pages", ".html"),
    FEEDS("ingest/src/test/resources/io/wireroom/ingest/feed", ""),
    SITES("ingest/src/test/resources/io/wireroom/ingest/site/sections", ".html"),
    SITEMAPS("", "", """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
              xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
            <url><loc>http://harbour.example/2026/03/05/ferry</loc><lastmod>2026-03-05T10:00:00Z</lastmod>
            <news:news><news:publication><news:name>Harbour</news:name><news:language>en</news:language></news:publication>
            <news:publication_date>2026-03-05</news:publication_date><news:title>Ferry &amp; crane</news:title>
            <news:keywords>ferry, crane</news:keywords></news:news></url>
            <url><loc>http://harbour.example/2026/03/05/crane</loc></url>
            </urlset>""", """
            <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            <sitemap><loc>http://harbour.example/news-1.xml</loc><lastmod>2026-03-05</lastmod></sitemap>
            <sitemap><loc>http://harbour.example/news-2.xml.gz</loc></sitemap>
            </sitemapindex>""", "http://harbour.example/a\nhttp://harbour.example/b\n"),
    ROBOTS("", "", """
            User-agent: *
            Disallow: /private/*.html$
            Allow: /private/open
            Crawl-delay: 2.5

            User-agent: Wireroom
            User-agent: other/1.0
            Disallow: /search?q=*&page=
            Sitemap: http://harbour.example/news.xml
            """),
    OPML("standalone/src/test/resources/sources", ".opml"),
    YAML("standalone/src/test/resources/sources", ".yaml");

    private static final URI HARBOUR = URI.create("http://harbour.example/");
    private static final Instant FETCHED_AT = Instant.parse("2026-03-05T12:00:00Z");

    private final String folder;
    private final String ending;
    private final List<String> examples;

    MutationKind(String folder, String ending, String... examples) {
        this.folder = folder;
        this.ending = ending;
        this.examples = List.of(examples);
    }

    /** Reads one input; returns what became of it in a word. */
    @FunctionalInterface
    interface Reader {
        String read(byte[] input);
    }

    /** Undamaged inputs of this kind below a folder, or the project's own. */
    List<byte[]> examples(Path root, @Nullable Path given) throws IOException {
        if (given == null && !examples.isEmpty()) {
            return examples.stream().map(text -> text.getBytes(UTF_8)).toList();
        }
        var from = given == null ? root.resolve(folder) : given;
        if (!Files.isDirectory(from)) {
            throw Failure.usage("'" + from + "' is no folder");
        }
        var found = new ArrayList<byte[]>();
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var name = file.getFileName().toString();
                if (given != null || name.endsWith(ending) && !name.endsWith(".json")) {
                    found.add(Files.readAllBytes(file));
                }
            }
        }
        if (found.isEmpty()) {
            throw Failure.usage("'" + from + "' holds no examples");
        }
        return found;
    }

    /** The code that reads this kind, with its models loaded. */
    Reader reader() {
        return switch (this) {
            case PAGES -> pages();
            case FEEDS -> limited(MutationKind::feed);
            case SITES -> limited(MutationKind::site);
            case SITEMAPS -> limited(MutationKind::sitemap);
            case ROBOTS -> MutationKind::robots;
            case OPML, YAML -> MutationKind::sources;
        };
    }

    private static Reader pages() {
        var drafts = DraftMaker.load();
        var tagger = ArticleTagger.load(OperatorRules.NONE, ArticleTagger.Meter.NONE);
        return page -> {
            var deadline = Deadline.in(PageLimits.DEFAULT.budget());
            return switch (drafts.enrich(PageSet.raw(page, "text/html", FETCHED_AT))) {
                case Enriched.Draft draft ->
                    tagger.tag(draft.article(), deadline).provenance().notes().containsKey("tags")
                            ? "article without tags"
                            : "article";
                case Enriched.Rejected(var reason, var detail) -> reason.wireName();
            };
        };
    }

    /** With the end that ingest gives to an input that its parsers refuse. */
    private static Reader limited(Reader reader) {
        return input -> {
            try {
                return reader.read(input);
            } catch (ParsingLimit.TooComplexException e) {
                return "too complex";
            }
        };
    }

    private static String feed(byte[] input) {
        return switch (FeedParser.parse(input, null, HARBOUR)) {
            case FeedResult.Parsed parsed -> parsed.entries().isEmpty() ? "feed without entries" : "feed";
            case FeedResult.NotAFeed not -> "not a feed";
        };
    }

    private static String site(byte[] input) {
        var page = SitePage.parse(input, "text/html", HARBOUR);
        var feeds = FeedLinks.of(page, List.of());
        return ArticleLinks.of(page).isEmpty() && feeds.isEmpty() ? "no links" : "links";
    }

    private static String sitemap(byte[] input) {
        return switch (SitemapReader.read(input, null, HARBOUR)) {
            case Sitemap.Pages pages -> "pages";
            case Sitemap.Index index -> "index";
            case Sitemap.Unreadable unreadable -> "unreadable";
        };
    }

    private static String robots(byte[] input) {
        RobotsRules rules = RobotsParser.parse(HARBOUR, 200, input);
        return RobotsMatcher.allowed(rules, HARBOUR.resolve("/private/open/a.html")) ? "allowed" : "forbidden";
    }

    private static String sources(byte[] input) {
        try {
            SourcesFile.parse(input, "sources");
            return "sources";
        } catch (Failure e) {
            return "refused";
        }
    }
}
