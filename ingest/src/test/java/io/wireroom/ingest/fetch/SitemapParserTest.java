package io.wireroom.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.ingest.feed.Entry;
import io.wireroom.ingest.feed.FeedResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SitemapParserTest {

    private static final URI URL = URI.create("https://news.example/news.xml");
    private static final String SITEMAP = """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
              <url><loc>https://news.example/one</loc></url>
            </urlset>
            """;

    @TempDir
    Path directory;

    @Test
    void unpacksByContentWhateverTheTypeSays() throws IOException {
        var packed = gzip(SITEMAP.getBytes(StandardCharsets.UTF_8));

        assertThat(links(SitemapParser.parse(packed, "application/xml", URL)))
                .containsExactly("https://news.example/one");
    }

    @Test
    void aBombIsRefusedBeforeItIsUnpacked() throws IOException {
        var bomb = gzip(new byte[64 << 20]);

        assertThat(SitemapParser.parse(bomb, "application/gzip", URL)).isInstanceOf(FeedResult.NotAFeed.class);
    }

    @Test
    void neverReadsAFileThatAnEntityNames() throws IOException {
        var secret = Files.writeString(directory.resolve("secret"), "https://news.example/secret");
        var hostile = SITEMAP.replace(
                        "<urlset", "<!DOCTYPE urlset [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><urlset")
                .replace("https://news.example/one", "&x;");

        assertThat(links(SitemapParser.parse(hostile.getBytes(StandardCharsets.UTF_8), "application/xml", URL)))
                .noneMatch(link -> link.contains("secret"));
    }

    @Test
    void whatIsNoSitemapIsRefused() {
        assertThat(SitemapParser.parse("<html><p>no</html>".getBytes(StandardCharsets.UTF_8), "text/html", URL))
                .isInstanceOf(FeedResult.NotAFeed.class);
    }

    private static java.util.List<String> links(FeedResult result) {
        return result instanceof FeedResult.Parsed parsed
                ? parsed.entries().stream().map(Entry::link).toList()
                : java.util.List.of();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var packer = new GZIPOutputStream(out)) {
            packer.write(plain);
        }
        return out.toByteArray();
    }
}
