package io.wireroom.ingest.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.work.Validators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers that mean harm, on real sockets: whatever they do, a get ends with a reason within its limit, in bounded
 * memory. Limits are those of a test, the sizes are those of life.
 */
@Timeout(60)
final class HostileServerTest {

    private static final int CAP = 4 << 20;
    private static final Duration SILENCE = Duration.ofMillis(800);
    private static final Duration WHOLE = Duration.ofMillis(1_500);

    /** For a busy machine; the limit itself is asked for by the reason. */
    private static final Duration SLACK = Duration.ofSeconds(4);

    /** A packed body, its window, what it unpacks to, twice while it is joined, and the client's own buffers. */
    private static final long MOST_ALLOCATED = 40L << 20;

    private static final long BUDGET = 64L << 20;
    private static byte[] gzipBomb = {};
    private static byte[] brotliBomb = {};

    private final BodyBudget budget = new BodyBudget(BUDGET, BodyReader.mostBytes(CAP));

    /** An attack, and what it may end in. */
    record Attack(String name, FetchReason reason, RawServer.Script script) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void pack() throws IOException {
        gzipBomb = gzip(new byte[64 << 20]);
        try (InputStream in = Objects.requireNonNull(HostileServerTest.class.getResourceAsStream("zeros-1-gib.br"))) {
            brotliBomb = in.readAllBytes();
        }
    }

    @AfterAll
    static void drop() {
        gzipBomb = new byte[0];
        brotliBomb = new byte[0];
    }

    private static byte[] repeated(byte[] part, int times) {
        var all = new byte[part.length * times];
        for (var i = 0; i < times; i++) {
            System.arraycopy(part, 0, all, i * part.length, part.length);
        }
        return all;
    }

    static Stream<Attack> attacks() {
        return Stream.of(
                new Attack("gzip bomb", FetchReason.TOO_LARGE, (asked, out) -> packed(out, "gzip", gzipBomb)),
                new Attack(
                        "br bomb of a gibibyte", FetchReason.TOO_LARGE, (asked, out) -> packed(out, "br", brotliBomb)),
                new Attack(
                        "gzip inside gzip", FetchReason.TOO_LARGE, (asked, out) -> packed(out, "gzip, gzip", gzipBomb)),
                new Attack(
                        "a coding that was not asked for",
                        FetchReason.TOO_LARGE,
                        (asked, out) -> packed(out, "zstd", gzipBomb)),
                new Attack("br that is noise", FetchReason.BAD_ANSWER, (asked, out) -> packed(out, "br", noise())),
                new Attack(
                        "gzip that is noise", FetchReason.BAD_ANSWER, (asked, out) -> packed(out, "gzip", gzipNoise())),
                new Attack("a body of a gigabyte", FetchReason.TOO_LARGE, (asked, out) -> {
                    head(out, "Content-Length: 1000000000");
                    flood(out);
                }),
                new Attack("a body without end", FetchReason.TOO_LARGE, (asked, out) -> {
                    head(out, "Content-Type: text/html");
                    flood(out);
                }),
                new Attack("chunks without end", FetchReason.TOO_LARGE, (asked, out) -> {
                    head(out, "Transfer-Encoding: chunked");
                    while (true) {
                        out.write("4000\r\n".getBytes(UTF_8));
                        out.write(new byte[0x4000]);
                        out.write("\r\n".getBytes(UTF_8));
                    }
                }),
                new Attack("a chunk larger than numbers are", FetchReason.BAD_ANSWER, (asked, out) -> {
                    head(out, "Transfer-Encoding: chunked");
                    out.write("fffffffffffffffffff\r\n".getBytes(UTF_8));
                    flood(out);
                }),
                new Attack("a chunk extension without end", FetchReason.BAD_ANSWER, (asked, out) -> {
                    head(out, "Transfer-Encoding: chunked");
                    out.write("1;x=".getBytes(UTF_8));
                    flood(out);
                }),
                new Attack(
                        "gzip members without data",
                        FetchReason.BAD_ANSWER,
                        (asked, out) -> packed(out, "gzip", repeated(gzip(new byte[0]), 100_000))),
                new Attack("a gzip name without end", FetchReason.BAD_ANSWER, (asked, out) -> {
                    head(out, "Content-Encoding: gzip");
                    out.write(new byte[] {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0});
                    while (true) {
                        out.write("x".repeat(8_192).getBytes(UTF_8));
                    }
                }),
                new Attack("chunk extensions without end", FetchReason.TOO_LARGE, (asked, out) -> {
                    head(out, "Transfer-Encoding: chunked");
                    var chunk = ("1;x=" + "y".repeat(8_000) + "\r\na\r\n").getBytes(UTF_8);
                    while (true) {
                        out.write(chunk);
                    }
                }),
                new Attack("trailers without end", FetchReason.BAD_ANSWER, (asked, out) -> {
                    head(out, "Transfer-Encoding: chunked");
                    out.write("0\r\n".getBytes(UTF_8));
                    repeat(out, "X-Trailer: y\r\n");
                }),
                new Attack("a header of ten megabytes", FetchReason.BAD_ANSWER, (asked, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nX-Large: ".getBytes(UTF_8));
                    out.write("y".repeat(10_000_000).getBytes(UTF_8));
                }),
                new Attack("headers without end", FetchReason.BAD_ANSWER, (asked, out) -> {
                    out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
                    repeat(out, "X: y\r\n");
                }),
                new Attack("few headers, each as long as allowed", FetchReason.BAD_ANSWER, (asked, out) -> {
                    out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
                    repeat(out, "X: " + "y".repeat(15_000) + "\r\n");
                }),
                new Attack("a status line without end", FetchReason.BAD_ANSWER, (asked, out) -> {
                    out.write("HTTP/1.1 200 ".getBytes(UTF_8));
                    flood(out);
                }),
                new Attack(
                        "interim answers without end",
                        FetchReason.BAD_ANSWER,
                        (asked, out) -> repeat(out, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")),
                new Attack(
                        "redirects without end",
                        FetchReason.REDIRECTS,
                        (asked, out) -> RawServer.send(
                                out, "HTTP/1.1 302 Found\nContent-Length: 0\nLocation: " + asked.path() + "x", "")),
                new Attack(
                        "a redirect to itself",
                        FetchReason.REDIRECTS,
                        (asked, out) -> RawServer.send(
                                out, "HTTP/1.1 301 Moved\nContent-Length: 0\nLocation: " + asked.path(), "")),
                new Attack("redirects that drip", FetchReason.TIMEOUT, (asked, out) -> {
                    LockSupport.parkNanos(Duration.ofMillis(600).toNanos());
                    RawServer.send(out, "HTTP/1.1 302 Found\nContent-Length: 0\nLocation: " + asked.path() + "x", "");
                }),
                new Attack("silence", FetchReason.TIMEOUT, (asked, out) -> untilHungUp(out, "")),
                new Attack("a head that drips", FetchReason.TIMEOUT, (asked, out) -> untilHungUp(out, "H")),
                new Attack("a body that drips", FetchReason.TIMEOUT, (asked, out) -> {
                    head(out, "Content-Length: 100000");
                    untilHungUp(out, "x");
                }),
                new Attack("a gzip body that drips", FetchReason.TIMEOUT, (asked, out) -> {
                    head(out, "Content-Encoding: gzip");
                    out.write(gzipBomb, 0, 30);
                    untilHungUp(out, "\0");
                }),
                new Attack(
                        "a head that is cut",
                        FetchReason.BAD_ANSWER,
                        (asked, out) -> out.write("HTTP/1.1 200 OK\r\nContent-Len".getBytes(UTF_8))),
                new Attack("a body that is cut", FetchReason.BAD_ANSWER, (asked, out) -> {
                    head(out, "Content-Length: 100");
                    out.write('x');
                }),
                new Attack("a chunk that is cut", FetchReason.BAD_ANSWER, (asked, out) -> {
                    head(out, "Transfer-Encoding: chunked");
                    out.write("9\r\ncut".getBytes(UTF_8));
                }),
                new Attack("chunks that are cut between", FetchReason.BAD_ANSWER, (asked, out) -> {
                    head(out, "Transfer-Encoding: chunked");
                    out.write("3\r\ncut\r\n".getBytes(UTF_8));
                }),
                new Attack(
                        "a gzip body that is cut",
                        FetchReason.BAD_ANSWER,
                        (asked, out) -> packed(out, "gzip", Arrays.copyOf(gzip(noise()), 5_000))),
                new Attack(
                        "a br body that is cut",
                        FetchReason.BAD_ANSWER,
                        (asked, out) -> packed(out, "br", Arrays.copyOf(BROTLI_HELLO, BROTLI_HELLO.length - 5))),
                new Attack(
                        "a negative length", FetchReason.BAD_ANSWER, (asked, out) -> head(out, "Content-Length: -5")),
                new Attack("no answer at all", FetchReason.UNREACHABLE, (asked, out) -> {}));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void endsWithItsReasonInTimeAndInBoundedMemory(Attack attack) throws Exception {
        try (var server = new RawServer(attack.script);
                var client = client(InetAddress::getAllByName)) {
            get(client, server.at("/warm")); // class loading is not the attack's
            var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            var before = threads.getCurrentThreadAllocatedBytes();
            var started = System.nanoTime();

            var answer = get(client, server.at("/a"));

            var took = Duration.ofNanos(System.nanoTime() - started);
            var allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(answer).isInstanceOfSatisfying(WebAnswer.Failed.class, failed -> {
                assertThat(failed.reason()).isEqualTo(attack.reason);
                assertThat(failed.detail()).isNotBlank();
            });
            assertThat(took).isLessThan(WHOLE.plus(SLACK));
            assertThat(allocated).isLessThan(MOST_ALLOCATED);
            assertThat(budget.free()).isEqualTo(BUDGET);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://127.1/",
                "http://127.0.1/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.0.0.1/",
                "http://0177.0.0.1/",
                "http://017700000001/",
                "http://127.0.0.1./",
                "http://0/",
                "http://0.0.0.0/",
                "http://localhost/",
                "http://LOCALHOST./",
                "http://[::1]/",
                "http://[::]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[::127.0.0.1]/",
                "http://[0:0:0:0:0:ffff:7f00:0001]/",
                "http://[::ffff:0:127.0.0.1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[64:ff9b::127.0.0.1]/",
                "http://[64:ff9b:1::127.0.0.1]/",
                "http://[2002:7f00:1::]/",
                "http://[2001:0:7f00:1::]/",
                "http://[2600::5efe:127.0.0.1]/",
                "http://[fe80::1]/",
                "http://169.254.169.254/latest/meta-data/",
                "http://0xa9fea9fe/",
                "http://2852039166/",
                "http://0251.0376.0251.0376/",
                "http://025177524776/",
                "http://169.254.43518/",
                "http://169.16689662/",
                "http://0xa9.254.0251.254/",
                "http://169.254.169.254./",
                "http://[::ffff:169.254.169.254]/",
                "http://[::ffff:a9fe:a9fe]/",
                "http://[2002:a9fe:a9fe::]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[fd00:ec2::254]/",
                "http://metadata.example/",
                "http://\uff11\uff12\uff17.0.0.1/",
                "http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460/",
                "http://127\u30020\u30020\u30021/",
                "http://%31%32%37.0.0.1/",
                "http://169.254.169.254:80\\@public.example/"
            })
    void aRedirectNeverLeadsInside(String location) throws Exception {
        var redirecting = "HTTP/1.1 302 Found\nContent-Length: 0\nLocation: " + location;
        try (var server = RawServer.answering(redirecting, "");
                var outside = client(List.of(Cidr.parse("127.0.0.9/32")), name -> new InetAddress[] {
                    InetAddress.getByAddress(
                            name.equals("hostile.example")
                                    ? new byte[] {127, 0, 0, 9}
                                    : name.startsWith("metadata")
                                            ? new byte[] {(byte) 169, (byte) 254, (byte) 169, (byte) 254}
                                            : new byte[] {127, 0, 0, 1})
                });
                var hostile = new RawServer("127.0.0.9", (asked, out) -> RawServer.send(out, redirecting, ""))) {
            var asked = URI.create("http://hostile.example:" + hostile.port() + "/");

            var answer = outside.get(asked, Validators.NONE, Accept.PAGE, 0);
            if (answer instanceof WebAnswer.Moved moved) {
                answer = outside.get(moved.target(), Validators.NONE, Accept.PAGE, moved.hops());
            }

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            WebAnswer.Failed.class,
                            failed -> assertThat(failed.reason())
                                    .isIn(
                                            FetchReason.FORBIDDEN_ADDRESS,
                                            FetchReason.BAD_ADDRESS,
                                            FetchReason.BAD_ANSWER));
            assertThat(server.asked).isEmpty();
        }
    }

    @Test
    void aNameThatChangesBetweenCheckAndConnectionGainsNothing() throws Exception {
        var lookups = new AtomicInteger();
        try (var inside = RawServer.answering("HTTP/1.1 200 OK\nContent-Length: 6", "secret");
                var client = client(List.of(Cidr.parse("127.0.0.9/32")), name -> new InetAddress[] {
                    InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (lookups.getAndIncrement() == 0 ? 9 : 1)})
                })) {
            var url = URI.create("http://rebinding.example:" + inside.port() + "/");

            var first = client.get(url, Validators.NONE, Accept.PAGE, 0);
            var second = client.get(url, Validators.NONE, Accept.PAGE, 0);

            assertThat(failed(first))
                    .isEqualTo(FetchReason.UNREACHABLE); // 127.0.0.9, which was checked, and has no server
            assertThat(failed(second)).isEqualTo(FetchReason.FORBIDDEN_ADDRESS);
            assertThat(lookups).hasValue(2);
            assertThat(inside.asked).isEmpty();
        }
    }

    @Test
    void aNameServerThatNeverAnswersIsATimeout() throws Exception {
        var over = new CountDownLatch(1);
        try (var client = client(name -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(name);
        })) {
            assertThat(failed(get(client, URI.create("http://slow.example/")))).isEqualTo(FetchReason.TIMEOUT);
        } finally {
            over.countDown();
        }
    }

    @Test
    void aHandshakeThatDripsIsATimeout() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var client = client(InetAddress::getAllByName)) {
            Thread.ofVirtual().start(() -> dripHandshake(server));
            var started = System.nanoTime();

            var answer = get(client, URI.create("https://127.0.0.1:" + server.getLocalPort() + "/"));

            assertThat(failed(answer)).isEqualTo(FetchReason.TIMEOUT);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(WHOLE.plus(SLACK));
        }
    }

    @Test
    void manyAttacksAtOnceDoNotTouchTheOthers() throws Exception {
        var servers = new ArrayList<RawServer>();
        var honestBody = "All is quiet in the harbour.".repeat(2_000);
        try (var honest = RawServer.answering("HTTP/1.1 200 OK\nContent-Length: " + honestBody.length(), honestBody);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var patient = new WebClient(
                    settings(Duration.ofSeconds(20)), InstantSource.system(), InetAddress::getAllByName, budget);
            var under = new ArrayList<Future<WebAnswer>>();
            for (var attack : attacks().toList()) {
                var server = new RawServer(attack.script);
                servers.add(server);
                under.add(threads.submit(() -> get(patient, server.at("/a"))));
            }

            for (var i = 0; i < 20; i++) {
                assertThat(get(patient, honest.at("/news")))
                        .isInstanceOfSatisfying(
                                WebAnswer.Ok.class, ok -> assertThat(ok.body()).hasSize(honestBody.length()));
            }

            patient.close(); // those that still drip
            for (var attack : under) {
                assertThat(attack.get()).isInstanceOf(WebAnswer.Failed.class);
            }
            assertThat(budget.free()).isEqualTo(BUDGET);
        } finally {
            for (var server : servers) {
                server.close();
            }
        }
    }

    @Test
    void bodiesBeyondTheBudgetWaitAndAllArrive() throws Exception {
        var small = new BodyBudget(BodyReader.mostBytes(CAP) + (2 << 20), BodyReader.mostBytes(CAP));
        var size = 3 << 20;
        try (var server = new RawServer((asked, out) -> {
                    head(out, "Content-Length: " + size);
                    out.write(new byte[size]);
                });
                var client = new WebClient(
                        settings(Duration.ofSeconds(20)), InstantSource.system(), InetAddress::getAllByName, small);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var gets = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < 24; i++) {
                gets.add(() -> get(client, server.at("/")) instanceof WebAnswer.Ok ok ? ok.body().length : -1);
            }

            for (var got : threads.invokeAll(gets)) {
                assertThat(got.get()).isEqualTo(size);
            }
            assertThat(small.free()).isEqualTo(BodyReader.mostBytes(CAP) + (2 << 20));
        }
    }

    @Test
    void aBodyHoldsItsVeryBytesUntilItsShareIsClosed() throws Exception {
        try (var plain = RawServer.answering("HTTP/1.1 200 OK\nContent-Length: 5", "hallo");
                var brotli = new RawServer((asked, out) -> packed(out, "br", BROTLI_HELLO));
                var client = client(InetAddress::getAllByName);
                var one = client.share();
                var other = client.share()) {
            client.get(plain.at("/"), Validators.NONE, Accept.PAGE, 0, one);
            var unpacked = client.get(brotli.at("/"), Validators.NONE, Accept.PAGE, 0, other);

            assertThat(((WebAnswer.Ok) unpacked).body()).asString(UTF_8).isEqualTo("hello ".repeat(100));
            assertThat(one.held()).isEqualTo(5);
            assertThat(other.held()).isEqualTo(600);
            assertThat(budget.free()).isEqualTo(BUDGET - 605);
        }
    }

    @ParameterizedTest
    @CsvSource({"<html>plain</html>", "{}"})
    void forgivesAFalseLabelOfBr(String plain) throws Exception {
        try (var liar = new RawServer((asked, out) -> packed(out, "br", plain.getBytes(UTF_8)));
                var client = client(InetAddress::getAllByName)) {
            assertThat(get(client, liar.at("/")))
                    .isInstanceOfSatisfying(
                            WebAnswer.Ok.class,
                            ok -> assertThat(ok.body()).asString(UTF_8).isEqualTo(plain));
            assertThat(budget.free()).isEqualTo(BUDGET);
        }
    }

    /** {@code "hello "} a hundred times, at quality 11 with a window of 22 bits. */
    private static final byte[] BROTLI_HELLO = HexFormat.of().parseHex("1b5702f88d946ede445586966c206f515b1c80411c");

    private static WebAnswer get(WebClient client, URI url) {
        return client.get(url, Validators.NONE, Accept.PAGE, 0);
    }

    private static FetchReason failed(WebAnswer answer) {
        assertThat(answer).isInstanceOf(WebAnswer.Failed.class);
        return ((WebAnswer.Failed) answer).reason();
    }

    private WebClient client(AddressGuard.Lookup lookup) {
        return client(List.of(Cidr.parse("127.0.0.0/8")), lookup);
    }

    private WebClient client(List<Cidr> allowed, AddressGuard.Lookup lookup) {
        var settings = settings(WHOLE);
        return new WebClient(
                new WebSettings(
                        settings.version(),
                        settings.contact(),
                        allowed,
                        List.of(),
                        List.of(),
                        CAP,
                        SILENCE,
                        SILENCE,
                        WHOLE,
                        settings.maxConnections()),
                InstantSource.system(),
                lookup,
                budget);
    }

    private static WebSettings settings(Duration whole) {
        return new WebSettings(
                "1.2",
                "https://editor.example/bot",
                List.of(Cidr.parse("127.0.0.0/8")),
                List.of(),
                List.of(),
                CAP,
                SILENCE,
                whole,
                whole,
                100);
    }

    private static void head(OutputStream out, String header) throws IOException {
        out.write(("HTTP/1.1 200 OK\r\nConnection: close\r\n" + header + "\r\n\r\n").getBytes(UTF_8));
    }

    private static void packed(OutputStream out, String coding, byte[] body) throws IOException {
        head(out, "Content-Encoding: " + coding + "\r\nContent-Length: " + body.length);
        out.write(body);
    }

    private static byte[] noise() {
        var noise = new byte[10_000];
        new Random(7).nextBytes(noise);
        return noise;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(packed)) {
            zip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] gzipNoise() {
        var noise = noise();
        System.arraycopy(gzipBomb, 0, noise, 0, 10);
        return noise;
    }

    private static void flood(OutputStream out) throws IOException {
        var bytes = new byte[64 * 1024];
        Arrays.fill(bytes, (byte) 'x');
        while (true) {
            out.write(bytes);
        }
    }

    private static void repeat(OutputStream out, String text) throws IOException {
        var bytes = text.repeat(1 + 16_384 / text.length()).getBytes(UTF_8);
        while (true) {
            out.write(bytes);
        }
    }

    /** The text every 50 ms until the client hangs up, ten seconds at most. */
    private static void untilHungUp(OutputStream out, String text) throws IOException {
        for (var i = 0; i < 200; i++) {
            out.write(text.getBytes(UTF_8));
            out.flush();
            LockSupport.parkNanos(50_000_000); // the pace of the drip, not a wait for a condition
        }
    }

    /** One byte of a TLS record every 50 ms. */
    private static void dripHandshake(ServerSocket server) {
        try (var socket = server.accept()) {
            socket.getOutputStream().write(new byte[] {22, 3, 3, 0x40, 0});
            untilHungUp(socket.getOutputStream(), "\2");
        } catch (IOException e) {
            // the client hung up
        }
    }
}
