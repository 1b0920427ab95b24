package io.wireroom.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A publisher with subscribers that does all it can to have their credentials seen: it repeats them in bodies, header
 * fields and redirects, leads to another host, and fails with them. The other host, and a proxy, are of the same server.
 */
final class HostilePublisher implements AutoCloseable {

    static final String USER = "ada";
    static final String PASSWORD = "pw-7Gd+kE/9zQ=4f";
    static final String KEY = "key-Vx3/Tn+81mPw";
    static final String COOKIE = "session-Jq5wLm20Ry";
    static final String PROXY_PASSWORD = "gate-Zt6uHs92Bk";

    static final List<String> SECRETS =
            List.of(PASSWORD, KEY, COOKIE, PROXY_PASSWORD, USER + ":" + PASSWORD, USER + ":" + PROXY_PASSWORD);

    /** The pages of the publisher's feed; each has a host of its own, because a host that fails is asked after a pause. */
    static final List<String> PAGES = List.of(
            "good",
            "echo-body",
            "echo-title",
            "echo-field",
            "echo-cookie",
            "echo-percent",
            "echo-base64",
            "echo-json",
            "away",
            "away-as-user",
            "away-with-key",
            "away-with-password",
            "same-host-with-key",
            "fails",
            "asks-again",
            "refuses",
            "breaks-off",
            "wrong-type");

    private static final String PAGE_HOSTS = "127.0.2.";
    private static final String PROXY_LOGIN = "Proxy-Authorization: ";

    enum Place {
        /** Has a feed for subscribers. */
        PUBLISHER("127.0.0.11"),
        /** Where others lead; no subscription is for it. */
        ELSEWHERE("127.0.0.12"),
        /** Has a feed that repeats what it is sent. */
        ECHO("127.0.0.13"),
        /** Behind a proxy. */
        PROXIED("127.0.0.14"),
        /** Has a feed that has moved to {@link #ELSEWHERE}. */
        MOVED("127.0.0.15");

        private final String address;

        Place(String address) {
            this.address = address;
        }
    }

    /** Paths of the publisher that were asked for with all of its credentials. */
    final Set<String> authorized = ConcurrentHashMap.newKeySet();
    /** Addresses that got a credential which is not theirs. */
    final Set<String> betrayed = ConcurrentHashMap.newKeySet();
    /** Logins that the proxy was sent. */
    final Set<String> logins = ConcurrentHashMap.newKeySet();

    private final HttpServer server;
    private final ServerSocket proxy;

    private HostilePublisher(HttpServer server, ServerSocket proxy) {
        this.server = server;
        this.proxy = proxy;
    }

    static HostilePublisher start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
        var publisher = new HostilePublisher(server, new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", publisher::answer);
        server.start();
        Thread.ofVirtual().start(publisher::refuseTunnels);
        return publisher;
    }

    /** The JDK's server refuses CONNECT by itself. */
    private void refuseTunnels() {
        while (!proxy.isClosed()) {
            try (var client = proxy.accept();
                    var in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1))) {
                var head = new StringBuilder();
                for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    head.append(line).append(' ');
                    if (line.startsWith(PROXY_LOGIN)) {
                        logins.add(line.substring(PROXY_LOGIN.length()));
                    }
                }
                var answer = "HTTP/1.1 407 No: " + head + "\r\nProxy-Authenticate: Basic realm=\"" + head + "\"\r\n\r\n"
                        + head;
                client.getOutputStream().write(answer.getBytes(ISO_8859_1));
            } catch (IOException e) {
                // It hung up, or the test is over.
                continue;
            }
        }
    }

    private int port() {
        return server.getAddress().getPort();
    }

    int proxyPort() {
        return proxy.getLocalPort();
    }

    String url(Place place, String path) {
        return "http://" + place.address + ":" + port() + path;
    }

    /** The server of a page. */
    String host(String page) {
        return "http://" + PAGE_HOSTS + (1 + PAGES.indexOf(page)) + ":" + port();
    }

    String page(String page) {
        return host(page) + "/" + page;
    }

    static String login(String password) {
        return "Basic " + Base64.getEncoder().encodeToString((USER + ":" + password).getBytes(UTF_8));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var host = exchange.getLocalAddress().getAddress().getHostAddress();
            var path = String.valueOf(exchange.getRequestURI().getPath());
            var sent = exchange.getRequestHeaders().entrySet() + " " + exchange.getRequestURI();
            if (path.equals("/robots.txt")) {
                noteCredentials(host + path, sent);
                send(exchange, 404, "text/plain", "");
            } else if (host.equals(Place.PUBLISHER.address) || host.startsWith(PAGE_HOSTS)) {
                publisher(exchange, path.substring(1), sent);
            } else if (host.equals(Place.ECHO.address)) {
                var safe = sent.replace("<", "").replace("&", "");
                send(exchange, 200, "application/rss+xml", feed("Echo", safe, List.of(page("good"))));
            } else if (host.equals(Place.MOVED.address)) {
                authorized.add("/moved");
                redirect(exchange, 301, url(Place.ELSEWHERE, "/feed"));
            } else {
                noteCredentials(host + path, sent);
                elsewhere(exchange, path, sent);
            }
        }
    }

    private void noteCredentials(String where, String sent) {
        if (Stream.of(KEY, PASSWORD, COOKIE, PROXY_PASSWORD, "Basic", "Authorization", "X-api-key")
                .anyMatch(sent::contains)) {
            betrayed.add(where + ": " + sent);
        }
    }

    private void elsewhere(HttpExchange exchange, String path, String sent) throws IOException {
        if (path.equals("/feed")) {
            var entries = List.of(url(Place.ELSEWHERE, "/report"));
            send(exchange, 200, "application/rss+xml", feed("Elsewhere", "", entries));
        } else {
            send(exchange, 200, "text/html", article("Without a key: " + path.substring(1), sent.replace("<", "")));
        }
    }

    private void publisher(HttpExchange exchange, String page, String sent) throws IOException {
        var headers = exchange.getRequestHeaders();
        if (!login(PASSWORD).equals(headers.getFirst("Authorization"))
                || !KEY.equals(headers.getFirst("X-Api-Key"))
                || !String.valueOf(headers.getFirst("Cookie")).contains(COOKIE)) {
            send(exchange, 401, "text/html", article("Log in", ""));
            return;
        }
        authorized.add("/" + page);
        var title = "Subscribers read this: " + page;
        switch (page) {
            case "feed" -> {
                var entries = PAGES.stream().map(this::page).toList();
                send(exchange, 200, "application/rss+xml", feed("Paper", "", entries));
            }
            case "echo-body" -> send(exchange, 200, "text/html", article(title, sent));
            case "echo-title" -> send(exchange, 200, "text/html", article(title + KEY, ""));
            case "echo-field" -> {
                exchange.getResponseHeaders().set("ETag", '"' + KEY + '"');
                exchange.getResponseHeaders().set("X-Robots-Tag", "noai, " + COOKIE);
                send(exchange, 200, "text/html", article(title, ""));
            }
            case "echo-cookie" -> {
                exchange.getResponseHeaders()
                        .put("Set-Cookie", List.of("again=" + COOKIE, "wide=" + KEY + "; Domain=elsewhere.example"));
                send(exchange, 200, "text/html", article(title, ""));
            }
            case "echo-percent" -> send(exchange, 200, "text/html", article(title, URLEncoder.encode(PASSWORD, UTF_8)));
            case "echo-base64" -> send(exchange, 200, "text/html", article(title, login(PASSWORD)));
            case "echo-json" -> {
                var script = "<script>{\"k\":\"" + KEY.replace("/", "\\/") + "\"}</script>";
                send(exchange, 200, "text/html", article(title, script));
            }
            case "away" -> redirect(exchange, 302, url(Place.ELSEWHERE, "/landing"));
            case "away-as-user" -> {
                var user = USER + ":" + URLEncoder.encode(PASSWORD, UTF_8) + "@";
                redirect(exchange, 302, url(Place.ELSEWHERE, "/user").replace("//", "//" + user));
            }
            case "away-with-key" ->
                redirect(exchange, 302, url(Place.ELSEWHERE, "/taken?key=" + URLEncoder.encode(KEY, UTF_8)));
            case "away-with-password" ->
                redirect(exchange, 302, url(Place.ELSEWHERE, "/taken/" + URLEncoder.encode(PASSWORD, UTF_8)));
            case "same-host-with-key" -> redirect(exchange, 302, page(page) + "?key=" + KEY);
            case "fails" -> send(exchange, 500, "text/html", article(title, sent));
            case "asks-again" -> {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"" + sent.replace("\"", "") + "\"");
                send(exchange, 401, "text/html", article("Wrong: " + PASSWORD, sent));
            }
            case "refuses" -> send(exchange, 403, "text/plain", sent);
            case "breaks-off" -> {
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                exchange.sendResponseHeaders(200, 1_000_000);
                exchange.getResponseBody().write(article(title, sent).getBytes(UTF_8));
                exchange.getResponseBody().flush();
            }
            case "wrong-type" -> send(exchange, 200, "application/" + KEY, sent);
            default -> send(exchange, 200, "text/html", article(title, ""));
        }
    }

    private static void redirect(HttpExchange exchange, int status, String target) throws IOException {
        exchange.getResponseHeaders().set("Location", target);
        send(exchange, status, "text/html", article("Moved", target));
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String feed(String title, String said, List<String> entries) {
        return entries.stream()
                .map(entry -> "<item><title>%s %s %s</title><link>%s</link></item>"
                        .formatted(title, entry.replaceAll(".*/", ""), said, entry))
                .collect(Collectors.joining(
                        "", "<rss version='2.0'><channel><title>" + title + "</title>", "</channel></rss>"));
    }

    private static String article(String title, String said) {
        var text = ("<p>" + title
                        + " is on the front page today, and the port authority told reporters that passengers"
                        + " waited for two hours in the rain before the crew could leave for the islands.</p>")
                .repeat(4);
        return "<html><head><title>%1$s</title></head><body><article><h1>%1$s</h1>%2$s<p>%3$s</p></article></body></html>"
                .formatted(title, text, said);
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        proxy.close();
    }
}
