package io.wireroom.ingest.web;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/**
 * A port that is never fetched from, whatever network is allowed: Wireroom's own services.
 *
 * @param host name or address, in lower case, without the brackets of IPv6
 * @param port from 1 to 65535
 */
public record ClosedPort(String host, int port) {

    private static final int MAX_PORT = 65_535;

    public ClosedPort {
        host = host.toLowerCase(Locale.ROOT);
        if (host.isEmpty() || port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("must be HOST:PORT: '" + host + ':' + port + "'");
        }
    }

    /** From {@code host:port} or {@code [ipv6]:port}. */
    public static ClosedPort parse(String text) {
        var colon = text.lastIndexOf(':');
        var host = colon < 0 ? "" : text.substring(0, colon);
        var bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            return new ClosedPort(bare, Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be HOST:PORT", e);
        }
    }

    /** Whether a connection to this address and port reaches the service, which has these addresses. */
    boolean isAt(InetAddress address, int itsPort, List<InetAddress> own) {
        // The unspecified address of a connection is this machine; that of a listener is all of its addresses.
        return itsPort == port
                && (own.contains(address)
                        || address.isAnyLocalAddress()
                        || (address.isLoopbackAddress() && own.stream().anyMatch(InetAddress::isAnyLocalAddress)));
    }
}
