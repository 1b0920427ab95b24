package io.wireroom.standalone.newsroom;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The socket addresses and URLs of a {@link Placement}. */
final class Addresses {

    /** Means any host name in {@link #listeners}. */
    static final String ANY = "*";

    private Addresses() {}

    /** The address of a host as others write it, without a path and without a slash at the end. */
    static URI base(Placement placement, NewsroomHost host) {
        return switch (placement) {
            case Placement.LoopbackAddresses(int port) -> http(loopback(host), port);
            case Placement.LoopbackPorts(int firstPort) -> http("127.0.0.1", firstPort + host.number());
            case Placement.NamedHosts named ->
                switch (host) {
                    case HARBOUR -> named.harbour();
                    case LANTERN -> named.lantern();
                    case PICTURES -> named.pictures();
                };
        };
    }

    /** The sockets to open, and for each the hosts it serves by lower-case name, or {@link #ANY}. */
    static Map<InetSocketAddress, Map<String, NewsroomHost>> listeners(Placement placement) {
        var listeners = new LinkedHashMap<InetSocketAddress, Map<String, NewsroomHost>>();
        for (var host : NewsroomHost.values()) {
            var base = base(placement, host);
            var isNamed = placement instanceof Placement.NamedHosts;
            var socket = placement instanceof Placement.NamedHosts named
                    ? new InetSocketAddress("0.0.0.0", named.port())
                    : new InetSocketAddress(hostName(base), base.getPort());
            listeners.computeIfAbsent(socket, any -> new LinkedHashMap<>()).put(isNamed ? hostName(base) : ANY, host);
        }
        return listeners;
    }

    /**
     * The host name of an address, in lower case.
     *
     * @throws IllegalArgumentException if it has none
     */
    static String hostName(URI base) {
        var name = base.getHost();
        if (name == null) {
            throw new IllegalArgumentException("Not an address with a host name: " + base);
        }
        return name.toLowerCase(Locale.ROOT);
    }

    static String loopback(NewsroomHost host) {
        return "127.0.0." + (2 + host.number());
    }

    static URI http(String name, int port) {
        return URI.create("http://" + name + ":" + port);
    }
}
