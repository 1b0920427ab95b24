package io.wireroom.ingest.web;

import io.wireroom.ingest.subscriptions.Subscriptions;
import io.wireroom.runtime.Env;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the web is asked.
 *
 * @param version of this program, for the user agent
 * @param contact URL or mail address for site owners; null when none was given, and then nothing may be fetched
 * @param allowedNetworks special networks that may be fetched from all the same
 * @param allowedHosts names that may have any address
 * @param closedPorts never fetched from, whatever is allowed
 * @param bodyLimitBytes largest body, decoded
 * @param connectLimit for the look-up, for the connection to each address and for the TLS handshake
 * @param firstByteLimit for the answer to begin and for each pause within it
 * @param wholeLimit for the whole get, redirects included
 * @param maxConnections open at once
 * @param subscriptions the operator's own
 */
public record WebSettings(
        String version,
        @Nullable String contact,
        List<Cidr> allowedNetworks,
        List<HostName> allowedHosts,
        List<ClosedPort> closedPorts,
        int bodyLimitBytes,
        Duration connectLimit,
        Duration firstByteLimit,
        Duration wholeLimit,
        int maxConnections,
        Subscriptions subscriptions) {

    /** The body limit may not pass it: a raw record must fit into Kafka's limits. */
    private static final long MAX_BODY_BYTES = 4L << 20;

    public WebSettings {
        allowedNetworks = List.copyOf(allowedNetworks);
        allowedHosts = List.copyOf(allowedHosts);
        closedPorts = List.copyOf(closedPorts);
        if (bodyLimitBytes <= 0) {
            throw new IllegalArgumentException("body limit must be positive: " + bodyLimitBytes);
        }
    }

    /** Settings without own subscriptions. */
    public WebSettings(
            String version,
            @Nullable String contact,
            List<Cidr> allowedNetworks,
            List<HostName> allowedHosts,
            List<ClosedPort> closedPorts,
            int bodyLimitBytes,
            Duration connectLimit,
            Duration firstByteLimit,
            Duration wholeLimit,
            int maxConnections) {
        this(
                version,
                contact,
                allowedNetworks,
                allowedHosts,
                closedPorts,
                bodyLimitBytes,
                connectLimit,
                firstByteLimit,
                wholeLimit,
                maxConnections,
                Subscriptions.NONE);
    }

    /** The settings of this environment; problems are collected there. */
    public static WebSettings from(Env env) {
        var contact = env.optionalText(
                "INGEST_CONTACT",
                "URL or mail address where site owners can reach you. It is sent in the User-Agent header. Without it Wireroom makes no requests.");
        if (contact != null && contact.chars().anyMatch(c -> c < 0x20 || c > 0x7e || c == '(' || c == ')')) {
            env.problem("INGEST_CONTACT='" + contact + "': must be plain ASCII without parentheses");
        }
        var allowed = env.list(
                "INGEST_ALLOWED_NETWORKS",
                "CIDR",
                "Private, loopback or other special networks that Wireroom may connect to, e.g. 127.0.0.0/8. Default: none.",
                Cidr::parse);
        var allowedHosts = env.list(
                "INGEST_ALLOWED_HOSTS",
                "host names",
                "Hosts that Wireroom may connect to at any address that their names have, such as feeds.example.internal."
                        + " Default: none.",
                HostName::parse);
        var closed = env.list(
                "INGEST_CLOSED_PORTS",
                "HOST:PORT",
                "Services that are never fetched from, also inside an allowed network, such as postgres:5432. Kafka's and"
                        + " the admin port are closed without it.",
                ClosedPort::parse);
        var body = env.bytes("INGEST_BODY_LIMIT", "4MiB", "Maximum size of a body after decompression; at most 4MiB.");
        if (body <= 0 || body > MAX_BODY_BYTES) {
            env.problem("INGEST_BODY_LIMIT: must be from 1 to " + MAX_BODY_BYTES + " bytes");
            body = MAX_BODY_BYTES;
        }
        return new WebSettings(
                thisVersion(),
                contact,
                allowed,
                allowedHosts,
                closed,
                (int) body,
                positive(
                        env,
                        "INGEST_CONNECT_LIMIT",
                        "5s",
                        "Time limit for the DNS query, the connection and the TLS handshake, each."),
                positive(env, "INGEST_FIRST_BYTE_LIMIT", "15s", "Time limit for a server that sends nothing."),
                positive(env, "INGEST_WHOLE_LIMIT", "30s", "Time limit for a whole request, including redirects."),
                env.integer("INGEST_MAX_CONNECTIONS", 2_000, 1, 10_000, "Maximum number of open connections."),
                Subscriptions.from(env));
    }

    /** The same with more ports closed. */
    public WebSettings closing(List<ClosedPort> more) {
        var all = new ArrayList<>(closedPorts);
        all.addAll(more);
        return new WebSettings(
                version,
                contact,
                allowedNetworks,
                allowedHosts,
                all,
                bodyLimitBytes,
                connectLimit,
                firstByteLimit,
                wholeLimit,
                maxConnections,
                subscriptions);
    }

    /** {@code Wireroom/<version> (+<contact>)} (RFC 9110, section 10.1.5). */
    String userAgent() {
        return contact == null ? "Wireroom/" + version : "Wireroom/" + version + " (+" + contact + ")";
    }

    private static Duration positive(Env env, String name, String defaultValue, String help) {
        var duration = env.duration(name, defaultValue, help);
        if (duration.isZero()) {
            env.problem(name + ": must be longer than 0");
        }
        return duration;
    }

    private static String thisVersion() {
        var version = WebSettings.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
