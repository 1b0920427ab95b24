package io.wireroom.ingest.fetch;

import static io.wireroom.ingest.fetch.Requests.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wireroom.contract.Source;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.feed.FeedInspector;
import io.wireroom.ingest.fetch.SourceReader.Contents;
import io.wireroom.ingest.site.SiteInspector;
import io.wireroom.ingest.web.WebAnswer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * {@code inspect feed} and {@code inspect site} print what the stage reads, to the letter. With
 * {@code -Dinspect.feeds=FOLDER} the feeds in a folder are compared, too: a {@code headers.json} in it gives their headers.
 */
class InspectionTest {

    private static final URI URL = URI.create("https://harbour.example/feeds/all.xml");
    private static final Path FEEDS = Path.of("src/test/resources/io/wireroom/ingest/feed");

    @TestFactory
    Stream<DynamicTest> whatIsPrintedOfAFeedIsWhatTheStageReads() throws IOException {
        return Stream.concat(files(FEEDS).stream(), files(given()).stream())
                .filter(file -> !file.getFileName().toString().endsWith(".json")
                        || file.getFileName().toString().equals("feed.json"))
                .map(file -> DynamicTest.dynamicTest(file.toString(), () -> compareFeed(file)));
    }

    @Test
    void whatIsPrintedOfASitemapIsWhatTheStageReads() {
        var sitemap = "<urlset xmlns:n='http://www.google.com/schemas/sitemap-news/0.9/'><url><loc>/a</loc><n:news>"
                + "<n:title>Crane back</n:title></n:news></url><url><loc>https://harbour.example/sitemap-2.xml</loc></url></urlset>";
        var ok = answer(sitemap.getBytes(StandardCharsets.UTF_8), "text/xml", "/elsewhere/", URL);

        var printed = site(ok);

        assertThat(SourceReader.read(poll(Source.Kind.SITEMAP), ok))
                .isInstanceOfSatisfying(Contents.Entries.class, read -> {
                    assertThat(printed.path("links"))
                            .isEqualTo(links(read.offers().stream()
                                    .map(offer -> new String[] {
                                        offer.entry().link(),
                                        Objects.requireNonNullElse(offer.entry().title(), "")
                                    })
                                    .toList()));
                    assertThat(printed.path("sitemaps").get(0).asText())
                            .isEqualTo(read.parts().getFirst().url().toString());
                });
    }

    @Test
    void whatIsPrintedOfASectionPageIsWhatTheStageReads() {
        var page = "<base href='/n/'><ul><li><a href='2026/03/14/ferry-late-again'>Ferry late again after the storm</a>"
                + "<li><a href='2026/03/13/crane-is-repaired'>Crane is repaired at last, for now</a></ul>";
        var ok = answer(page.getBytes(StandardCharsets.UTF_8), "text/html", "/elsewhere/", URL);

        var printed = site(ok);

        assertThat(SourceReader.read(poll(Source.Kind.SECTION), ok))
                .isInstanceOfSatisfying(
                        Contents.Entries.class,
                        read -> assertThat(printed.path("links"))
                                .isEqualTo(links(read.offers().stream()
                                        .map(offer -> new String[] {
                                            offer.entry().link(),
                                            Objects.requireNonNullElse(
                                                    offer.entry().title(), "")
                                        })
                                        .toList())));
    }

    private static void compareFeed(Path file) throws IOException {
        var body = Files.readAllBytes(file);
        var headers = headers(file);
        var facts = FeedInspector.facts(headers);
        // The stage always knows where an answer came from.
        var url = facts.url() == null ? URL : facts.url();
        var ok = answer(body, facts.contentType(), facts.contentLocation(), url);
        ObjectNode served = headers.isObject() ? headers.deepCopy() : JsonCodec.MAPPER.createObjectNode();
        served.put("url", url.toString());

        var printed = FeedInspector.inspect("f", body, FeedInspector.facts(served));

        switch (SourceReader.read(poll(Source.Kind.FEED), ok)) {
            case Contents.Unreadable(var why) ->
                assertThat("not a feed: " + why)
                        .startsWith(printed.path("error").asText("no error"));
            case Contents.Parts parts -> throw new AssertionError("a feed has no parts");
            case Contents.Entries read -> {
                var entries = JsonCodec.MAPPER.createArrayNode();
                read.offers().forEach(offer -> entries.add(FeedInspector.entry(offer.entry())));
                assertThat(JsonCodec.MAPPER.readTree(printed.path("entries").toString()))
                        .isEqualTo(JsonCodec.MAPPER.readTree(entries.toString()));
            }
        }
    }

    private static JsonNode links(List<String[]> pairs) {
        var links = JsonCodec.MAPPER.createArrayNode();
        pairs.forEach(pair -> links.addObject().put("url", pair[0]).put("text", pair[1]));
        return links;
    }

    private static ObjectNode site(WebAnswer.Ok ok) {
        return SiteInspector.inspect(
                "f", ok.body(), new SiteInspector.Facts(ok.contentType(), ok.finalUrl(), ok.links()));
    }

    private static WebAnswer.Ok answer(
            byte[] body, @Nullable String contentType, @Nullable String contentLocation, URI url) {
        return new WebAnswer.Ok(
                200, url, url, contentType, contentLocation, Validators.NONE, null, body, 0, null, List.of());
    }

    private static Request.Poll poll(Source.Kind kind) {
        return new Request.Poll(
                Request.Head.once(new RequestId("r1"), URL, 0), kind, SOURCE, Validators.NONE, List.of(), null, null);
    }

    private static JsonNode headers(Path file) throws IOException {
        for (var folder = file.getParent(); folder != null; folder = folder.getParent()) {
            var headers = folder.resolve("headers.json");
            if (Files.isRegularFile(headers)) {
                return JsonCodec.MAPPER
                        .readTree(headers.toFile())
                        .path(folder.relativize(file).toString());
            }
        }
        return JsonCodec.MAPPER.missingNode();
    }

    private static @Nullable Path given() {
        var folder = System.getProperty("inspect.feeds");
        return folder == null ? null : Path.of(folder);
    }

    private static List<Path> files(@Nullable Path folder) throws IOException {
        if (folder == null) {
            return List.of();
        }
        try (var all = Files.walk(folder)) {
            return new ArrayList<>(all.filter(Files::isRegularFile).sorted().toList());
        }
    }
}
