package io.wireroom.ingest.subscriptions;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A proxy through which the hosts of a subscription are reached. It gets addresses and never names, because names are
 * resolved and checked here.
 *
 * @param login user and password; null if the proxy asks for none
 */
public record ProxyServer(
        Kind kind, String host, int port, @Nullable Login login) {

    /** How a tunnel is asked for. */
    public enum Kind {
        /** {@code CONNECT} (RFC 9110, section 9.3.6). */
        HTTP,
        /** SOCKS 5 (RFC 1928). */
        SOCKS5
    }

    /** A user name and its password; neither is ever shown. */
    public record Login(String user, String password) {

        @Override
        public String toString() {
            return "Login(hidden)";
        }
    }

    /** Reads {@code http://[USER:PASSWORD@]HOST:PORT} or {@code socks5://…}; empty for anything else. */
    static Optional<ProxyServer> parse(String address) {
        URI uri;
        try {
            uri = URI.create(address.strip());
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // its message would show the password
        }
        var kind = kind(uri.getScheme());
        var path = uri.getRawPath();
        if (kind == null || uri.getHost() == null || uri.getPort() < 1 || !(path.isEmpty() || path.equals("/"))) {
            return Optional.empty();
        }
        var host = uri.getHost().startsWith("[")
                ? uri.getHost().substring(1, uri.getHost().length() - 1)
                : uri.getHost();
        var login = uri.getUserInfo();
        if (login == null) {
            return Optional.of(new ProxyServer(kind, host, uri.getPort(), null));
        }
        var colon = login.indexOf(':');
        return colon < 1
                ? Optional.empty()
                : Optional.of(new ProxyServer(
                        kind, host, uri.getPort(), new Login(login.substring(0, colon), login.substring(colon + 1))));
    }

    private static @Nullable Kind kind(@Nullable String scheme) {
        return switch (scheme == null ? "" : scheme.toLowerCase(Locale.ROOT)) {
            case "http" -> Kind.HTTP;
            case "socks5" -> Kind.SOCKS5;
            default -> null;
        };
    }
}
