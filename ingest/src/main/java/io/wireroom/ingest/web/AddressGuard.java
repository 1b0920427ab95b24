package io.wireroom.ingest.web;

import io.wireroom.contract.address.Address;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the fetcher out of private networks: names are resolved here once, each address is checked, and the very
 * addresses that passed are the ones connected to, so a name that changes its address between check and connection
 * gains nothing. It runs at every connection, so at every redirect too. Thread-safe.
 *
 * <p>Refused is every address of {@code special-networks.txt}, also inside NAT64 (RFC 6052), 6to4 (RFC 3056), Teredo
 * (RFC 4380), ISATAP (RFC 5214) and IPv4-mapped addresses, and all IPv6 that is not handed out (RFC 4291), unless an allowed network holds it, or the
 * name is an allowed one. Addresses spelled as numbers
 * ({@code 127.1}, {@code 0x7f000001}) are read as browsers read them (WHATWG URL, IPv4 parser) and pass the same check.
 */
final class AddressGuard implements DnsResolver {

    /** From a host name to its addresses; the one look-up. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** A name that leads only to addresses that are not allowed. */
    static final class ForbiddenAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        ForbiddenAddressException(String message) {
            super(message);
        }
    }

    private record Special(Cidr network, String why) {}

    private static final List<Special> SPECIAL = special();
    private static final Cidr GLOBAL_UNICAST = Cidr.parse("2000::/3");
    private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");
    private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16");
    private static final Cidr TEREDO = Cidr.parse("2001::/32");

    private final List<Cidr> allowed;
    private final Set<HostName> allowedHosts;
    private final List<ClosedPort> closed;
    private final Lookup lookup;

    AddressGuard(List<Cidr> allowed, List<HostName> allowedHosts, List<ClosedPort> closed, Lookup lookup) {
        this.allowed = List.copyOf(allowed);
        this.allowedHosts = Set.copyOf(allowedHosts);
        this.closed = List.copyOf(closed);
        this.lookup = lookup;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        var passed = new ArrayList<InetSocketAddress>();
        for (var address : resolve(host)) {
            if (isClosed(address, port)) {
                throw new ForbiddenAddressException(
                        host + " is " + address.getHostAddress() + ", where port " + port + " is closed to fetches");
            }
            passed.add(new InetSocketAddress(address, port));
        }
        return passed;
    }

    private boolean isClosed(InetAddress address, int port) {
        for (var one : closed) {
            if (one.port() == port && one.isAt(address, port, addresses(one.host()))) {
                return true;
            }
        }
        return false;
    }

    /** None for a service whose name is not known here: nothing can lead there by its address either. */
    private List<InetAddress> addresses(String host) {
        try {
            var literal = NumericHost.parse(host);
            return literal.isPresent() ? List.of(literal.get()) : List.of(lookup.addresses(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var literal = NumericHost.parse(host);
        var found = literal.isPresent() ? new InetAddress[] {literal.get()} : lookup.addresses(ascii(host));
        if (literal.isEmpty()
                && HostName.of(ascii(host)).filter(allowedHosts::contains).isPresent()) {
            return found;
        }
        var passed = new ArrayList<InetAddress>();
        var refused = new ArrayList<String>();
        for (var address : found) {
            refusal(address)
                    .ifPresentOrElse(
                            why -> refused.add(address.getHostAddress() + " (" + why + ")"), () -> passed.add(address));
        }
        if (passed.isEmpty() && !refused.isEmpty()) {
            throw new ForbiddenAddressException(host + " is " + String.join(", ", refused));
        }
        return passed.toArray(InetAddress[]::new);
    }

    /** The HTTP client hands names over in Unicode, and the system's look-up knows none but ASCII (RFC 5891, 4.4). */
    private static String ascii(String host) throws UnknownHostException {
        if (host.length() > Address.MAX_HOST + 1) {
            throw new UnknownHostException("a name of " + host.length() + " characters is no name");
        }
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            throw new UnknownHostException(host + " is no name: " + e.getMessage());
        }
    }

    @Override
    public @Nullable String resolveCanonicalHostname(String host) {
        return host; // asked for Kerberos only; no second look-up
    }

    /** Why the address may not be connected to; empty when it may. */
    Optional<String> refusal(InetAddress address) {
        if (allowed.stream().anyMatch(network -> network.contains(address))) {
            return Optional.empty();
        }
        for (var special : SPECIAL) {
            if (special.network.contains(address)) {
                return Optional.of(special.why);
            }
        }
        if (address instanceof Inet6Address) {
            if (!GLOBAL_UNICAST.contains(address) && !NAT64.contains(address)) {
                return Optional.of("not in use on the public web");
            }
            for (var embedded : embedded(address)) {
                var why = refusal(embedded);
                if (why.isPresent()) {
                    return why.map(reason -> reason + " " + embedded.getHostAddress() + " inside IPv6");
                }
            }
        }
        return Optional.empty();
    }

    private static List<InetAddress> embedded(InetAddress address) {
        var bytes = address.getAddress();
        if (NAT64.contains(address)) {
            return List.of(ipv4(bytes, 12, 0));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return List.of(ipv4(bytes, 2, 0));
        }
        if (TEREDO.contains(address)) {
            return List.of(ipv4(bytes, 4, 0), ipv4(bytes, 12, 0xff)); // server, and client with its bits turned over
        }
        // ISATAP (RFC 5214, section 6.1): any prefix, then this mark and the IPv4 address.
        return (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == (byte) 0xfe
                ? List.of(ipv4(bytes, 12, 0))
                : List.of();
    }

    private static InetAddress ipv4(byte[] bytes, int from, int flip) {
        var four = Arrays.copyOfRange(bytes, from, from + 4);
        for (var i = 0; i < four.length; i++) {
            four[i] ^= (byte) flip;
        }
        try {
            return InetAddress.getByAddress(four);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static List<Special> special() {
        try (InputStream in = AddressGuard.class.getResourceAsStream("special-networks.txt")) {
            if (in == null) {
                throw new IllegalStateException("special-networks.txt is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s+", 2))
                    .map(columns -> new Special(Cidr.parse(columns[0]), columns[1].strip()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read special-networks.txt", e);
        }
    }
}
