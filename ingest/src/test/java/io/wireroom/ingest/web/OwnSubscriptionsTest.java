package io.wireroom.ingest.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.subscriptions.Subscriptions;
import io.wireroom.runtime.Env;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent for an own subscription reaches its hosts and nothing else, whatever the origin does with it. */
final class OwnSubscriptionsTest {

    private static final String KEY = "subscriber-key-4711";
    private static final String SESSION = "s3cr3t-s3ss10n";
    private static final String PASSWORD = "correct-horse";
    private static final String LOGIN = Base64.getEncoder().encodeToString(("ada:" + PASSWORD).getBytes(UTF_8));
    private static final String BODY = "<rss><channel/></rss>";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private static SourceRef source(URI url) {
        return new SourceRef(new SourceId("paper"), "The Paper", url);
    }

    private WebClient client(String yaml, AddressGuard.Lookup lookup, List<Cidr> allowed) throws IOException {
        var file = Files.writeString(folder.resolve("subscriptions.yaml"), yaml);
        var env = new Env(Map.of("INGEST_SUBSCRIPTIONS", file.toString()));
        var subscriptions = Subscriptions.from(env);
        env.check();
        var settings = new WebSettings(
                "1.2",
                "https://editor.example/bot",
                allowed,
                List.of(),
                List.of(),
                1_000_000,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                50,
                subscriptions);
        return new WebClient(settings, InstantSource.system(), lookup);
    }

    private WebClient subscriber(URI source) throws IOException {
        var yaml = """
                - source: %s
                  headers: {X-Subscriber: %s}
                  cookies: {session: %s}
                  basic: {user: ada, password: %s}
                """.formatted(source, KEY, SESSION, PASSWORD);
        return client(yaml, InetAddress::getAllByName, List.of(Cidr.parse("127.0.0.0/8")));
    }

    private static WebAnswer get(WebClient client, URI url, @Nullable SourceRef source) {
        try (var share = client.share()) {
            return client.get(url, Validators.NONE, Accept.PAGE, 0, share, source);
        }
    }

    private static void assertHasCredentials(RawServer.Asked asked) {
        assertThat(asked.header("X-Subscriber")).isEqualTo(KEY);
        assertThat(asked.header("Cookie")).isEqualTo("session=" + SESSION);
        assertThat(asked.header("Authorization")).isEqualTo("Basic " + LOGIN);
    }

    private static void assertHasNone(RawServer.Asked asked) {
        assertThat(asked.header("X-Subscriber")).isNull();
        assertThat(asked.header("Cookie")).isNull();
        assertThat(asked.header("Authorization")).isNull();
    }

    @Test
    void credentialsGoToTheHostOfTheirSourceForThatSourceOnly() throws IOException {
        try (var server = RawServer.answering("HTTP/1.1 200 OK", BODY);
                var client = subscriber(server.at("/feed"))) {
            var own = source(server.at("/feed"));
            var other = new SourceRef(new SourceId("other"), "Another", server.at("/other"));

            assertThat(get(client, server.at("/feed"), own)).isInstanceOf(WebAnswer.Ok.class);
            get(client, server.at("/feed"), other);
            get(client, server.at("/feed"), null);

            assertHasCredentials(server.asked.get(0));
            assertHasNone(server.asked.get(1));
            assertHasNone(server.asked.get(2));
        }
    }

    @Test
    void redirectsWithinTheHostKeepThemAndRedirectsToAnotherLoseThem() throws IOException {
        try (var thief = new RawServer("127.0.0.2", (asked, out) -> RawServer.send(out, "HTTP/1.1 200 OK", BODY));
                var server = new RawServer((asked, out) -> RawServer.send(
                        out,
                        asked.path().equals("/feed")
                                ? "HTTP/1.1 302 Found\nLocation: /next"
                                : "HTTP/1.1 302 Found\nLocation: " + thief.at("/steal"),
                        ""));
                var client = subscriber(server.at("/feed"))) {
            var own = source(server.at("/feed"));

            var answer = get(client, server.at("/feed"), own);
            var moved = (WebAnswer.Moved) answer;
            get(client, moved.target(), own);

            assertThat(server.asked).hasSize(2).allSatisfy(OwnSubscriptionsTest::assertHasCredentials);
            assertThat(thief.asked).hasSize(1).allSatisfy(OwnSubscriptionsTest::assertHasNone);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\n\n<rss>{headers}</rss>",
                "HTTP/1.1 200 OK\n\n<rss>{key}</rss>",
                "HTTP/1.1 200 OK\n\n<rss>{session}</rss>",
                "HTTP/1.1 200 OK\n\n<rss>{password}</rss>",
                "HTTP/1.1 200 OK\nETag: \"{key}\"\n\n<rss/>",
                "HTTP/1.1 200 OK\nContent-Type: text/{session}\n\n<rss/>",
                "HTTP/1.1 200 OK\nLink: <https://x.example/{login}>; rel=hub\n\n<rss/>",
                "HTTP/1.1 200 OK\nX-Robots-Tag: {key}\n\n<rss/>",
                "HTTP/1.1 200 OK\nContent-Location: /{key}\n\n<rss/>",
                "HTTP/1.1 302 Found\nLocation: https://thief.example/?c={session}\n\n",
                "HTTP/1.1 301 Moved\nLocation: https://thief.example/{login}\n\n",
                "HTTP/1.1 302 Found\nLocation: /feed?{key}\n\n",
                "HTTP/1.1 302 Found\nLocation: https://{key}.thief.example/\n\n",
                "HTTP/1.1 200 OK\nRefresh: 0; url=https://thief.example/{key}\n\n",
                "{session}\n\n",
            })
    void anAnswerThatRepeatsACredentialIsAFailureThatDoesNot(String script) throws IOException {
        try (var server = new RawServer((asked, out) -> {
                    var filled = script.replace("{headers}", String.join("\n", asked.headers()))
                            .replace("{key}", KEY)
                            .replace("{session}", SESSION)
                            .replace("{password}", PASSWORD)
                            .replace("{login}", LOGIN)
                            .split("\n\n", 2);
                    RawServer.send(out, filled[0], filled.length > 1 ? filled[1] : "");
                });
                var client = subscriber(server.at("/feed"))) {

            var answer = get(client, server.at("/feed"), source(server.at("/feed")));

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            WebAnswer.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(FetchReason.BAD_ANSWER));
            assertThat(answer.toString()).doesNotContain(KEY, SESSION, PASSWORD, LOGIN, "%s");
        }
    }

    @Test
    void settingsAndSubscriptionsDoNotShowTheirValues() throws IOException {
        var url = URI.create("https://feeds.paper.example/all.xml");
        try (var client = subscriber(url)) {
            assertThat(client).isNotNull();
        }
        var env = new Env(Map.of(
                "INGEST_SUBSCRIPTIONS", folder.resolve("subscriptions.yaml").toString()));
        var subscriptions = Subscriptions.from(env);

        assertThat(subscriptions.toString() + subscriptions.of(source(url), url) + env.settings())
                .doesNotContain(KEY, SESSION, PASSWORD, LOGIN);
    }

    @Test
    void anHttpProxyGetsTheCheckedAddressAndNeverTheName() throws IOException {
        try (var server = RawServer.answering("HTTP/1.1 200 OK", BODY);
                var proxy = new Tunnel(Tunnel.Kind.HTTP);
                var client = proxied("http", proxy, server)) {
            var url = named(server);

            assertThat(get(client, url, source(url))).isInstanceOf(WebAnswer.Ok.class);

            assertThat(proxy.asked).containsExactly("127.0.0.1:" + server.port());
            assertThat(proxy.logins).containsExactly("Basic " + LOGIN);
            assertThat(server.asked.getFirst().header("Host")).isEqualTo("paper.example:" + server.port());
            assertThat(server.asked.getFirst().header("Proxy-Authorization")).isNull();
        }
    }

    @Test
    void aSocksProxyGetsTheCheckedAddressToo() throws IOException {
        try (var server = RawServer.answering("HTTP/1.1 200 OK", BODY);
                var proxy = new Tunnel(Tunnel.Kind.SOCKS5);
                var client = proxied("socks5", proxy, server)) {
            var url = named(server);

            assertThat(get(client, url, null)).isInstanceOf(WebAnswer.Ok.class);

            assertThat(proxy.asked).containsExactly("127.0.0.1:" + server.port());
            assertThat(proxy.logins).containsExactly("ada:" + PASSWORD);
        }
    }

    @Test
    void aForbiddenAddressIsRefusedBeforeTheProxyHearsOfIt() throws IOException {
        try (var server = RawServer.answering("HTTP/1.1 200 OK", BODY);
                var proxy = new Tunnel(Tunnel.Kind.HTTP);
                var client = client(
                        yaml("http", proxy, server),
                        host -> new InetAddress[] {InetAddress.getByName("127.0.0.1")},
                        List.of())) {
            var url = named(server);

            assertThat(get(client, url, source(url))).isInstanceOf(WebAnswer.Failed.class);

            assertThat(proxy.asked).isEmpty();
            assertThat(server.asked).isEmpty();
        }
    }

    @Test
    void aProxyThatRefusesIsAFailure() throws IOException {
        try (var server = RawServer.answering("HTTP/1.1 200 OK", BODY);
                var proxy = RawServer.answering("HTTP/1.1 407 Who are you " + LOGIN, PASSWORD);
                var client = client(
                        "- {source: '" + named(server) + "', proxy: 'http://ada:" + PASSWORD + "@127.0.0.1:"
                                + proxy.port() + "'}",
                        host -> new InetAddress[] {InetAddress.getByName("127.0.0.1")},
                        List.of(Cidr.parse("127.0.0.0/8")))) {

            var answer = get(client, named(server), source(named(server)));

            assertThat(answer).isInstanceOf(WebAnswer.Failed.class);
            assertThat(answer.toString()).doesNotContain(LOGIN, PASSWORD);
            assertThat(server.asked).isEmpty();
        }
    }

    private static URI named(RawServer server) {
        return URI.create("http://paper.example:" + server.port() + "/feed");
    }

    private static String yaml(String scheme, Tunnel proxy, RawServer server) {
        return "- {source: '" + named(server) + "', proxy: '" + scheme + "://ada:" + PASSWORD + "@127.0.0.1:"
                + proxy.port() + "'}";
    }

    private WebClient proxied(String scheme, Tunnel proxy, RawServer server) throws IOException {
        return client(
                yaml(scheme, proxy, server),
                host -> new InetAddress[] {InetAddress.getByName("127.0.0.1")},
                List.of(Cidr.parse("127.0.0.0/8")));
    }

    /** A proxy that notes what it is asked for and connects there. */
    private static final class Tunnel implements AutoCloseable {

        enum Kind {
            HTTP,
            SOCKS5
        }

        final List<String> asked = new CopyOnWriteArrayList<>();
        final List<String> logins = new CopyOnWriteArrayList<>();
        private final Kind kind;
        private final ServerSocket server;

        Tunnel(Kind kind) throws IOException {
            this.kind = kind;
            server = new ServerSocket();
            server.bind(new InetSocketAddress("127.0.0.1", 0));
            Thread.ofVirtual().start(this::accept);
        }

        int port() {
            return server.getLocalPort();
        }

        private void accept() {
            while (!server.isClosed()) {
                try {
                    var socket = server.accept();
                    Thread.ofVirtual().start(() -> serve(socket));
                } catch (IOException e) {
                    return; // closed by the test
                }
            }
        }

        private void serve(Socket client) {
            try (client;
                    var target = new Socket()) {
                var to = kind == Kind.HTTP ? ofHttp(client) : ofSocks(client);
                asked.add(to.getAddress().getHostAddress() + ":" + to.getPort());
                target.connect(to);
                var back = Thread.ofVirtual().start(() -> copy(target, client));
                copy(client, target);
                back.join();
            } catch (IOException e) {
                // the client hung up
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private InetSocketAddress ofHttp(Socket client) throws IOException {
            var head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                head.append((char) client.getInputStream().read());
            }
            head.toString()
                    .lines()
                    .filter(line -> line.startsWith("Proxy-Authorization: "))
                    .forEach(line -> logins.add(line.substring(21)));
            var authority = head.toString().split(" ", 3)[1];
            client.getOutputStream().write("HTTP/1.1 200 Connected\r\nX: y\r\n\r\n".getBytes(ISO_8859_1));
            var colon = authority.lastIndexOf(':');
            return new InetSocketAddress(
                    authority.substring(0, colon), Integer.parseInt(authority.substring(colon + 1)));
        }

        private InetSocketAddress ofSocks(Socket client) throws IOException {
            var in = new DataInputStream(client.getInputStream());
            var out = client.getOutputStream();
            in.readUnsignedByte();
            in.readFully(new byte[in.readUnsignedByte()]);
            out.write(new byte[] {5, 2});
            in.readUnsignedByte();
            logins.add(text(in) + ":" + text(in));
            out.write(new byte[] {1, 0});
            in.readFully(new byte[3]);
            var address = new byte[in.readUnsignedByte() == 1 ? 4 : 16];
            in.readFully(address);
            var port = in.readUnsignedShort();
            out.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        }

        private static String text(DataInputStream in) throws IOException {
            var text = new byte[in.readUnsignedByte()];
            in.readFully(text);
            return new String(text, UTF_8);
        }

        private static void copy(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
                to.shutdownOutput();
            } catch (IOException e) {
                // the other side hung up
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
