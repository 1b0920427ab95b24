package io.wireroom.conformance.etiquette.faults;

import io.wireroom.conformance.etiquette.origin.NameService;
import io.wireroom.contract.FetchReason;
import io.wireroom.ingest.web.Web;
import io.wireroom.ingest.web.WebAnswer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.IDN;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A web client without limits and checks that follows every redirect at once. It replaces ours to break rules about the
 * bytes of a request.
 */
public final class CarelessClient implements Fault {

    /** Far above all our limits, and small enough not to block a run. */
    private static final int MAX_BYTES = 48 << 20;

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int MAX_REDIRECTS = 20;

    private final NameService names;
    private final List<String> extraFields;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private boolean unicodeHost;
    private boolean cookiesForAll;

    private CarelessClient(NameService names, List<String> extraFields) {
        this.names = names;
        this.extraFields = List.copyOf(extraFields);
    }

    /** A client that sends these header fields in addition to Host and cookies. */
    public static CarelessClient sending(NameService names, String... fields) {
        return new CarelessClient(names, List.of(fields));
    }

    /** Sends each cookie to every host. */
    public CarelessClient withCookiesForAll() {
        cookiesForAll = true;
        return this;
    }

    public CarelessClient withUnicodeHost() {
        unicodeHost = true;
        return this;
    }

    @Override
    public WebAnswer get(WebRequest request, Web web) {
        if (request.isRobots()) {
            return request.sendBy(web);
        }
        try {
            return get(request.url());
        } catch (IOException | IllegalArgumentException e) {
            return Answers.failed(FetchReason.UNREACHABLE, null, request.url());
        }
    }

    /** Follows all redirects and accepts every answer. */
    WebAnswer get(URI start) throws IOException {
        var url = start;
        for (var hop = 0; hop < MAX_REDIRECTS; hop++) {
            var bytes = exchange(url);
            var split = headEnd(bytes);
            var head = new String(bytes, 0, split, StandardCharsets.ISO_8859_1);
            var status = head.length() < 12 ? 0 : Integer.parseInt(head.substring(9, 12));
            var cookie = field(head, "set-cookie");
            if (cookie != null) {
                cookies.put(cookiesForAll ? "" : url.getHost(), cookie.split(";", 2)[0]);
            }
            var location = field(head, "location");
            if (status >= 300 && status < 400 && location != null) {
                url = url.resolve(location);
                continue;
            }
            if (status != 200) {
                return Answers.failed(FetchReason.CLIENT_ERROR, status, url);
            }
            var body = Arrays.copyOfRange(bytes, split, bytes.length);
            var gzip = "gzip".equals(field(head, "content-encoding"));
            return Answers.ok(url, status, field(head, "content-type"), gzip ? unpacked(body) : body);
        }
        return Answers.failed(FetchReason.REDIRECTS, null, start);
    }

    private byte[] exchange(URI url) throws IOException {
        var host = url.getHost();
        if (host == null) {
            throw new IOException("no host in " + url);
        }
        var port = url.getPort() < 0 ? 80 : url.getPort();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(names.addresses(host)[0], port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
            var head = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: "
                    + (unicodeHost ? IDN.toUnicode(host) : host) + ":" + port + "\r\n");
            extraFields.forEach(field -> head.append(field).append("\r\n"));
            var cookie = cookies.get(cookiesForAll ? "" : host);
            if (cookie != null) {
                head.append("Cookie: ").append(cookie).append("\r\n");
            }
            socket.getOutputStream()
                    .write(head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
            return socket.getInputStream().readNBytes(MAX_BYTES);
        }
    }

    private static int headEnd(byte[] bytes) throws IOException {
        for (var i = 0; i + 3 < bytes.length; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return i + 4;
            }
        }
        throw new IOException("no end of the head");
    }

    private static @Nullable String field(String head, String name) {
        for (var line : head.split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return null;
    }

    private static byte[] unpacked(byte[] body) throws IOException {
        var out = new ByteArrayOutputStream();
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            in.transferTo(out);
        }
        return out.toByteArray();
    }
}
