package io.wireroom.contract.address;

import crawlercommons.domains.EffectiveTldFinder;
import crawlercommons.filters.basic.BasicURLNormalizer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A web address in the one form that identities are taken over.
 *
 * <p>Scheme, case of the host, {@code www.}, default port, fragment, order of the query, tracking parameters and ids of
 * sessions are folded; the rules are data ({@code tracking-parameters.txt}, {@code session-parameters.txt}) over crawler-commons' URL normaliser (RFC 3986,
 * section 6). The value is for comparing and hashing, never for fetching:
 * {@code Address.of("HTTP://www.Harbour.example:80/a?utm_source=x#c")} has the value {@code harbour.example/a}.
 * Nothing here throws on any text; thread-safe.
 *
 * @param value host, port if unusual, path and query, without a scheme
 */
public record Address(String value) {

    /** The longest host name in the DNS (RFC 1035, section 2.3.4), in characters of any script. */
    public static final int MAX_HOST = 253;

    private static final int MAX_LENGTH = 4_096;
    private static final int MAX_PORT = 65_535;

    // Stateless after construction, so one serves all threads.
    private static final BasicURLNormalizer NORMALIZER = new BasicURLNormalizer();
    private static final Pattern NAME_AND_PORT = Pattern.compile("[A-Za-z0-9.-]*_[A-Za-z0-9._-]*(?::\\d{0,5})?");
    private static final String ANY_HOST = "http://h";
    private static final TrackingParameters TRACKING = TrackingParameters.load();
    private static final SessionIds SESSIONS = SessionIds.load();

    /** The normalised form of an absolute http or https address; empty when it is none or is over 4,096 characters. */
    public static Optional<Address> of(String url) {
        return web(url).map(Address::fold);
    }

    /**
     * The address as it may be fetched: absolute, http or https, without fragment and user information, host in lower
     * case and ASCII (RFC 5891), dot segments resolved, characters that no URI may hold escaped; empty for anything
     * else. Scheme, empty path segments, escapes and query stay as they are: a server may distinguish them.
     */
    public static Optional<URI> web(String url) {
        var stripped = url.strip();
        if (stripped.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        var text = withoutLineBreaks(stripped);
        String scheme;
        if (text.regionMatches(true, 0, "https://", 0, 8)) {
            scheme = "https";
        } else if (text.regionMatches(true, 0, "http://", 0, 7)) {
            scheme = "http";
        } else {
            return Optional.empty();
        }
        var authorityStart = scheme.length() + 3;
        var fragment = text.indexOf('#');
        var end = fragment < 0 ? text.length() : fragment;
        var pathStart = firstOf(text, '/', '?', authorityStart, end);
        var queryStart = firstOf(text, '?', '?', pathStart, end);
        var host = asciiAuthority(text.substring(authorityStart, pathStart), scheme);
        if (host.isEmpty()) {
            return Optional.empty();
        }
        var path = withoutDotSegments(text.substring(pathStart, queryStart));
        var query = queryStart + 1 < end ? "?" + text.substring(queryStart + 1, end) : "";
        try {
            var uri = new URI(
                    scheme + "://" + host + BasicURLNormalizer.escapePath(path) + BasicURLNormalizer.escapePath(query));
            return hostOf(uri).isEmpty() ? Optional.empty() : Optional.of(uri);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether an address holds user information (RFC 3986, section 3.2.1), which {@link #web} leaves out:
     * {@code http://user:password@harbour.example/}.
     */
    public static boolean hasUserInformation(String url) {
        var start = url.indexOf("//");
        if (start < 0) {
            return false;
        }
        var at = url.indexOf('@', start);
        var end = start + 2;
        while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return at >= 0 && at < end;
    }

    /**
     * The host of a web address as it stands; empty where it has none. {@link URI#getHost()} knows no names with an
     * underscore, which resolve and are served (WHATWG URL, section 3.5, allows them).
     */
    public static String hostOf(URI web) {
        if (web.getHost() != null) {
            return web.getHost();
        }
        var authority = web.getRawAuthority();
        if (authority == null || !NAME_AND_PORT.matcher(authority).matches()) {
            return "";
        }
        var colon = authority.indexOf(':');
        var host = colon < 0 ? authority : authority.substring(0, colon);
        try {
            // The other rules for names hold all the same.
            return new URI("http://" + host.replace('_', 'x')).getHost() == null ? "" : host;
        } catch (URISyntaxException e) {
            return "";
        }
    }

    /** The port that an address states; -1 where it states none. */
    private static int portOf(URI web) {
        var authority = web.getRawAuthority();
        var colon = web.getHost() == null && authority != null ? authority.indexOf(':') : -1;
        return colon < 0 || colon + 1 == authority.length()
                ? web.getPort()
                : Integer.parseInt(authority.substring(colon + 1));
    }

    /** The name of {@link Site#of}. */
    static String registrableDomain(URI web) {
        // Without www., as in the identity: what is one address must never lie in two sites.
        var host = withoutWww(host(web));
        if (host.startsWith("[") || isNumeric(host) || host.indexOf('.') < 0) {
            return host;
        }
        // The list knows only names with the signs that the DNS allows for hosts.
        var listed = host.replace('_', '-');
        var domain = EffectiveTldFinder.getAssignedDomain(listed, true, false);
        if (domain != null) {
            return host.substring(host.length() - domain.length());
        }
        return EffectiveTldFinder.getEffectiveTLD(listed) == null ? lastTwoLabels(host) : host;
    }

    /** Host in lower case and port where it is not the scheme's own. */
    static String authority(URI web) {
        return host(web) + port(web);
    }

    private static String host(URI web) {
        return hostOf(web).toLowerCase(Locale.ROOT);
    }

    private static String port(URI web) {
        var port = portOf(web);
        var usual = "https".equalsIgnoreCase(web.getScheme()) ? 443 : 80;
        return port < 0 || port == usual ? "" : ":" + port;
    }

    private static String withoutWww(String host) {
        return host.startsWith("www.") && host.indexOf('.', 4) > 0 ? host.substring(4) : host;
    }

    private static Address fold(URI web) {
        var host = withoutWww(host(web));
        var query = web.getRawQuery() == null ? "" : "?" + web.getRawQuery();
        var file = SESSIONS.withoutSessions(web.getRawPath()) + query;
        // The normaliser knows no IPv6 and would drop its host: it gets the path and the query only.
        var normal = NORMALIZER.filter(ANY_HOST + file);
        if (normal != null && normal.startsWith(ANY_HOST + "/")) {
            file = normal.substring(ANY_HOST.length());
        }
        var mark = file.indexOf('?');
        return new Address(
                host + port(web) + (mark < 0 ? file : file.substring(0, mark) + query(file.substring(mark + 1))));
    }

    /** Host in lower case and ASCII with the port where it is not the scheme's own; empty when it is no host. */
    private static String asciiAuthority(String authority, String scheme) {
        var hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
        var colon = hostAndPort.lastIndexOf(':');
        var hasPort = colon > hostAndPort.lastIndexOf(']');
        var host = hasPort ? hostAndPort.substring(0, colon) : hostAndPort;
        var port = hasPort ? hostAndPort.substring(colon + 1) : "";
        if (port.length() > 5 || !port.chars().allMatch(Address::isDigit)) {
            return "";
        }
        var number = port.isEmpty() ? -1 : Integer.parseInt(port);
        if (number == 0 || number > MAX_PORT) {
            return "";
        }
        var usual = number < 0 || number == ("https".equals(scheme) ? 443 : 80);
        var ascii = host.startsWith("[") ? ipv6(host) : asciiHost(host);
        return ascii.isEmpty() || usual ? ascii : ascii + ':' + number;
    }

    private static String ipv6(String literal) {
        // A zone (RFC 6874) means something on one machine only.
        return literal.indexOf('%') < 0 ? literal.toLowerCase(Locale.ROOT) : "";
    }

    private static String asciiHost(String host) {
        if (isTooLong(host)) {
            return "";
        }
        var ascii = host.toLowerCase(Locale.ROOT);
        if (!isAsciiHost(ascii)) {
            var normal = NORMALIZER.filter("http://" + host + "/");
            if (normal == null || !normal.startsWith("http://") || !normal.endsWith("/") || normal.length() < 9) {
                return "";
            }
            ascii = normal.substring("http://".length(), normal.length() - 1);
        }
        if (ascii.endsWith(".")) {
            ascii = ascii.substring(0, ascii.length() - 1);
        }
        // A bare number would be taken for an IPv4 address by some resolvers.
        var usable =
                isAsciiHost(ascii) && !ascii.endsWith(".") && !ascii.chars().allMatch(Address::isDigit);
        return usable ? ascii : "";
    }

    /** Longer names are in no DNS, and the Java platform throws for them; an escape counts as one character. */
    private static boolean isTooLong(String host) {
        var most = MAX_HOST + 1; // with a final dot
        return host.length() > most
                && host.length() - 2 * host.chars().filter(c -> c == '%').count() > most;
    }

    private static boolean isAsciiHost(String host) {
        return host.chars().allMatch(c -> c == '.' || c == '-' || c == '_' || isDigit(c) || (c >= 'a' && c <= 'z'));
    }

    /** RFC 3986, section 5.2.4, for a path that begins with a slash or is empty. */
    private static String withoutDotSegments(String path) {
        if (path.isEmpty()) {
            return "/";
        }
        if (!path.contains("/.")) {
            return path;
        }
        var kept = new ArrayList<String>();
        var segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            var last = i == segments.length - 1;
            switch (segments[i]) {
                case "." -> {
                    if (last) {
                        kept.add("");
                    }
                }
                case ".." -> {
                    if (!kept.isEmpty()) {
                        kept.removeLast();
                    }
                    if (last) {
                        kept.add("");
                    }
                }
                default -> kept.add(segments[i]);
            }
        }
        return "/" + String.join("/", kept);
    }

    private static String withoutLineBreaks(String url) {
        // As browsers do (WHATWG URL, section 4.4): feeds break long addresses into lines.
        if (url.indexOf('\n') < 0 && url.indexOf('\r') < 0 && url.indexOf('\t') < 0) {
            return url;
        }
        return url.replace("\n", "").replace("\r", "").replace("\t", "");
    }

    private static int firstOf(String text, char one, char other, int from, int end) {
        for (int i = from; i < end; i++) {
            if (text.charAt(i) == one || text.charAt(i) == other) {
                return i;
            }
        }
        return end;
    }

    private static String lastTwoLabels(String host) {
        return host.substring(host.lastIndexOf('.', host.lastIndexOf('.') - 1) + 1);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNumeric(String host) {
        return host.chars().allMatch(c -> c == '.' || isDigit(c));
    }

    private static String query(String query) {
        if (query == null || query.isEmpty()) {
            return "";
        }
        var kept = new ArrayList<String>();
        for (var parameter : query.split("&", -1)) {
            var equals = parameter.indexOf('=');
            var name = equals < 0 ? parameter : parameter.substring(0, equals);
            var value = equals < 0 ? "" : parameter.substring(equals + 1);
            if (!parameter.isEmpty() && !TRACKING.isTracking(name) && !SESSIONS.isSession(name, value)) {
                kept.add(parameter);
            }
        }
        return kept.isEmpty() ? "" : "?" + String.join("&", kept);
    }

    /** Names of query parameters that state how a reader came, not what is read; a trailing {@code *} is any suffix. */
    private record TrackingParameters(Set<String> names, List<String> prefixes) {

        static TrackingParameters load() {
            var rules = AddressRules.lines("tracking-parameters.txt");
            return new TrackingParameters(
                    rules.stream().filter(rule -> !rule.endsWith("*")).collect(Collectors.toUnmodifiableSet()),
                    rules.stream()
                            .filter(rule -> rule.endsWith("*"))
                            .map(rule -> rule.substring(0, rule.length() - 1))
                            .toList());
        }

        boolean isTracking(String name) {
            var lower = name.toLowerCase(Locale.ROOT);
            return names.contains(lower) || prefixes.stream().anyMatch(lower::startsWith);
        }
    }
}
