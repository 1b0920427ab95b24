package io.wireroom.ingest.subscriptions;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the file of the own subscriptions. Strict: what is not understood is a problem, never ignored. A problem names the
 * place and what is wrong, and never a value.
 */
final class SubscriptionsFile {

    private static final long MAX_BYTES = 1 << 20;

    /** RFC 9110, section 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** RFC 6265, section 4.1.1. */
    private static final Pattern COOKIE_VALUE = Pattern.compile("[\\x21\\x23-\\x2b\\x2d-\\x3a\\x3c-\\x5b\\x5d-\\x7e]*");

    /** Header fields that are the fetcher's own. */
    private static final Set<String> OWN = Set.of(
            "host",
            "user-agent",
            "accept",
            "accept-encoding",
            "connection",
            "content-length",
            "transfer-encoding",
            "cookie",
            "expect",
            "if-none-match",
            "if-modified-since",
            "proxy-authorization",
            "range",
            "te",
            "trailer",
            "upgrade");

    /** Header fields whose values are no secrets. */
    private static final Set<String> PLAIN = Set.of("accept-language", "origin", "referer", "x-requested-with", "dnt");

    private static final ObjectReader YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .build()
            .readerForListOf(Entry.class);

    /** An entry as it is written. */
    private record Entry(
            @Nullable String source,
            @Nullable List<String> hosts,
            @Nullable Map<String, String> headers,
            @Nullable Map<String, String> cookies,
            @Nullable Basic basic,
            @Nullable String proxy) {}

    private record Basic(@Nullable String user, @Nullable String password) {}

    private final String place;
    private final List<String> problems;
    private final List<String> secrets = new ArrayList<>();

    private SubscriptionsFile(String place, List<String> problems) {
        this.place = place;
        this.problems = problems;
    }

    /**
     * Reads a file.
     *
     * @param problems gets a line for everything that is wrong
     */
    static Subscriptions read(Path file, List<String> problems) {
        List<@Nullable Entry> entries;
        try {
            if (Files.size(file) > MAX_BYTES) {
                problems.add(file + ": larger than " + (MAX_BYTES >> 20) + " MiB");
                return Subscriptions.NONE;
            }
            entries = entries(Files.readString(file));
        } catch (JsonProcessingException e) {
            // Its message may quote the file.
            var at = e.getLocation();
            problems.add(
                    file + (at == null ? "" : ":" + at.getLineNr())
                            + ": not understood; expected a list of entries with source, hosts, headers, cookies, basic, proxy");
            return Subscriptions.NONE;
        } catch (IOException e) {
            problems.add(file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
            return Subscriptions.NONE;
        }
        var all = new ArrayList<Subscription>();
        for (var number = 0; number < entries.size(); number++) {
            var reader = new SubscriptionsFile(file + ": entry " + (number + 1) + ": ", problems);
            var entry = entries.get(number);
            if (entry == null || entry.source == null || entry.source.isBlank()) {
                reader.problem("'source' is missing: the address or the id of a source");
            } else {
                all.add(reader.subscription(entry.source.strip(), entry));
            }
        }
        return new Subscriptions(all);
    }

    private static List<@Nullable Entry> entries(String text) throws IOException {
        var bare = text.lines()
                .allMatch(line -> line.isBlank() || line.stripLeading().startsWith("#"));
        return bare ? List.of() : YAML.readValue(text);
    }

    private void problem(String text) {
        problems.add(place + text);
    }

    private Subscription subscription(String source, Entry entry) {
        var headers = headers(entry);
        var cookies = cookies(entry.cookies == null ? Map.of() : entry.cookies);
        var proxy = proxy(entry.proxy);
        if (headers.isEmpty() && cookies.isEmpty() && entry.proxy == null) {
            problem("one of headers, cookies, basic and proxy is needed");
        }
        return new Subscription(source, origins(source, entry), headers, cookies, proxy, secrets);
    }

    private Set<Origin> origins(String source, Entry entry) {
        var origins = new LinkedHashSet<Origin>();
        origin(source).ifPresent(origins::add);
        for (var host : entry.hosts == null ? List.<String>of() : entry.hosts) {
            var origin = origin(host);
            if (origin.isEmpty()) {
                problem("'hosts': not an address such as https://www.example.org");
            }
            origin.ifPresent(origins::add);
        }
        if (origins.isEmpty()) {
            problem("'hosts' is missing: it is needed where 'source' is an id");
        }
        return origins;
    }

    private static Optional<Origin> origin(String address) {
        try {
            return Origin.of(URI.create(address.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Map<String, String> headers(Entry entry) {
        var headers = new LinkedHashMap<String, String>();
        for (var header : (entry.headers == null ? Map.<String, String>of() : entry.headers).entrySet()) {
            var name = header.getKey();
            var value = Objects.requireNonNullElse(header.getValue(), "");
            var lower = name.toLowerCase(Locale.ROOT);
            if (!TOKEN.matcher(name).matches() || OWN.contains(lower)) {
                problem("'headers': a name that is no header field, or one that Wireroom sets itself");
            } else if (value.isBlank() || !value.strip().equals(value) || !isPlain(value)) {
                problem("'headers': the value of " + name + " must be plain ASCII");
            } else {
                headers.put(name, value);
                if (!PLAIN.contains(lower)) {
                    secret(value, name + ": ");
                    secret(value.substring(value.lastIndexOf(' ') + 1), name + ": ");
                }
            }
        }
        if (entry.basic != null) {
            basic(entry.basic, headers);
        }
        return headers;
    }

    private static boolean isPlain(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private void basic(Basic basic, Map<String, String> headers) {
        if (basic.user == null || basic.password == null || basic.user.indexOf(':') >= 0) {
            problem("'basic' needs a user without a colon, and a password");
        } else if (headers.keySet().stream().anyMatch("Authorization"::equalsIgnoreCase)) {
            problem("'basic' and a header Authorization exclude each other");
        } else {
            headers.put("Authorization", "Basic " + login(basic.user, basic.password));
        }
    }

    /** The login as basic authentication sends it (RFC 7617). */
    private String login(String user, String password) {
        var both = user + ':' + password;
        var encoded = Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        secrets.add(both);
        secrets.add(encoded);
        if (password.length() >= Secrets.LEAST_CHARS) {
            secrets.add(password);
        }
        return encoded;
    }

    private Map<String, String> cookies(Map<String, String> stated) {
        var cookies = new LinkedHashMap<String, String>();
        stated.forEach((name, given) -> {
            var value = Objects.requireNonNullElse(given, "");
            if (!TOKEN.matcher(name).matches() || !COOKIE_VALUE.matcher(value).matches()) {
                problem("'cookies': a name or a value that no cookie can have");
            } else {
                cookies.put(name, value);
                secret(value, name + '=');
            }
        });
        return cookies;
    }

    /** A short value is a secret together with its name only. */
    private void secret(String value, String before) {
        secrets.add(value.length() < Secrets.LEAST_CHARS ? before + value : value);
    }

    private @Nullable ProxyServer proxy(@Nullable String address) {
        if (address == null) {
            return null;
        }
        var proxy = ProxyServer.parse(address);
        if (proxy.isEmpty()) {
            problem(
                    "'proxy' must be http://HOST:PORT or socks5://HOST:PORT, with USER:PASSWORD@ before the host if needed");
        }
        proxy.map(ProxyServer::login).ifPresent(login -> login(login.user(), login.password()));
        return proxy.orElse(null);
    }
}
