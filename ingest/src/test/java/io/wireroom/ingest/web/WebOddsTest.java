package io.wireroom.ingest.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.work.Validators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers whose heads and bodies do not agree, cookies before the page, validators that make no sense. */
@Timeout(30)
final class WebOddsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final byte[] FEED = "<rss><channel><title>Quay</title></channel></rss>".getBytes(UTF_8);

    private final WebClient client = new WebClient(
            new WebSettings(
                    "1.2",
                    "https://editor.example/bot",
                    List.of(Cidr.parse("127.0.0.0/8")),
                    List.of(),
                    List.of(),
                    1 << 20,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    50),
            InstantSource.fixed(NOON),
            InetAddress::getAllByName);

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            aws-chunked         | plain
            UTF-8               | plain
            binary              | plain
            8bit                | plain
            identity            | plain
            none                | plain
            chunked             | plain
            text/xml            | plain
            gzip                | plain
            deflate             | plain
            zstd                | plain
            br                  | plain
                                | plain
            gzip                | gzip
            x-gzip              | gzip
            GZIP                | gzip
                                | gzip
            identity            | gzip
            identity, gzip      | gzip
            gzip, identity      | gzip
            aws-chunked,gzip    | gzip
            gzip,aws-chunked    | gzip
            utf-8               | gzip
            gzip, gzip          | gzip
            gzip, gzip          | gzip gzip
            gzip                | gzip gzip
                                | gzip gzip
            deflate             | zlib
            deflate             | raw
            gzip, deflate       | gzip zlib
            deflate, gzip       | zlib gzip
            zstd                | zstd
                                | zstd
            identity, zstd      | zstd
            """)
    void theBytesDecideHowTheyArePacked(@Nullable String field, String packing) throws Exception {
        var body = packed(packing);
        var coding = field == null ? "" : "Content-Encoding: " + field + "\n";
        try (var server = serving("HTTP/1.1 200 OK\n" + coding + "Content-Length: " + body.length, body)) {

            assertThat(client.get(server.at("/feed"), Validators.NONE, Accept.FEED, 0))
                    .isInstanceOfSatisfying(
                            WebAnswer.Ok.class, ok -> assertThat(ok.body()).isEqualTo(FEED));
        }
    }

    @Test
    void aSitemapThatIsAPackedFileStaysOne() throws Exception {
        var body = packed("gzip");
        try (var server = serving("HTTP/1.1 200 OK\nContent-Length: " + body.length, body)) {

            assertThat(client.get(server.at("/map.xml.gz"), Validators.NONE, Accept.SITEMAP, 0))
                    .isInstanceOfSatisfying(
                            WebAnswer.Ok.class, ok -> assertThat(ok.body()).isEqualTo(body));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "zstd", "gzip, gzip, gzip"})
    void aBombIsRefusedInWhateverCoding(String field) throws Exception {
        var zeros = new byte[8 << 20];
        var body = switch (field) {
            case "deflate" -> deflated(zeros, false);
            case "zstd" -> Zstd.compress(zeros);
            case "gzip" -> gzip(zeros);
            default -> gzip(gzip(gzip(zeros)));
        };
        try (var server =
                serving("HTTP/1.1 200 OK\nContent-Encoding: " + field + "\nContent-Length: " + body.length, body)) {

            assertThat(client.get(server.at("/feed"), Validators.NONE, Accept.FEED, 0))
                    .isInstanceOfSatisfying(
                            WebAnswer.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(FetchReason.TOO_LARGE));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\nETag: \"a\"\nContent-Length: 4000",
                "HTTP/1.1 200 OK\nETag: \"a\"\nTransfer-Encoding: chunked",
            })
    void aCutFeedIsReadAsFarAsItGoes(String head) throws Exception {
        var chunked = head.contains("chunked");
        var body =
                chunked ? (Integer.toHexString(FEED.length) + "\r\n" + new String(FEED, UTF_8)).getBytes(UTF_8) : FEED;
        try (var server = serving(head, body)) {

            assertThat(client.get(server.at("/feed"), Validators.NONE, Accept.FEED, 0))
                    .isInstanceOfSatisfying(WebAnswer.Ok.class, ok -> {
                        assertThat(ok.body()).isEqualTo(FEED);
                        assertThat(ok.cut()).isTrue();
                        assertThat(ok.validators()).isEqualTo(Validators.NONE);
                    });
            assertThat(client.get(server.at("/page"), Validators.NONE, Accept.PAGE, 0))
                    .isInstanceOfSatisfying(
                            WebAnswer.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(FetchReason.BAD_ANSWER));
        }
    }

    @Test
    void aFeedWithAWrongChecksumIsReadAndMarked() throws Exception {
        var body = packed("gzip");
        body[body.length - 6] ^= 1;
        try (var server = serving("HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: " + body.length, body)) {

            assertThat(client.get(server.at("/feed"), Validators.NONE, Accept.FEED, 0))
                    .isInstanceOfSatisfying(WebAnswer.Ok.class, ok -> {
                        assertThat(ok.body()).isEqualTo(FEED);
                        assertThat(ok.cut()).isTrue();
                    });
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Accept.class,
            names = {"FEED", "PAGE"})
    void aCookieLastsAsLongAsItsChain(Accept accept) throws Exception {
        try (var server = new RawServer((asked, out) -> {
            if (asked.header("Cookie") == null) {
                write(
                        out,
                        "HTTP/1.1 302 Found\nLocation: " + asked.path() + "\nSet-Cookie: seen=1; Path=/\n"
                                + "Set-Cookie: other=2; Path=/elsewhere\nContent-Length: 0",
                        new byte[0]);
            } else {
                write(out, "HTTP/1.1 200 OK\nContent-Length: " + FEED.length, FEED);
            }
        })) {
            for (var time = 0; time < 2; time++) {
                assertThat(client.get(server.at("/a"), Validators.NONE, accept, 0))
                        .isInstanceOf(WebAnswer.Ok.class);
            }

            assertThat(server.asked)
                    .extracting(asked -> asked.header("Cookie"))
                    .containsExactly(null, "seen=1", null, "seen=1");
        }
    }

    @Test
    void aRedirectToItselfWithoutANewCookieIsALoop() throws Exception {
        try (var server = new RawServer((asked, out) ->
                write(out, "HTTP/1.1 302 Found\nLocation: /a\nSet-Cookie: seen=1\nContent-Length: 0", new byte[0]))) {

            assertThat(client.get(server.at("/a"), Validators.NONE, Accept.FEED, 0))
                    .isInstanceOfSatisfying(
                            WebAnswer.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(FetchReason.REDIRECTS));
            assertThat(server.asked).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Sat, 16 Nov 2041 18:11:00 GMT  | false
            Mon, 02 Mar 2026 12:00:00 GMT  | false
            Thu, 01 Jan 1970 00:00:00 GMT  | false
            Tue, 01 Jan 1980 00:00:00 GMT  | false
            Fri, 29 Dec 1989 23:59:59 GMT  | false
            Thu Jan  1 00:00:00 1970       | false
            Mon, 01 Jan 1990 00:00:00 GMT  | true
            Sun, 01 Mar 2026 12:00:00 GMT  | true
            Sun, 01 Mar 2026 12:05:00 GMT  | true
            Fri, 27 Feb 2026 08:00:00 GMT  | true
            2026-02-27T08:00:00Z           | true
            sometime last week             | true
            """)
    void aSenselessDateOfChangeIsNeitherKeptNorSent(String lastModified, boolean sensible) throws Exception {
        try (var server = serving(
                "HTTP/1.1 200 OK\nETag: \"a\"\nLast-Modified: " + lastModified + "\nContent-Length: 0", new byte[0])) {
            var kept = new Validators("\"a\"", lastModified);

            var answer = client.get(server.at("/feed"), kept, Accept.FEED, 0);

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            WebAnswer.Ok.class,
                            ok -> assertThat(ok.validators())
                                    .isEqualTo(sensible ? kept : new Validators("\"a\"", null)));
            assertThat(server.asked.getFirst().header("If-None-Match")).isEqualTo("\"a\"");
            assertThat(server.asked.getFirst().header("If-Modified-Since")).isEqualTo(sensible ? lastModified : null);
        }
    }

    private static byte[] packed(String packing) throws IOException {
        var bytes = FEED;
        for (var one : packing.split(" ", -1)) {
            bytes = switch (one) {
                case "gzip" -> gzip(bytes);
                case "zlib" -> deflated(bytes, false);
                case "raw" -> deflated(bytes, true);
                case "zstd" -> Zstd.compress(bytes);
                default -> bytes;
            };
        }
        return bytes;
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var packer = new GZIPOutputStream(out)) {
            packer.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] plain, boolean bare) throws IOException {
        var out = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, bare);
        try (var packer = new DeflaterOutputStream(out, deflater)) {
            packer.write(plain);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    private static RawServer serving(String head, byte[] body) {
        return new RawServer((asked, out) -> write(out, head, body));
    }

    private static void write(OutputStream out, String head, byte[] body) throws IOException {
        out.write((head.replace("\n", "\r\n") + "\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1));
        out.write(body);
        out.flush();
    }
}
