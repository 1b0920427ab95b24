package io.wireroom.standalone.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Source;
import io.wireroom.contract.Source.Kind;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.SourceSettings;
import io.wireroom.contract.address.Address;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpmlWriterTest {

    private static final List<Kind> KINDS = List.of(Kind.FEED, Kind.SITEMAP, Kind.SECTION);
    private static final List<String> PLACES =
            List.of("Coast", "North & South", "Ægir", "港", "<inner>", "\"quoted\" 'both'", "x".repeat(200));

    @Test
    void anImportOfAnExportIsTheSame() {
        var sources = severalHundred();

        var opml = OpmlWriter.write(sources);
        var read = SourcesFile.parse(opml.getBytes(StandardCharsets.UTF_8), "export.opml");

        assertThat(read.sources()).containsExactlyInAnyOrderElementsOf(sources);
        assertThat(read.duplicates()).isZero();
        assertThat(OpmlWriter.write(read.sources())).isEqualTo(opml);
    }

    @Test
    void anImportOfAnExportAsYamlIsTheSame() {
        var sources = severalHundred();

        var yaml = YamlWriter.write(sources);
        var read = SourcesFile.parse(yaml.getBytes(StandardCharsets.UTF_8), "export.yaml");

        assertThat(read.format()).isEqualTo(SourceList.Format.YAML);
        assertThat(read.sources()).containsExactlyInAnyOrderElementsOf(sources);
        assertThat(YamlWriter.write(read.sources())).isEqualTo(yaml);
    }

    @Test
    void writesYamlAsPeopleWriteIt() {
        var ruled = new Source(
                new SourceId("weir"),
                URI.create("https://weir.example/news/"),
                Kind.SECTION,
                "Weir: news",
                "Coast/South",
                Duration.ofMinutes(15),
                "list.yaml",
                new SourceSettings(null, List.of("main h2 a", ".hits > a")));

        assertThat(YamlWriter.write(List.of(ruled))).isEqualTo("""
                - url: https://weir.example/news/
                  name: "Weir: news"
                  group: Coast/South
                  kind: section
                  interval: PT15M
                  id: weir
                  articleLinks:
                  - main h2 a
                  - .hits > a
                """);
    }

    @Test
    void writesGroupsAsOutlines() {
        var quay = source("https://quay.example/feed?a=1&b=2", "Quay", "Coast/South", Kind.FEED);
        var weir = new Source(
                new SourceId("weir"),
                URI.create("https://weir.example/news.xml"),
                Kind.SITEMAP,
                "Weir \"Daily\"",
                null,
                Duration.ofMinutes(15),
                "list.yaml");

        assertThat(OpmlWriter.write(List.of(weir, quay))).isEqualTo("""
                        <?xml version="1.0" encoding="UTF-8"?>
                        <opml version="2.0" xmlns:wireroom="urn:wireroom:opml:1">
                          <head>
                            <title>Wireroom: sources</title>
                          </head>
                          <body>
                            <outline text="Coast">
                              <outline text="South">
                                <outline type="rss" text="Quay" xmlUrl="https://quay.example/feed?a=1&amp;b=2"/>
                              </outline>
                            </outline>
                            <outline type="sitemap" text="Weir &quot;Daily&quot;" xmlUrl="https://weir.example/news.xml" wireroom:interval="PT15M" wireroom:id="weir"/>
                          </body>
                        </opml>
                        """);
    }

    private static List<Source> severalHundred() {
        var random = new Random(7);
        var sources = new ArrayList<Source>();
        for (var i = 0; i < 600; i++) {
            var segments = new ArrayList<String>();
            for (var depth = random.nextInt(5); depth > 0; depth--) {
                segments.add(PLACES.get(random.nextInt(PLACES.size())));
            }
            var plain = source(
                    "https://paper" + i + ".example/feed?n=" + i + "&x=%20",
                    "Paper \u2603 " + (i % 50) + " <b>&amp;",
                    segments.isEmpty() ? null : String.join("/", segments),
                    KINDS.get(random.nextInt(KINDS.size())));
            sources.add(
                    i % 7 == 0
                            ? new Source(
                                    new SourceId("own-" + i),
                                    plain.url(),
                                    plain.kind(),
                                    plain.name(),
                                    plain.group(),
                                    Duration.ofSeconds(90L + i),
                                    null,
                                    settings(plain.kind()))
                            : plain);
        }
        Collections.shuffle(sources, random);
        return sources;
    }

    private static @Nullable SourceSettings settings(Kind kind) {
        return switch (kind) {
            case FEED -> new SourceSettings(true, null);
            case SECTION -> new SourceSettings(null, List.of("main h2 > a[href*='/a&b/']", "ul.list, ol.list"));
            default -> null;
        };
    }

    private static Source source(String url, String name, @Nullable String group, Kind kind) {
        return new Source(SourceId.of(Address.of(url).orElseThrow()), URI.create(url), kind, name, group, null, null);
    }
}
