package io.wireroom.ingest.web;

import java.nio.charset.StandardCharsets;

/**
 * Paths of addresses and patterns of robots.txt in the one form that they are compared in (RFC 9309, section 2.2.2):
 * escaped octets that need no escape are unescaped, all that an address may not hold is escaped, and hexadecimal digits
 * are upper case. So {@code /café}, {@code /caf%c3%a9} and {@code /%63af%C3%A9} are one.
 */
final class RobotsPath {

    private static final String RESERVED = ":/?#[]@!&'()+,;="; // without * and $, which have a meaning of their own
    private static final String HEX = "0123456789ABCDEF";

    private RobotsPath() {}

    /**
     * What a rule is compared with: path, parameters and query of an address, {@code /} when it has none. Taken by hand,
     * because what servers and people write is not always a URI; a text that begins with one slash is a path already.
     */
    static String ofAddress(String url) {
        var start = url.startsWith("//") ? 2 : 0;
        var scheme = url.indexOf("://", start);
        var first = firstOf(url, "/?;", start);
        if (scheme >= 0 && scheme < first) {
            first = firstOf(url, "/?;", scheme + 3);
        }
        var hash = url.indexOf('#', start);
        var end = hash < 0 ? url.length() : hash;
        if (first >= end) {
            return "/";
        }
        var path = url.substring(first, end);
        return normal((path.startsWith("/") ? path : "/" + path).getBytes(StandardCharsets.UTF_8), false);
    }

    /** The value of an Allow or Disallow line, given as its bytes; {@code *} and a last {@code $} keep their meaning. */
    static String ofPattern(byte[] value) {
        return normal(value, true);
    }

    private static String normal(byte[] octets, boolean pattern) {
        var out = new StringBuilder(octets.length + 16);
        for (var i = 0; i < octets.length; i++) {
            var octet = octets[i] & 0xff;
            if (octet == '%' && isEscape(octets, i)) {
                var value = Character.digit(octets[i + 1], 16) << 4 | Character.digit(octets[i + 2], 16);
                if (isUnreserved(value)) {
                    out.append((char) value);
                } else {
                    escape(out, value);
                }
                i += 2;
            } else if (isUnreserved(octet)
                    || RESERVED.indexOf(octet) >= 0
                    || (pattern && octet == '*')
                    || (pattern && octet == '$' && i == octets.length - 1)) {
                out.append((char) octet);
            } else {
                escape(out, octet);
            }
        }
        return out.toString();
    }

    private static boolean isEscape(byte[] octets, int at) {
        return at + 2 < octets.length
                && Character.digit(octets[at + 1], 16) >= 0
                && Character.digit(octets[at + 2], 16) >= 0;
    }

    /** RFC 3986, section 2.3. */
    private static boolean isUnreserved(int octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || octet == '-'
                || octet == '.'
                || octet == '_'
                || octet == '~';
    }

    private static void escape(StringBuilder out, int octet) {
        out.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 0xf));
    }

    private static int firstOf(String text, String wanted, int from) {
        var i = from;
        while (i < text.length() && wanted.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }
}
