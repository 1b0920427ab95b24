package io.wireroom.ingest.web;

import io.wireroom.contract.address.Address;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses as servers and feeds really write them, resolved by RFC 3986, section 5: spaces, line breaks, unescaped
 * letters and brackets are forgiven as browsers forgive them.
 */
public final class Reference {

    private static final int MAX_LENGTH = 4_096;
    private static final Pattern AUTHORITY = Pattern.compile(
            "((?:https?:)?[/\\\\]{2}(?:[^/\\\\?#@]*@)?)([^/\\\\?#@:\\[\\]]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern LOOPBACK =
            Pattern.compile("(.+\\.)?localhost|localhost\\.localdomain|127(\\.\\d+){3}|0\\.0\\.0\\.0|\\[::1?\\]");
    private static final Pattern PLAIN =
            Pattern.compile("https?://(?![/\\\\]|https?:[/\\\\])", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCHEME =
            Pattern.compile("(?:https?:[/\\\\]+)*(https?:)[/\\\\]+", Pattern.CASE_INSENSITIVE);
    private static final String ALWAYS_ESCAPED = " \"<>\\^`{|}";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Reference() {}

    /** The absolute address that the reference means; empty when it means none, or has no base and needs one. */
    public static Optional<URI> resolve(@Nullable URI base, String reference) {
        var stripped = withPlainScheme(reference.strip());
        if (stripped.length() > MAX_LENGTH) {
            return Optional.empty(); // before anything else: references come from strangers and have any length
        }
        var cleaned = clean(stripped);
        if (cleaned.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var uri = new URI(cleaned);
            if (uri.isAbsolute()) {
                return Optional.of(uri);
            }
            return base == null ? Optional.empty() : Optional.of(resolve(base, uri));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * With two slashes after the scheme, whatever their number, as browsers read it (WHATWG URL, section 4.4), and with one
     * scheme where two were written.
     */
    public static String withPlainScheme(String reference) {
        if (reference.length() > MAX_LENGTH
                || !reference.regionMatches(true, 0, "http", 0, 4)
                || isPlain(reference)
                || PLAIN.matcher(reference).lookingAt()) {
            return reference;
        }
        var slashes = SCHEME.matcher(reference);
        if (!slashes.lookingAt()) {
            return reference;
        }
        var last = slashes.group(1).toLowerCase(Locale.ROOT);
        return last + "//" + reference.substring(slashes.end());
    }

    /** A cheap test that most references pass: one scheme, two slashes, then a host that does not begin as a scheme does. */
    private static boolean isPlain(String reference) {
        var host = reference.startsWith("https://") ? 8 : reference.startsWith("http://") ? 7 : reference.length();
        return host < reference.length() && "/\\hH".indexOf(reference.charAt(host)) < 0;
    }

    /** As {@link #resolve}, but only http and https addresses with a host, without fragment. */
    public static Optional<URI> web(@Nullable URI base, String reference) {
        return resolve(base, reference)
                .filter(Reference::isWeb)
                .map(uri -> URI.create(withoutFragment(uri.toString())));
    }

    /** Whether the address is on the machine that asks for it. */
    public static boolean isLoopback(URI uri) {
        return LOOPBACK.matcher(Address.hostOf(uri).toLowerCase(Locale.ROOT)).matches();
    }

    /** Whether it is http or https and names a server. */
    static boolean isWeb(URI uri) {
        var scheme = uri.getScheme();
        return scheme != null
                && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
                && uri.getRawAuthority() != null;
    }

    private static String withoutFragment(String text) {
        var hash = text.indexOf('#');
        return hash < 0 ? text : text.substring(0, hash);
    }

    private static URI resolve(URI base, URI reference) throws URISyntaxException {
        if (base.isOpaque()) {
            throw new URISyntaxException(base.toString(), "cannot be a base");
        }
        var text = reference.toString();
        if (text.isEmpty() || text.startsWith("#") || text.startsWith("?")) {
            // URI.resolve follows RFC 2396 here and would drop the last segment of the base.
            var whole = withoutFragment(base.toString());
            var query = whole.indexOf('?');
            return new URI((text.startsWith("?") && query >= 0 ? whole.substring(0, query) : whole) + text);
        }
        var rooted = base.getRawPath() == null || base.getRawPath().isEmpty()
                ? new URI(base.getScheme() + "://" + base.getRawAuthority() + "/")
                : base;
        var resolved = rooted.resolve(reference).toString();
        // RFC 3986 takes dot segments above the root away; URI.resolve keeps them.
        var start = resolved.indexOf("://");
        var path = start < 0 ? -1 : resolved.indexOf('/', start + 3);
        while (path >= 0 && resolved.startsWith("/../", path)) {
            resolved = resolved.substring(0, path) + resolved.substring(path + 3);
        }
        return new URI(resolved);
    }

    /** The host in ASCII (RFC 5891), however its letters were written: plain, escaped, full-width. */
    private static String asciiHost(String text) {
        var authority = AUTHORITY.matcher(text);
        if (!authority.lookingAt() || authority.group(2).chars().allMatch(c -> c < 0x80 && c != '%')) {
            return text;
        }
        try {
            var name = unescaped(authority.group(2));
            if (name.length() > Address.MAX_HOST) {
                return text;
            }
            var host = IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
            return authority.group(1) + host + text.substring(authority.end(2));
        } catch (IllegalArgumentException e) {
            return text; // no name that could be looked up
        }
    }

    private static String unescaped(String host) {
        return URLDecoder.decode(host.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String clean(String reference) {
        var text = asciiHost(utf8(reference));
        var out = new StringBuilder(text.length() + 16);
        var place = new Place();
        var fragment = false;
        for (var i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            var next = i + Character.charCount(c);
            if (c == '\n' || c == '\r' || c == '\t') {
                i = next;
                continue;
            }
            var bracketInPath = (c == '[' || c == ']') && place.isPath();
            var strayPercent = c == '%' && !isEscape(text, i);
            if (c == '\\' && i < 8 && !fragment) {
                out.append('/');
                place.pass('/');
            } else if (c <= 0x20
                    || c >= 0x7f
                    || ALWAYS_ESCAPED.indexOf(c) >= 0
                    || bracketInPath
                    || strayPercent
                    || (c == '#' && fragment)) {
                escape(out, c);
                place.pass('%');
            } else {
                fragment |= c == '#';
                out.appendCodePoint(c);
                place.pass(c);
            }
            i = next;
        }
        return out.toString();
    }

    /** The part of an address that its characters so far lead to. */
    private static final class Place {
        private boolean slash;
        private boolean host;
        private boolean afterHost;
        private boolean query;

        void pass(int c) {
            if (c == '/') {
                afterHost |= host;
                host |= slash;
            }
            slash = c == '/';
            query |= c == '?';
        }

        boolean isPath() {
            return !query && (!host || afterHost);
        }
    }

    private static boolean isEscape(String text, int at) {
        return at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }

    private static void escape(StringBuilder out, int codePoint) {
        for (var b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            HEX.toHexDigits(out.append('%'), b);
        }
    }

    /** Header values come as ISO 8859-1; where their bytes are really UTF-8, they are read as that. */
    private static String utf8(String text) {
        if (text.chars().allMatch(c -> c < 0x80) || text.chars().anyMatch(c -> c > 0xff)) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return text;
        }
    }
}
