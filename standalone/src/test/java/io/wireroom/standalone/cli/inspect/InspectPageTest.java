package io.wireroom.standalone.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wireroom.contract.Item;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.RawPage;
import io.wireroom.enrich.ArticleTagger;
import io.wireroom.enrich.DraftMaker;
import io.wireroom.enrich.Enriched;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.rules.OperatorRules;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code inspect page} prints the record that the stage makes, to the letter. */
class InspectPageTest {

    private static final Path CASES = Path.of("../enrich/src/test/resources/pages");

    /** All cases would take seconds, and differ in what is read from them only. */
    private static final int EVERY = 12;

    /** What a file has no facts about. */
    private static final List<String> OF_THE_ITEM = List.of("source", "firstSeenAt", "observedAt");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static DraftMaker drafts;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static ArticleTagger tagger;

    @BeforeAll
    static void load() {
        drafts = DraftMaker.load();
        tagger = ArticleTagger.load(OperatorRules.NONE, ArticleTagger.Meter.NONE);
    }

    @Test
    void whatIsPrintedOfAPageIsWhatTheStageMakes() throws IOException {
        var compared = 0;
        for (var folder : folders()) {
            if (compared++ % EVERY == 0) {
                compare(folder);
            }
        }
        assertThat(compared).isGreaterThan(EVERY);
    }

    private static void compare(Path folder) throws IOException {
        var expected = JsonCodec.MAPPER.readTree(folder.resolve("expected.json").toFile());
        var url = URI.create(expected.path("url").asText());
        var body = Files.readAllBytes(folder.resolve("page.html"));
        var headers = JsonCodec.MAPPER
                .createObjectNode()
                .put("url", url.toString())
                .put("content-type", expected.path("contentType").asText(null))
                .put("content-location", "/elsewhere/page.html");

        var printed =
                InspectPageCommand.inspect(drafts, tagger, null, false, new Inputs.Input.Content("f", body, headers));

        switch (drafts.enrich(fetched(url, body, expected.path("contentType").asText(null)))) {
            case Enriched.Rejected rejected ->
                assertThat(printed.path("rejected").asText())
                        .as("%s", folder)
                        .isEqualTo(rejected.reason().wireName());
            case Enriched.Draft draft -> {
                var article = tagger.tag(draft.article(), Deadline.in(PageLimits.DEFAULT.budget()));
                ObjectNode record = JsonCodec.MAPPER.valueToTree(article);
                for (var json : List.of(record, printed)) {
                    json.remove(OF_THE_ITEM);
                    json.withObjectProperty("provenance").remove("item");
                }
                printed.remove(List.of("file", "publishedAtOriginal"));
                // read back, so that numbers are of one kind
                assertThat(JsonCodec.MAPPER.readTree(printed.toString()))
                        .as("%s", folder)
                        .isEqualTo(JsonCodec.MAPPER.readTree(record.toString()));
            }
        }
    }

    /** As the fetcher hands it on. */
    private static RawPage fetched(URI url, byte[] body, @Nullable String contentType) {
        var source = new SourceRef(new SourceId("quay"), "Quay", URI.create("https://quay.example/feed"));
        var link = LinkId.of(Address.of(url.toString()).orElseThrow());
        var at = Instant.parse("2026-03-05T12:00:00Z");
        var item = new Item(ItemId.ofAnnouncement(source.id(), link), link, url.toString(), source, at, 0, null);
        return new RawPage(new RawPage.Capture(item, 1, url, url, 200, contentType, at), body);
    }

    private static List<Path> folders() throws IOException {
        try (var all = Files.list(CASES)) {
            return new ArrayList<>(all.filter(Files::isDirectory).sorted().toList());
        }
    }
}
