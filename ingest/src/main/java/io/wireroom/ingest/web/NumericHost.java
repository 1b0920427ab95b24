package io.wireroom.ingest.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Hosts that are addresses already, in every spelling that some resolver takes for a number (WHATWG URL, "IPv4
 * parser"): {@code 127.1}, {@code 2130706433}, {@code 0x7f000001} and {@code 0177.0.0.1} are all 127.0.0.1.
 */
final class NumericHost {

    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-f]*|[0-9]+");

    private NumericHost() {}

    /**
     * The address that the host spells; empty when it is a name.
     *
     * @throws UnknownHostException when its last label is a number but the whole is no address: such a host is never
     *     looked up, because resolvers differ in how they read it
     */
    static Optional<InetAddress> parse(String host) throws UnknownHostException {
        if (host.indexOf(':') >= 0) {
            var bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
            return Optional.of(InetAddress.getByName(bare)); // a literal or an error, never a look-up
        }
        var lower = host.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".")) {
            lower = lower.substring(0, lower.length() - 1);
        }
        var labels = lower.split("\\.", -1);
        if (!NUMBER.matcher(labels[labels.length - 1]).matches()) {
            return Optional.empty();
        }
        return Optional.of(ipv4(labels, host));
    }

    private static InetAddress ipv4(String[] labels, String host) throws UnknownHostException {
        if (labels.length > 4) {
            throw notAnAddress(host);
        }
        var value = 0L;
        for (var i = 0; i < labels.length; i++) {
            var number = number(labels[i], host);
            var last = i == labels.length - 1;
            var limit = last ? 1L << (8 * (5 - labels.length)) : 256;
            if (number >= limit) {
                throw notAnAddress(host);
            }
            value |= last ? number : number << (8 * (3 - i));
        }
        return InetAddress.getByAddress(
                new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value});
    }

    private static long number(String label, String host) throws UnknownHostException {
        if (!NUMBER.matcher(label).matches() || label.length() > 20) {
            throw notAnAddress(host);
        }
        try {
            if (label.startsWith("0x")) {
                return label.length() == 2 ? 0 : Long.parseLong(label.substring(2), 16);
            }
            return label.length() > 1 && label.startsWith("0") ? Long.parseLong(label, 8) : Long.parseLong(label);
        } catch (NumberFormatException e) {
            throw notAnAddress(host);
        }
    }

    private static UnknownHostException notAnAddress(String host) {
        return new UnknownHostException(host + " is neither a name nor an address");
    }
}
