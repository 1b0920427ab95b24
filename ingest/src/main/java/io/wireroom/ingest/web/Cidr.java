package io.wireroom.ingest.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A network as in RFC 4632 (IPv4) and RFC 4291, section 2.3 (IPv6): {@code 10.0.0.0/8}, {@code fc00::/7}; a plain
 * address is a network of one.
 *
 * @param network its first address
 * @param prefixLength leading bits that all its addresses share, 0–32 or 0–128
 */
public record Cidr(InetAddress network, int prefixLength) {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final int LONGEST_LITERAL = 45;
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    public Cidr {
        var bits = network.getAddress().length * 8;
        if (prefixLength < 0 || prefixLength > bits) {
            throw new IllegalArgumentException("prefix length must be from 0 to " + bits + ": " + prefixLength);
        }
    }

    /**
     * Reads a network from text, without any name look-up.
     *
     * @throws IllegalArgumentException when the text is no network, or its address has bits beyond the prefix
     */
    public static Cidr parse(String text) {
        var slash = text.indexOf('/');
        var network = literal(slash < 0 ? text : text.substring(0, slash), text);
        var cidr = new Cidr(network, slash < 0 ? network.getAddress().length * 8 : prefix(text, slash));
        var masked = network.getAddress();
        for (var bit = cidr.prefixLength; bit < masked.length * 8; bit++) {
            masked[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
        }
        var first = address(masked, text);
        if (!first.equals(network)) {
            throw new IllegalArgumentException("'" + text + "' has bits beyond its prefix; did you mean "
                    + first.getHostAddress() + "/" + cidr.prefixLength + "?");
        }
        return cidr;
    }

    /** Whether the address lies in this network; an IPv4 address never lies in an IPv6 network. */
    public boolean contains(InetAddress address) {
        var mine = network.getAddress();
        var theirs = address.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (var bit = 0; bit < prefixLength; bit += 8) {
            var mask = prefixLength - bit >= 8 ? 0xff : 0xff << (8 - (prefixLength - bit));
            if (((mine[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefixLength;
    }

    private static int prefix(String text, int slash) {
        try {
            return Integer.parseInt(text.substring(slash + 1));
        } catch (NumberFormatException e) {
            throw notANetwork(text);
        }
    }

    private static InetAddress literal(String literal, String text) {
        if (IPV4.matcher(literal).matches()) {
            var bytes = new byte[4];
            var parts = literal.split("\\.", -1);
            for (var i = 0; i < bytes.length; i++) {
                var part = Integer.parseInt(parts[i]);
                if (part > 255) {
                    throw notANetwork(text);
                }
                bytes[i] = (byte) part;
            }
            return address(bytes, text);
        }
        if (literal.length() > LONGEST_LITERAL || !IPV6.matcher(literal).matches()) {
            throw notANetwork(text);
        }
        try {
            return InetAddress.getByName(literal); // with a colon it is a literal or an error, never a look-up
        } catch (UnknownHostException e) {
            throw notANetwork(text);
        }
    }

    private static InetAddress address(byte[] bytes, String text) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw notANetwork(text);
        }
    }

    private static IllegalArgumentException notANetwork(String text) {
        return new IllegalArgumentException("'" + text + "' must be a network such as 127.0.0.0/8 or fd00::/8");
    }
}
