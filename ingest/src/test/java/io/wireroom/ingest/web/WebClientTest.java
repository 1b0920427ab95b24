package io.wireroom.ingest.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.work.StatedTerms;
import io.wireroom.contract.work.Validators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class WebClientTest {

    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    private static final List<Cidr> LOOPBACK = List.of(Cidr.parse("127.0.0.0/8"));

    private final WebClient client = client(LOOPBACK, InetAddress::getAllByName);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void getsABodyWithAllThatItsHeadSays() throws Exception {
        try (var server = RawServer.answering("""
                HTTP/1.1 200 OK
                Content-Type: text/xml; charset=utf-8
                Content-Location: /feed.xml
                ETag: W/"one, two"
                Last-Modified: sometime  last week
                Cache-Control: public, max-age=600
                Age: 100
                Content-Length: 5""", "hallo")) {
            var url = server.at("/feed");

            var answer = get(url);

            assertThat(answer)
                    .usingRecursiveComparison()
                    .isEqualTo(new WebAnswer.Ok(
                            200,
                            url,
                            url,
                            "text/xml; charset=utf-8",
                            "/feed.xml",
                            new Validators("W/\"one, two\"", "sometime  last week"),
                            Duration.ofSeconds(500),
                            "hallo".getBytes(UTF_8),
                            0,
                            null,
                            List.of()));
        }
    }

    @Test
    void readsWhatTheHeaderFieldsStateAboutTheUseOfThePage() throws Exception {
        try (var server = RawServer.answering("""
                HTTP/1.1 200 OK
                X-Robots-Tag: noarchive
                X-Robots-Tag: GPTBot: noindex
                TDM-Reservation: 1
                tdm-policy: https://harbour.example/tdm.json
                Content-Length: 0""", "")) {

            var answer = get(server.at("/a"));

            assertThat(((WebAnswer.Ok) answer).terms())
                    .isEqualTo(new StatedTerms(
                            List.of("noarchive", "GPTBot: noindex"), "1", "https://harbour.example/tdm.json", null));
        }
    }

    @Test
    void sendsItsUserAgentAndNothingElse() throws Exception {
        try (var server = RawServer.answering("HTTP/1.1 200 OK\nSet-Cookie: a=b\nContent-Length: 0", "")) {
            get(server.at("/a?b=c"));
            get(server.at("/a?b=c"));

            var sent = new LinkedHashMap<String, String>();
            for (var header : server.asked.get(1).headers()) {
                sent.put(header.split(": ", 2)[0], header.split(": ", 2)[1]);
            }
            assertThat(server.asked.get(1).line()).isEqualTo("GET /a?b=c HTTP/1.1");
            assertThat(sent)
                    .containsOnly(
                            entry("User-Agent", "Wireroom/1.2 (+https://editor.example/bot)"),
                            entry("Accept", Accept.PAGE.header()),
                            entry("Accept-Encoding", "gzip, br"),
                            entry("Host", "127.0.0.1:" + server.port()),
                            entry("Connection", "keep-alive"));
        }
    }

    @Test
    void sendsValidatorsByteForByteAndTakes304() throws Exception {
        try (var server =
                RawServer.answering("HTTP/1.1 304 Not Modified\nETag: \"new\"\nCache-Control: max-age=60", "")) {
            var known = new Validators("odd-Tag without quotes", "Mon, 99 Foo 2026");

            var answer = client.get(server.at("/"), known, Accept.FEED, 0);

            assertThat(answer)
                    .isEqualTo(new WebAnswer.NotModified(
                            server.at("/"),
                            new Validators("\"new\"", "Mon, 99 Foo 2026"),
                            Duration.ofMinutes(1),
                            null));
            assertThat(server.asked.getFirst().header("If-None-Match")).isEqualTo("odd-Tag without quotes");
            assertThat(server.asked.getFirst().header("If-Modified-Since")).isEqualTo("Mon, 99 Foo 2026");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404,NOT_FOUND",
        "410,GONE",
        "401,FORBIDDEN",
        "402,FORBIDDEN",
        "403,FORBIDDEN",
        "407,FORBIDDEN",
        "451,LEGAL",
        "429,OVERLOADED",
        "503,OVERLOADED",
        "400,CLIENT_ERROR",
        "418,CLIENT_ERROR",
        "500,SERVER_ERROR",
        "502,SERVER_ERROR",
        "304,BAD_ANSWER",
        "206,BAD_ANSWER",
        "305,BAD_ANSWER",
        "302,BAD_ANSWER",
        "700,BAD_ANSWER"
    })
    void mapsEachStatusToItsReason(int status, FetchReason reason) throws Exception {
        try (var server = RawServer.answering("HTTP/1.1 " + status + " Whatever\nContent-Length: 0", "")) {
            assertThat(get(server.at("/")))
                    .isEqualTo(new WebAnswer.Failed(reason, status, server.at("/"), null, "answered " + status));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Retry-After: 120 | PT2M",
                "Retry-After: 999999999 | PT24H",
                "Retry-After: soon | ",
                "Retry-After: -5 | ",
                "Retry-After: 0 | PT0S",
                "Retry-After: 99999999999999999999 | PT24H",
                "Date: Sun, 01 Mar 2020 12:00:00 GMT;Retry-After: Sun Mar  1 12:01:00 2020 | PT1M",
                "Date: Sun, 01 Mar 2020 12:00:00 GMT;Retry-After: Sun, 01 Mar 2026 12:00:00 GMT | PT24H",
                "Date: Sun, 01 Mar 2020 12:00:00 GMT;Retry-After: Sun, 01 Mar 2020 12:05:00 GMT | PT5M",
                "Date: Sun, 01 Mar 2020 12:00:00 GMT;Retry-After: Sun, 01 Mar 2020 11:00:00 GMT | PT0S",
                "Date: Sun, 01 Mar 2020 12:00:00 GMT;Retry-After: Sunday, 01-Mar-20 12:00:30 GMT | PT30S",
                "Retry-After: Sun, 01 Mar 2026 12:10:00 GMT | PT10M"
            })
    void readsRetryAfterInBothForms(String headers, Duration expected) throws Exception {
        try (var server = RawServer.answering(
                "HTTP/1.1 503 Busy\nContent-Length: 0\n" + headers.strip().replace(";", "\n"), "")) {
            assertThat(get(server.at("/")))
                    .isEqualTo(new WebAnswer.Failed(
                            FetchReason.OVERLOADED, 503, server.at("/"), expected, "answered 503"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cache-Control: max-age=60 | PT1M",
                "Cache-Control: max-age=60;Age: 90 | PT0S",
                "Cache-Control: no-cache, max-age=60 | ",
                "Date: Sun, 01 Mar 2020 12:00:00 GMT;Expires: Sun, 01 Mar 2020 13:00:00 GMT | PT1H",
                "Date: Sun, 01 Mar 2020 12:00:00 GMT;Expires: 0 | PT0S",
                "Expires: Sun, 01 Mar 2026 13:00:00 GMT | PT1H",
                "Cache-Control: s-maxage=9 | ",
                "Date: Sun, 01 Mar 2020 12:00:00 GMT;Expires: Sun, 01 Mar 2020 13:00:00 GMT;Age: 600 | PT50M",
                "Date: Sun, 01 Mar 2020 12:00:00 GMT;Expires: Sun, 01 Mar 2020 13:00:00 GMT;Age: 9999 | PT0S",
                "Cache-Control: max-age=60;Expires: Sun, 01 Mar 2030 13:00:00 GMT | PT1M",
                "Cache-Control: max-age=99999999999999999999 | PT8760H",
                "Cache-Control: public;Cache-Control: MAX-AGE=\"60\" | PT1M",
                "Cache-Control: max-age=60;Age: soon | PT1M",
                "Cache-Control: no-store | ",
                "Cache-Control: no-cache=Set-Cookie, max-age=60 | PT1M",
                "Cache-Control: max-age=-1 | "
            })
    void tellsHowLongAnAnswerIsFresh(String headers, Duration expected) throws Exception {
        try (var server = RawServer.answering(
                "HTTP/1.1 200 OK\nContent-Length: 0\n" + headers.strip().replace(";", "\n"), "")) {
            assertThat(ok(get(server.at("/"))).freshFor()).isEqualTo(expected);
        }
    }

    @Test
    void followsRedirectsOnTheSameServer() throws Exception {
        try (var server = new RawServer((asked, out) -> {
            if (asked.path().equals("/old")) {
                RawServer.send(out, "HTTP/1.1 301 Moved\nLocation: ../new page?x=1#top\nContent-Length: 0", "");
            } else {
                RawServer.send(out, "HTTP/1.1 200 OK\nContent-Length: 3", "new");
            }
        })) {
            var answer = ok(get(server.at("/old")));

            assertThat(answer.finalUrl()).isEqualTo(server.at("/new%20page?x=1"));
            assertThat(answer.hops()).isEqualTo(1);
        }
    }

    @Test
    void followsPagesThatSendOnByMarkupAsRedirects() throws Exception {
        try (var server = new RawServer((asked, out) -> RawServer.send(
                out,
                "HTTP/1.1 200 OK\nContent-Type: text/html",
                asked.path().equals("/old") ? "<meta http-equiv=refresh content='0; url=/new'>" : "<p>new</p>"))) {
            var answer = ok(client.get(server.at("/old"), Validators.NONE, Accept.PAGE, 0));

            assertThat(answer.finalUrl()).isEqualTo(server.at("/new"));
            assertThat(answer.hops()).isEqualTo(1);
            assertThat(answer.movedTo()).isNull();
        }
    }

    @Test
    void handsOutPagesThatSendOnToAnotherServer() throws Exception {
        try (var server = RawServer.answering(
                "HTTP/1.1 200 OK\nContent-Type: text/html",
                "<meta http-equiv=refresh content='0; url=http://other.example/a'>")) {
            assertThat(client.get(server.at("/"), Validators.NONE, Accept.PAGE, 2))
                    .isEqualTo(new WebAnswer.Moved(URI.create("http://other.example/a"), 200, 3, false));
        }
    }

    @Test
    void pagesThatSendOnInACircleAreRefused() throws Exception {
        try (var server = new RawServer((asked, out) -> RawServer.send(
                out,
                "HTTP/1.1 200 OK\nContent-Type: text/html",
                "<meta http-equiv=refresh content='0; url=" + (asked.path().equals("/a") ? "/b" : "/a") + "'>"))) {
            assertThat(failed(client.get(server.at("/a"), Validators.NONE, Accept.PAGE, 0))
                            .reason())
                    .isEqualTo(FetchReason.REDIRECTS);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://other.example/a,http://other.example/a",
        "//other.example/b#c,http://other.example/b",
        "https://127.0.0.1/,https://127.0.0.1/",
        "http://127.0.0.1:1/,http://127.0.0.1:1/"
    })
    void handsOutRedirectsToAnotherServer(String location, URI target) throws Exception {
        try (var server = RawServer.answering("HTTP/1.1 308 Moved\nContent-Length: 0\nLocation: " + location, "")) {
            assertThat(client.get(server.at("/"), Validators.NONE, Accept.PAGE, 2))
                    .isEqualTo(new WebAnswer.Moved(target, 308, 3, true));
        }
    }

    @Test
    void sendsValidatorsToTheAddressThatGaveThemOnly() throws Exception {
        try (var server = new RawServer((request, out) -> RawServer.send(
                out,
                request.line().contains("/old") ? "HTTP/1.1 302 Found\nLocation: /new" : "HTTP/1.1 304 Same",
                ""))) {
            var known = new Validators("\"v\"", "long ago").from(server.at("/new"));

            var answer = client.get(server.at("/old"), known, Accept.FEED, 0);

            assertThat(answer).isInstanceOf(WebAnswer.NotModified.class);
            assertThat(server.asked)
                    .extracting(asked -> asked.header("If-None-Match"))
                    .containsExactly(null, "\"v\"");
            assertThat(server.asked)
                    .extracting(asked -> asked.header("If-Modified-Since"))
                    .containsExactly(null, "long ago");
        }
    }

    @ParameterizedTest
    @CsvSource({"301,308,/c", "308,302,/b", "301,307,/b", "302,301,", "303,308,"})
    void reportsWherePermanentRedirectsAloneLed(int first, int second, @Nullable String movedTo) throws Exception {
        try (var server = new RawServer((request, out) -> RawServer.send(
                out,
                request.line().contains("/a ")
                        ? "HTTP/1.1 " + first + " Moved\nLocation: /b"
                        : request.line().contains("/b ")
                                ? "HTTP/1.1 " + second + " Moved\nLocation: /c"
                                : "HTTP/1.1 200 OK\nContent-Length: 0",
                ""))) {
            assertThat(ok(get(server.at("/a"))).movedTo()).isEqualTo(movedTo == null ? null : server.at(movedTo));
        }
    }

    @ParameterizedTest
    @CsvSource({"ftp://a.example/,BAD_ADDRESS", "file:///etc/hosts,BAD_ADDRESS", "http://u:p@a.example/,BAD_ADDRESS"})
    void refusesRedirectsToWhatIsNotFetched(String location, FetchReason reason) throws Exception {
        try (var server = RawServer.answering("HTTP/1.1 302 Found\nContent-Length: 0\nLocation: " + location, "")) {
            assertThat(failed(get(server.at("/"))).reason()).isEqualTo(reason);
        }
    }

    @Test
    void endsLoopsAndLongChains() throws Exception {
        var count = new AtomicInteger();
        try (var loop = RawServer.answering("HTTP/1.1 302 Found\nContent-Length: 0\nLocation: /", "");
                var chain = new RawServer((asked, out) -> RawServer.send(
                        out, "HTTP/1.1 302 Found\nContent-Length: 0\nLocation: /" + count.incrementAndGet(), ""))) {
            assertThat(failed(get(loop.at("/"))).reason()).isEqualTo(FetchReason.REDIRECTS);
            assertThat(loop.asked).hasSize(1);
            assertThat(failed(get(chain.at("/"))).reason()).isEqualTo(FetchReason.REDIRECTS);
            assertThat(chain.asked).hasSize(WebClient.MAX_HOPS + 1);
        }
    }

    @Test
    void countsTheHopsOfTheAsker() throws Exception {
        try (var server =
                RawServer.answering("HTTP/1.1 302 Found\nContent-Length: 0\nLocation: http://other.example/", "")) {
            assertThat(failed(client.get(server.at("/"), Validators.NONE, Accept.PAGE, WebClient.MAX_HOPS))
                            .reason())
                    .isEqualTo(FetchReason.REDIRECTS);
        }
    }

    @Test
    void unpacksGzipAndForgivesAFalseLabel() throws Exception {
        var packed = gzip("hello ".repeat(100).getBytes(UTF_8));
        try (var honest = new RawServer((asked, out) -> sayBytes(out, "Content-Encoding: gzip", packed));
                var liar = RawServer.answering("HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: 5", "plain");
                var odd = RawServer.answering("HTTP/1.1 200 OK\nContent-Encoding: zstd\nContent-Length: 1", "x")) {
            assertThat(ok(get(honest.at("/"))).body()).asString(UTF_8).isEqualTo("hello ".repeat(100));
            assertThat(ok(get(liar.at("/"))).body()).asString(UTF_8).isEqualTo("plain");
            assertThat(ok(get(odd.at("/"))).body()).asString(UTF_8).isEqualTo("x");
        }
    }

    @Test
    void readsTheBeginningOfALargeRobotsTxt() throws Exception {
        var rules = "User-agent: *\nDisallow: /private\n";
        try (var large = RawServer.answering(
                "HTTP/1.1 200 OK\nContent-Length: 10000000", rules + "#".repeat(10_000_000 - rules.length()))) {
            var body = ok(client.get(large.at("/robots.txt"), Validators.NONE, Accept.ROBOTS, 0))
                    .body();

            assertThat(body).hasSizeBetween(500 * 1024 + 1, 1_000_000);
            assertThat(RobotsParser.parse(large.at("/robots.txt"), 200, body).rules())
                    .hasSize(1);
        }
    }

    @Test
    void refusesBombsAndLargeBodies() throws Exception {
        var bomb = gzip(new byte[900_000]);
        try (var bombs = new RawServer((asked, out) -> sayBytes(out, "Content-Encoding: gzip", bomb));
                var large = RawServer.answering("HTTP/1.1 200 OK\nContent-Length: 1000001", "x".repeat(1_000_001));
                var endless = new RawServer((asked, out) -> {
                    RawServer.send(out, "HTTP/1.1 200 OK", "");
                    while (true) {
                        out.write(new byte[8192]);
                    }
                })) {
            assertThat(failed(get(bombs.at("/"))).reason()).isEqualTo(FetchReason.TOO_LARGE);
            assertThat(failed(get(large.at("/"))).reason()).isEqualTo(FetchReason.TOO_LARGE);
            assertThat(failed(get(endless.at("/"))).reason()).isEqualTo(FetchReason.TOO_LARGE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\nContent-Length: 10",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked",
                "Hello, I am no HTTP",
                "HTTP/1.1 200 OK\nX: y\nContent-Length: nine"
            })
    void callsCutAndBrokenAnswersBad(String head) throws Exception {
        try (var server = RawServer.answering(head, "9\r\ncut")) {
            assertThat(failed(get(server.at("/"))).reason()).isEqualTo(FetchReason.BAD_ANSWER);
        }
    }

    @Test
    void boundsTheHead() throws Exception {
        try (var many = RawServer.answering("HTTP/1.1 200 OK" + "\nX: y".repeat(500) + "\nContent-Length: 0", "");
                var wide =
                        RawServer.answering("HTTP/1.1 200 OK\nX: " + "y".repeat(100_000) + "\nContent-Length: 0", "")) {
            assertThat(failed(get(many.at("/"))).reason()).isEqualTo(FetchReason.BAD_ANSWER);
            assertThat(failed(get(wide.at("/"))).reason()).isEqualTo(FetchReason.BAD_ANSWER);
        }
    }

    @Test
    void aDripDoesNotStretchTheWholeLimit() throws Exception {
        try (var server = new RawServer((asked, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(UTF_8));
            drip(out);
        })) {
            var started = System.nanoTime();

            var answer = failed(get(server.at("/")));

            assertThat(answer.reason()).isEqualTo(FetchReason.TIMEOUT);
            assertThat(answer.detail()).isEqualTo("not done after 1500 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void aDrippingHeadDoesNotEither() throws Exception {
        try (var server = new RawServer((asked, out) -> drip(out))) {
            assertThat(failed(get(server.at("/"))).reason()).isEqualTo(FetchReason.TIMEOUT);
        }
    }

    @Test
    void silenceIsATimeout() throws Exception {
        try (var server = new RawServer((asked, out) -> awaitHangUp())) {
            assertThat(failed(get(server.at("/"))).reason()).isEqualTo(FetchReason.TIMEOUT);
        }
    }

    @Test
    void tellsTheWaysOfNotConnectingApart() throws Exception {
        int closed;
        try (var socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        try (var plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var mute = new RawServer((asked, out) -> {});
                var unknown = client(LOOPBACK, host -> {
                    throw new UnknownHostException(host);
                })) {
            assertThat(failed(get(URI.create("http://127.0.0.1:" + closed + "/")))
                            .reason())
                    .isEqualTo(FetchReason.UNREACHABLE);
            Thread.ofVirtual().start(() -> speakFirst(plain));
            assertThat(failed(get(URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/")))
                            .reason())
                    .isEqualTo(FetchReason.TLS);
            assertThat(failed(get(mute.at("/"))).reason()).isEqualTo(FetchReason.UNREACHABLE);
            assertThat(failed(unknown.get(URI.create("http://none.example/"), Validators.NONE, Accept.FEED, 0))
                            .reason())
                    .isEqualTo(FetchReason.UNKNOWN_HOST);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a.example/", "mailto:a@b.example", "http:///path", "http://u@a.example/", "/a"})
    void asksNothingButHttp(String url) {
        assertThat(failed(get(URI.create(url))).reason()).isEqualTo(FetchReason.BAD_ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "localhost",
                "169.254.169.254",
                "0xa9fea9fe",
                "[::ffff:a9fe:a9fe]"
            })
    void neverConnectsToSpecialAddressesInAnySpelling(String host) throws Exception {
        try (var server = RawServer.answering("HTTP/1.1 200 OK", "secret");
                var guarded = client(List.of(), InetAddress::getAllByName)) {
            var answer = guarded.get(
                    URI.create("http://" + host + ":" + server.port() + "/"), Validators.NONE, Accept.PAGE, 0);

            assertThat(failed(answer).reason()).isEqualTo(FetchReason.FORBIDDEN_ADDRESS);
            assertThat(server.asked).isEmpty();
        }
    }

    @Test
    void connectsToTheVeryAddressThatWasChecked() throws Exception {
        var lookups = new AtomicInteger();
        try (var server = RawServer.answering("HTTP/1.1 200 OK\nContent-Length: 2", "ok");
                var rebound = client(LOOPBACK, host -> new InetAddress[] {
                    // a name that is allowed when checked, and private at the next revisit
                    InetAddress.getByAddress(
                            lookups.getAndIncrement() == 0 ? new byte[] {127, 0, 0, 1} : new byte[] {10, 0, 0, 1})
                })) {
            var url = URI.create("http://rebinding.example:" + server.port() + "/");

            assertThat(ok(rebound.get(url, Validators.NONE, Accept.PAGE, 0)).body())
                    .asString(UTF_8)
                    .isEqualTo("ok");
            assertThat(lookups).hasValue(1);
            assertThat(failed(rebound.get(url, Validators.NONE, Accept.PAGE, 0)).reason())
                    .isEqualTo(FetchReason.FORBIDDEN_ADDRESS);
        }
    }

    private WebAnswer get(URI url) {
        return client.get(url, Validators.NONE, Accept.PAGE, 0);
    }

    private static WebClient client(List<Cidr> allowed, AddressGuard.Lookup lookup) {
        var settings = new WebSettings(
                "1.2",
                "https://editor.example/bot",
                allowed,
                List.of(),
                List.of(),
                1_000_000,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofMillis(1_500),
                50);
        return new WebClient(settings, NOON, lookup);
    }

    private static WebAnswer.Ok ok(WebAnswer answer) {
        assertThat(answer).isInstanceOf(WebAnswer.Ok.class);
        return (WebAnswer.Ok) answer;
    }

    private static WebAnswer.Failed failed(WebAnswer answer) {
        assertThat(answer).isInstanceOf(WebAnswer.Failed.class);
        return (WebAnswer.Failed) answer;
    }

    private static void sayBytes(OutputStream out, String header, byte[] body) throws IOException {
        out.write(("HTTP/1.1 200 OK\r\n" + header + "\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(UTF_8));
        out.write(body);
    }

    /** A server that knows no TLS. */
    private static void speakFirst(ServerSocket server) {
        try (var socket = server.accept()) {
            socket.getOutputStream().write("220 this is no TLS at all\r\n".getBytes(UTF_8));
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            // the client hung up
        }
    }

    /** One byte every 50 ms until the client hangs up. */
    private static void drip(OutputStream out) throws IOException {
        while (true) {
            out.write('H');
            out.flush();
            pause();
        }
    }

    /** Sends nothing until the test is over: the connection is then closed by the client. */
    private static void awaitHangUp() {
        for (var i = 0; i < 100; i++) {
            pause();
        }
    }

    private static void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(
                50_000_000); // the pace of the drip, not a wait for a condition
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
