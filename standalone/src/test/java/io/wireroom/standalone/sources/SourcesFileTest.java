package io.wireroom.standalone.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wireroom.contract.Source;
import io.wireroom.contract.Source.Kind;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.address.Address;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.standalone.sources.SourceList.Format;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesFileTest {

    @TempDir
    Path folder;

    @Test
    void readsNestedOutlinesAsGroups() {
        var contents = SourcesFile.read(fixture("nested.opml"));

        assertThat(contents)
                .isEqualTo(new SourceList(
                        List.of(
                                source(
                                        "https://www.skerry-sound.example/feed.xml",
                                        Kind.FEED,
                                        "Skerry & Sound",
                                        "Coast/North/Islands"),
                                source("https://tides.example/atom", Kind.FEED, "Tide Tables", "Coast/North/Islands"),
                                source(
                                        "https://lighthouse.example/news-sitemap.xml",
                                        Kind.SITEMAP,
                                        "Lighthouse Journal",
                                        "Coast"),
                                source(
                                        "http://obidos.example/rss?utm_source=opml&sec=1",
                                        Kind.FEED,
                                        "Óbidos Diário",
                                        null)),
                        0,
                        Format.OPML));
    }

    @Test
    void foldsAddressesThatMeanTheSameAndCountsThem() {
        assertThat(SourcesFile.read(fixture("duplicates.opml")))
                .isEqualTo(new SourceList(
                        List.of(
                                source("https://www.moss.example/feed", Kind.FEED, "First", null),
                                source("https://moss.example/other", Kind.FEED, "Other", null)),
                        1,
                        Format.OPML));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void readsOpmlAndListsBehindAByteOrderMark(String charset) throws Exception {
        var opml = Files.readString(fixture("nested.opml")).replace("encoding=\"UTF-8\"", "");
        var list = Files.readString(fixture("list.txt"));
        var yaml = Files.readString(fixture("good.yaml"));

        assertThat(SourcesFile.parse(marked(opml, charset), "x")).isEqualTo(SourcesFile.read(fixture("nested.opml")));
        assertThat(SourcesFile.parse(marked(list, charset), "x")).isEqualTo(SourcesFile.read(fixture("list.txt")));
        assertThat(SourcesFile.parse(marked(yaml, charset), "x")).isEqualTo(SourcesFile.read(fixture("good.yaml")));
    }

    @Test
    void readsOpmlInTheEncodingThatItDeclares() throws Exception {
        var opml = Files.readString(fixture("nested.opml")).replace("UTF-8", "ISO-8859-1");

        assertThat(SourcesFile.parse(opml.getBytes(StandardCharsets.ISO_8859_1), "x"))
                .isEqualTo(SourcesFile.read(fixture("nested.opml")));
    }

    @Test
    void readsYaml() {
        assertThat(SourcesFile.read(fixture("good.yaml")))
                .isEqualTo(new SourceList(
                        List.of(
                                new Source(
                                        id("https://quay.example/feed"),
                                        URI.create("https://quay.example/feed"),
                                        Kind.FEED,
                                        "Quay: the paper",
                                        "Coast/South",
                                        Duration.ofMinutes(15),
                                        null),
                                new Source(
                                        new SourceId("sluice"),
                                        URI.create("https://sluice.example/news.xml"),
                                        Kind.SITEMAP,
                                        "https://sluice.example/news.xml",
                                        null,
                                        null,
                                        null),
                                new Source(
                                        id("https://weir.example/"),
                                        URI.create("https://weir.example/"),
                                        Kind.SECTION,
                                        "https://weir.example/",
                                        null,
                                        Duration.ofHours(2),
                                        null)),
                        0,
                        Format.YAML));
    }

    @Test
    void readsAPlainListOfAddresses() {
        assertThat(SourcesFile.read(fixture("list.txt")))
                .isEqualTo(new SourceList(
                        List.of(
                                source("https://quay.example/feed", Kind.FEED, "https://quay.example/feed", null),
                                source(
                                        "http://www.weir.example/rss.xml",
                                        Kind.FEED,
                                        "http://www.weir.example/rss.xml",
                                        null)),
                        1,
                        Format.LIST));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            laughs.opml          | line           | document type
            external-entity.opml | line           | document type
            a-feed.xml           | line 2         | the root element is <rss>, not <opml> (a feed itself
            empty.opml           | empty.opml     | no source in it
            broken.yaml          | line 2         | broken YAML: while scanning a quoted scalar, found unexpected end of stream
            unknown-key.yaml     | line 2         | unknown key 'intervall'
            unknown-key.yaml     | line 3         | an entry without url
            unknown-key.yaml     | line 4         | kind 'podcast' must be feed, sitemap or section
            unknown-key.yaml     | line 6         | interval 'soon' must be a duration
            aliases.yaml         | line 2         | 'url' must be plain text
            bad-list.txt         | line 2         | 'quay.example/other' is not an absolute http or https address
            bad-list.txt         | line 3         | 'gopher://weir.example/rss' is not an absolute http or https address
            """)
    void refusesTheWholeFileAndReportsWhereAndWhy(String file, String where, String why) {
        var failure = refusal(fixture(file));

        assertThat(failure.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(failure.getMessage()).contains(file, where, why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            <outline type='rss' text='Kelp & Salt' xmlUrl='https://a.example/feed'/>                      | https://a.example/feed
            <outline type='rss' text='A' xmlUrl='https://a.example/feed?x=1&y=2'/>                        | https://a.example/feed?x=1&y=2
            <outline type='rss' text='A' htmlUrl='https://a.example/?a&b' xmlUrl='https://a.example/feed'/> | https://a.example/feed
            <outline type='rss' text='Caf&eacute;&nbsp;x' xmlUrl='https://a.example/feed'/>               | https://a.example/feed
            <outline type='rss' text='A' xmlUrl='https://a.example/feed'/>                          | https://a.example/feed
            <outline type='rss' title='tech'><outline type='rss' xmlUrl='https://a.example/feed'/></outline> | https://a.example/feed
            <outline type='atom' text='x'><outline text='y' type='rss'><outline xmlUrl='https://a.example/feed'/></outline></outline> | https://a.example/feed
            <outline type='rss' text='A' xmlUrl='feed://a.example/feed'/>                                 | http://a.example/feed
            <outline type='rss' text='A' xmlUrl='feed:https://a.example/feed'/>                           | https://a.example/feed
            <outline type='rss' text='A' xmlUrl='feed:a.example/feed'/>                                   | http://a.example/feed
            <outline type='rss' text='A' xmlUrl='FEED://https://a.example/feed'/>                         | https://a.example/feed
            <outline type='rss' text='A' xmlUrl='pcast://a.example/feed'/>                                | http://a.example/feed
            <outline type='rss' text='A' xmlUrl='https://a_b.example/feed'/>                              | https://a_b.example/feed
            <outline type='rss' text='A' xmlUrl='https://a.example/feed'>                                 | https://a.example/feed
            <outline type='rss' text='A &lt; B' xmlUrl='https://a.example/feed'/>                         | https://a.example/feed
            """)
    void readsOpmlThatIsNearlyOpml(String outline, String url) {
        for (var start :
                List.of("", "\n  \n", "<?xml version='1.0' encoding='UTF-8'?>\n", "\n<?xml version='1.0'?>\n")) {
            var opml = start + "<opml version='2.0'><body>" + outline + "</body></opml>";

            assertThat(SourcesFile.parse(opml.getBytes(StandardCharsets.UTF_8), "x")
                            .sources())
                    .extracting(source -> source.url().toString())
                    .containsExactly(url);
        }
    }

    @Test
    void takesTheRestOfAnOpmlFileAndNamesWhatItLeavesOut() {
        assertThat(SourcesFile.read(fixture("no-address.opml")).leftOut())
                .containsExactly(
                        "line 3: outline 'Forgotten' of type rss has no xmlUrl",
                        "line 4: no address",
                        "line 5: 'file:///home/feed.xml' is not an absolute http or https address");
        assertThat(SourcesFile.read(fixture("cut-off.opml"))).satisfies(read -> {
            assertThat(read.sources()).hasSize(1);
            assertThat(read.leftOut()).singleElement().asString().startsWith("line 3: broken XML: ");
        });
        assertThat(SourcesFile.read(fixture("broken.opml")).leftOut()).isEmpty();
    }

    @Test
    void oneBrokenTagCostsNothingAfterIt() {
        var opml = "<opml><body>\n<outline text=\"A \"quoted\" B\" xmlUrl=\"https://a.example/\"/>\n"
                + "<outline text='x < y' xmlUrl='https://b.example/'/>\n<outline text='C' xmlUrl='https://c.example/'>\n"
                + "<outline text='D' xmlUrl='ftp://d.example/'/>\n<outline text='E' xmlUrl='https://e.example/'/>\n</body></opml>";

        var read = SourcesFile.parse(opml.getBytes(StandardCharsets.UTF_8), "x");

        assertThat(read.sources())
                .extracting(source -> source.url().toString())
                .contains("https://b.example/", "https://c.example/", "https://e.example/");
        assertThat(read.leftOut()).anyMatch(line -> line.startsWith("line 5: 'ftp://d.example/'"));
        assertThat(read.leftOut()).anyMatch(line -> line.startsWith("line 2: broken XML"));
    }

    @Test
    void namesTheLineAlsoWhereTheFileIsRepaired() {
        var opml =
                "\n\n<?xml version='1.0'?>\n<!-- two\nlines -->\n<opml><body>\n<outline text='A & B' xmlUrl='https://a.example/'/>\n"
                        + "<outline text='C' xmlUrl='ftp://c.example/'/>\n</body></opml>";

        assertThat(SourcesFile.parse(opml.getBytes(StandardCharsets.UTF_8), "x").leftOut())
                .containsExactly("line 8: 'ftp://c.example/' is not an absolute http or https address");
    }

    @Test
    void refusesAnOpmlFileOfWhichNothingCanBeTaken() {
        var opml = "<opml><body><outline text='A & B' xmlUrl='ftp://a.example/'/></body></opml>";

        assertThatThrownBy(() -> SourcesFile.parse(opml.getBytes(StandardCharsets.UTF_8), "x.opml"))
                .hasMessageContaining("line 1: 'ftp://a.example/' is not an absolute http or https address")
                .hasFieldOrPropertyWithValue("exitCode", ExitCode.DATA);
    }

    @Test
    void listsTwentyProblemsAndCountsTheRest() throws Exception {
        var file = Files.writeString(folder.resolve("many.txt"), "nowhere\n".repeat(25));

        assertThat(refusal(file).getMessage())
                .contains("line 20: ")
                .doesNotContain("line 21: ")
                .endsWith("and 5 more");
    }

    @Test
    void refusesTheSameIdForTwoAddresses() {
        var yaml = "- {url: 'https://a.example/', id: list}\n- {url: 'https://b.example/', id: list}\n";

        assertThatThrownBy(() -> SourcesFile.parse(yaml.getBytes(StandardCharsets.UTF_8), "list.yaml"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("line 2: id 'list' was given to another address on line 1");
    }

    @Test
    void refusesAnAddressWithUserInformationAndDoesNotShowIt() {
        var list = "https://user:topsecret1@harbour.example/feed\n";

        assertThatThrownBy(() -> SourcesFile.parse(list.getBytes(StandardCharsets.UTF_8), "list.txt"))
                .hasMessageContaining("line 1: the address of harbour.example has a user name or password")
                .hasMessageNotContaining("topsecret1")
                .hasFieldOrPropertyWithValue("exitCode", ExitCode.DATA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0001", "\u0000", "&", "<", "%", "x", "[ \u0001 ]", "[ <!ENTITY \u0002 'x'> ]"})
    void aDocumentTypeIsRefusedWhateverItHolds(String within) {
        var opml = "<!DOCTYPE opml " + within + "><opml><body/></opml>";

        assertThatThrownBy(() -> SourcesFile.parse(opml.getBytes(StandardCharsets.UTF_8), "list.opml"))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("Cannot read sources from 'list.opml'")
                .hasFieldOrPropertyWithValue("exitCode", ExitCode.DATA);
    }

    @Test
    void namesLoseWhatTurnsTheTerminal() {
        var yaml = "- url: http://harbour.example/feed\n  name: \"a\\u202eb\\u009bc\\u2066\"\n";

        assertThat(SourcesFile.parse(yaml.getBytes(StandardCharsets.UTF_8), "list.yaml")
                        .sources())
                .extracting(Source::name)
                .containsExactly("ab c");
    }

    @Test
    void refusesOutlinesNestedTooDeep() {
        var deep = "<opml><body>" + "<outline text='x'>".repeat(60) + "</outline>".repeat(60) + "</body></opml>";

        assertThatThrownBy(() -> SourcesFile.parse(deep.getBytes(StandardCharsets.UTF_8), "deep.opml"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("nest deeper than 32");
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        var latin = "https://a.example/\n# Ódivelas\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> SourcesFile.parse(latin, "latin.txt"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("not UTF-8 text");
    }

    @Test
    void refusesAFileOverSixteenMebibytes() throws Exception {
        var file = Files.write(folder.resolve("large.txt"), new byte[SourcesFile.MAX_BYTES + 1]);

        assertThat(refusal(file).getMessage()).contains("larger than 16 MiB");
    }

    @Test
    void aFileThatIsNotThereIsMissingInput() {
        var missing = refusal(folder.resolve("none.opml"));
        var directory = refusal(folder);

        assertThat(missing.exitCode()).isEqualTo(ExitCode.NO_INPUT);
        assertThat(missing.getMessage()).contains("none.opml", "no such file");
        assertThat(directory.exitCode()).isEqualTo(ExitCode.NO_INPUT);
    }

    private static Failure refusal(Path file) {
        return Objects.requireNonNull(catchThrowableOfType(Failure.class, () -> SourcesFile.read(file)));
    }

    private static byte[] marked(String text, String charset) {
        return ("\ufeff" + text).getBytes(Charset.forName(charset));
    }

    private static Source source(String url, Kind kind, String name, @Nullable String group) {
        return new Source(id(url), URI.create(url), kind, name, group, null, null);
    }

    private static SourceId id(String url) {
        return SourceId.of(Address.of(url).orElseThrow());
    }

    private static Path fixture(String name) {
        try {
            return Path.of(Objects.requireNonNull(SourcesFileTest.class.getResource("/sources/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
