package io.wireroom.training.lines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.wireroom.contract.Item;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Sha256;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.RawPage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a folder with their expected results. Below the folder, each {@code ground_truth.json} with an {@code html}
 * folder beside it is a corpus ({@code {id: {articleBody, title, author, date, with, without, url}}}); without one,
 * every HTML file is a page whose truth is unknown.
 */
public record PageSet(List<Page> pages) {

    private static final URI PLACE = URI.create("http://localhost/page");

    /**
     * One page.
     *
     * @param truth the expected result; a missing node if unknown
     * @param half 0 or 1, by the hash of its site
     */
    public record Page(String corpus, String id, byte[] body, JsonNode truth, int half) {

        /** The host of its address, else its name. */
        String site() {
            var url = truth.path("url").asText("");
            return url.isEmpty() || url.equals("null")
                    ? corpus + '/' + id
                    : host(truth).name();
        }

        /** The page as if it was fetched at this moment. */
        public RawPage raw(Instant at) {
            return PageSet.raw(body, null, at);
        }
    }

    /** A page without a known address, as if it was fetched at this moment. */
    public static RawPage raw(byte[] body, @Nullable String contentType, Instant at) {
        var source = new SourceRef(new SourceId("bench"), "bench", PLACE);
        var link = LinkId.of(Address.of(PLACE.toString()).orElseThrow());
        var item = new Item(ItemId.ofAnnouncement(source.id(), link), link, PLACE.toString(), source, at, 0, null);
        return new RawPage(new RawPage.Capture(item, 1, PLACE, PLACE, 200, contentType, at), body);
    }

    /** The pages of the sample newsroom on the class path. */
    public static PageSet ofNewsroom() throws IOException {
        var pages = new ArrayList<Page>();
        for (var line : new String(resource("pages.csv"), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .toList()) {
            var columns = line.split(",", -1);
            if (columns.length > 3 && columns[3].startsWith("text/html") && !columns[2].startsWith("301:")) {
                var name = columns[0] + '/' + columns[2];
                pages.add(new Page("newsroom", name, resource(name), MissingNode.getInstance(), 0));
            }
        }
        return new PageSet(pages);
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = PageSet.class.getResourceAsStream("/newsroom/" + name)) {
            if (in == null) {
                throw new IOException("newsroom/" + name + " is missing from the class path");
            }
            return in.readAllBytes();
        }
    }

    /** The pages of a folder. */
    public static PageSet read(Path folder) throws IOException {
        var pages = new ArrayList<Page>();
        List<Path> truths;
        try (var files = Files.walk(folder)) {
            truths = files.filter(file -> file.endsWith("ground_truth.json"))
                    .sorted()
                    .toList();
        }
        for (var truth : truths) {
            readCorpus(truth, pages);
        }
        if (truths.isEmpty()) {
            try (var files = Files.walk(folder)) {
                for (var file : files.filter(PageSet::isPage).sorted().toList()) {
                    pages.add(new Page(
                            "pages", folder.relativize(file).toString(), bytes(file), MissingNode.getInstance(), 0));
                }
            }
        }
        return new PageSet(pages);
    }

    private static void readCorpus(Path truthFile, List<Page> pages) throws IOException {
        var corpus = truthFile
                .resolveSibling("")
                .toAbsolutePath()
                .normalize()
                .getFileName()
                .toString();
        var html = truthFile.resolveSibling("html");
        var truths = JsonCodec.MAPPER.readTree(truthFile.toFile());
        for (var one : truths.properties()) {
            for (var name : List.of(one.getKey() + ".html.gz", one.getKey() + ".html")) {
                var file = html.resolve(name);
                if (Files.exists(file)) {
                    pages.add(new Page(corpus, one.getKey(), bytes(file), one.getValue(), half(one.getValue())));
                }
            }
        }
    }

    /** The half of a site is the first bit of its hash: pages of one site are never in both. */
    private static int half(JsonNode truth) {
        var site = Address.web(truth.path("url").asText()).map(Site::of).orElseGet(() -> host(truth));
        return Integer.parseInt(Sha256.id(site.name()).substring(0, 2), 16) & 1;
    }

    private static Site host(JsonNode truth) {
        var url = truth.path("url").asText();
        var from = url.indexOf("://") + 3;
        var to = url.indexOf('/', from);
        var host = from < 3 ? url : url.substring(from, to < 0 ? url.length() : to);
        return Site.of(URI.create("http://" + host.replaceAll("[^\\w.-]", "") + "/"));
    }

    private static boolean isPage(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".html") || name.endsWith(".html.gz") || name.endsWith(".htm");
    }

    private static byte[] bytes(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return file.toString().endsWith(".gz") ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
        }
    }
}
