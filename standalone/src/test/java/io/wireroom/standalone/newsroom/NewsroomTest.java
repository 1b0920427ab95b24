package io.wireroom.standalone.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewsroomTest {

    private static final Instant NOON = Instant.parse("2031-03-14T12:00:00.123Z");
    private static final Instant NEXT_DAY = Instant.parse("2031-03-15T12:00:00Z");

    @TempDir
    Path folder;

    private Path stateFile = Path.of("");
    private Placement placement = new Placement.LoopbackPorts();

    @BeforeEach
    void chooseFreePorts() throws IOException {
        stateFile = folder.resolve("demo/newsroom.state");
        placement = RunningNewsroom.freePorts();
    }

    private RunningNewsroom start(Instant now) throws IOException {
        return RunningNewsroom.start(stateFile, placement, now);
    }

    @Test
    void servesTheSameBytesAndValidatorsAfterARestartOnAnotherDay() throws Exception {
        Map<URI, String> before;
        try (var running = start(NOON)) {
            before = everythingServed(running);
        }

        try (var running = start(NEXT_DAY)) {
            assertThat(everythingServed(running)).isEqualTo(before).hasSizeGreaterThan(60);
        }
    }

    @Test
    void answersNotModifiedToItsOwnValidatorsOnEveryPage() throws Exception {
        try (var running = start(NOON)) {
            // Backwards: the feed must not be polled after the article that this would correct.
            for (var address : running.everything().reversed()) {
                var first = running.get(address);
                if (first.statusCode() != 200) {
                    continue;
                }
                var etag = first.headers().firstValue("ETag").orElseThrow();
                var modified = first.headers().firstValue("Last-Modified").orElseThrow();

                assertThat(etag).matches("\"[0-9a-f]{32}\"");
                assertThat(running.get(address, "If-None-Match", "\"other\", " + etag)
                                .statusCode())
                        .isEqualTo(304);
                assertThat(running.get(address, "If-Modified-Since", modified).statusCode())
                        .isEqualTo(304);
                assertThat(running.get(address, "If-None-Match", "\"other\"", "If-Modified-Since", modified)
                                .statusCode())
                        .isEqualTo(200);
                assertThat(running.get(address, "If-Modified-Since", "Tue, 01 Jan 2019 00:00:00 GMT")
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void compressesWhenAskedUnderAnotherTag() throws Exception {
        try (var running = start(NOON)) {
            var address = running.address(NewsroomHost.LANTERN, "/wire/wool-prices");

            var plain = running.get(address, "Accept-Encoding", "gzip;q=0, identity");
            var packed = running.get(address, "Accept-Encoding", "br, gzip");

            assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                    .isEqualTo(plain.body());
            assertThat(packed.headers().firstValue("ETag"))
                    .isNotEqualTo(plain.headers().firstValue("ETag"));
        }
    }

    @Test
    void answersHeadWithTheHeadersOfGetAndRefusesOtherMethods() throws Exception {
        try (var running = start(NOON)) {
            var address = running.address(NewsroomHost.HARBOUR, "/feed.xml");

            var get = running.get(address);
            var head = running.send("HEAD", address);

            assertThat(head.body()).isEmpty();
            for (var name : List.of("ETag", "Last-Modified", "Content-Type", "Content-Length")) {
                assertThat(head.headers().firstValue(name))
                        .isPresent()
                        .isEqualTo(get.headers().firstValue(name));
            }
            assertThat(running.send("POST", address).statusCode()).isEqualTo(405);
        }
    }

    @Test
    void redirectsTheMovedArticleWithinItsHost() throws Exception {
        try (var running = start(NOON)) {
            var moved = running.get(running.address(NewsroomHost.HARBOUR, "/n/8841"));

            assertThat(moved.statusCode()).isEqualTo(301);
            assertThat(moved.headers().firstValue("Location"))
                    .contains(running.address(NewsroomHost.HARBOUR, "/news/old-crane-saved")
                            .toString());
        }
    }

    @Test
    void decodesThePagesThatAreNotUtf8AsTheyDeclare() throws Exception {
        try (var running = start(NOON)) {
            var russian = running.get(running.address(NewsroomHost.LANTERN, "/ru/ledokol-v-muzee"));
            var western = running.get(running.address(NewsroomHost.HARBOUR, "/news/council-minutes"));

            assertThat(russian.headers().firstValue("Content-Type")).contains("text/html; charset=windows-1251");
            assertThat(new String(russian.body(), "windows-1251"))
                    .contains("<h1 class=\"post-title\">Старый ледокол станет музеем и общежитием для студентов</h1>")
                    .contains(">13 марта 2031<")
                    .doesNotContain("?</");
            assertThat(western.headers().firstValue("Content-Type")).contains("text/html");
            assertThat(new String(western.body(), StandardCharsets.ISO_8859_1))
                    .contains("content=\"text/html; charset=ISO-8859-1\"")
                    .contains("£600,000 on crêpe stalls");
        }
    }

    @Test
    void correctsTheArticleOnceItWasReadAndItsFeedPolledAfterThat() throws Exception {
        var path = PageCatalogue.CORRECTED_PATH;
        try (var running = start(NOON)) {
            var page = running.address(NewsroomHost.HARBOUR, path);
            var feed = running.address(NewsroomHost.HARBOUR, "/feed.xml");

            // Polls before the read, a HEAD, an unchanged answer and other pages do not count.
            assertThat(running.text(NewsroomHost.HARBOUR, "/feed.xml")).doesNotContain("Corrected:");
            running.send("HEAD", page);
            running.get(page, "If-Modified-Since", "Thu, 01 Jan 2032 00:00:00 GMT");
            running.text(NewsroomHost.HARBOUR, "/feed.xml");
            assertThat(running.text(NewsroomHost.HARBOUR, "/feed.xml")).doesNotContain("Corrected:");

            assertThat(running.text(NewsroomHost.HARBOUR, path))
                    .contains("eighteen months")
                    .doesNotContain("Correction,");
            assertThat(running.text(NewsroomHost.HARBOUR, path)).contains("eighteen months");
            running.send("HEAD", feed);
            assertThat(running.text(NewsroomHost.LANTERN, "/atom.xml")).isNotEmpty();
            var validators = running.get(page).headers();
            assertThat(running.text(NewsroomHost.HARBOUR, "/feed.xml")).doesNotContain("Corrected:");

            assertThat(running.newsroom().correctionServed()).isFalse();
            assertThat(running.text(NewsroomHost.HARBOUR, "/feed.xml"))
                    .contains("<title>Corrected: Ferry fares frozen");
            assertThat(running.get(
                                    page,
                                    "If-None-Match",
                                    validators.firstValue("ETag").orElseThrow())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void goesOnWithTheCorrectionAfterARestartAtEachPoint() throws Exception {
        var path = PageCatalogue.CORRECTED_PATH;
        try (var running = start(NOON)) {
            running.text(NewsroomHost.HARBOUR, path);
        }
        try (var running = start(NOON.plusSeconds(60))) {
            assertThat(running.text(NewsroomHost.HARBOUR, "/feed.xml")).doesNotContain("Corrected:");
        }
        try (var running = start(NOON.plusSeconds(120))) {
            var head = running.send("HEAD", running.address(NewsroomHost.HARBOUR, path))
                    .headers();

            assertThat(running.newsroom().correctionServed()).isFalse();
            assertThat(running.text(NewsroomHost.HARBOUR, "/feed.xml"))
                    .contains("<title>Corrected: Ferry fares frozen")
                    .contains("<dcterms:modified>2031-03-14T12:01:00Z</dcterms:modified>");
            assertThat(head.firstValue("Last-Modified")).contains("Fri, 14 Mar 2031 12:01:00 GMT");
            assertThat(running.text(NewsroomHost.HARBOUR, path))
                    .contains("<strong>Correction, 14 March 2031:</strong>")
                    .contains("\"dateModified\": \"2031-03-14T12:01:00Z\"")
                    .contains("<p>The freeze will hold for twelve months");
            assertThat(running.newsroom().correctionServed()).isTrue();
        }
        Map<URI, String> corrected;
        try (var running = start(NEXT_DAY)) {
            assertThat(running.newsroom().correctionServed()).isTrue();
            corrected = everythingServed(running);
        }
        try (var running = start(NEXT_DAY.plusSeconds(60))) {
            assertThat(everythingServed(running)).isEqualTo(corrected);
        }
    }

    @Test
    void namesTheTakenAddressAndClosesTheOthers() throws Exception {
        var third = Addresses.base(placement, NewsroomHost.PICTURES).getPort();
        try (var other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), third));

            assertThatThrownBy(() -> start(NOON))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("127.0.0.1:" + third);
        }

        try (var running = start(NOON)) {
            assertThat(running.get(running.address(NewsroomHost.HARBOUR, "/")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void distinguishesNamedHostsByTheHostHeader() throws Exception {
        var port = Addresses.base(placement, NewsroomHost.HARBOUR).getPort();
        var named = Placement.NamedHosts.of(List.of("a.test", "b.test", "c.test"), port);
        try (var running = RunningNewsroom.start(stateFile, named, NOON)) {
            assertThat(running.newsroom().feeds())
                    .containsExactly(
                            new SampleFeed("Harbour Ledger", URI.create("http://a.test:" + port + "/feed.xml")),
                            new SampleFeed("Lantern Field", URI.create("http://b.test:" + port + "/atom.xml")));
            assertThat(rawGet(port, "/feed.xml", "A.test:" + port))
                    .startsWith("HTTP/1.1 200")
                    .contains("<link>http://a.test:" + port + "/news/swing-bridge-reopens</link>");
            assertThat(rawGet(port, "/atom.xml", "b.test")).startsWith("HTTP/1.1 200");
            assertThat(rawGet(port, "/atom.xml", "c.test:" + port)).startsWith("HTTP/1.1 404");
            assertThat(rawGet(port, "/", "d.test:" + port)).startsWith("HTTP/1.1 421");
        }
    }

    @Test
    void refusesAStateFileThatIsNotItsOwn() throws IOException {
        Files.createDirectories(stateFile.getParent());
        Files.writeString(stateFile, "2031-03-14T12:00:00Z CORRECTED\n");

        assertThatThrownBy(() -> start(NOON))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(stateFile.toString());
    }

    private static Map<URI, String> everythingServed(RunningNewsroom running) throws Exception {
        var served = new TreeMap<URI, String>();
        for (var address : running.everything()) {
            // HEAD: the tag is a hash of the bytes, and this request does not trigger the correction.
            var answer = running.send("HEAD", address);
            served.put(
                    address,
                    answer.statusCode() + " "
                            + answer.headers().firstValue("ETag").orElse("")
                            + answer.headers().firstValue("Last-Modified").orElse(""));
        }
        return served;
    }

    private static String rawGet(int port, String path, String host) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
