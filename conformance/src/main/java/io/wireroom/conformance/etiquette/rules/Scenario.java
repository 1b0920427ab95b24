package io.wireroom.conformance.etiquette.rules;

import io.wireroom.conformance.etiquette.origin.NameService;
import io.wireroom.conformance.etiquette.origin.ScriptedHost;
import io.wireroom.conformance.etiquette.origin.ScriptedOrigin;
import io.wireroom.contract.Source;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hosts and sources of one rule's scenario. */
public final class Scenario {

    /**
     * Adds a source for the client.
     *
     * @param every fixed interval; null when the client learns it
     */
    public record Watched(
            URI url, Source.Kind kind, @Nullable Duration every) {}

    /** Poll interval of scenarios that need another poll soon. */
    static final Duration SOON = Duration.ofSeconds(1);

    private final ScriptedOrigin origin;
    private final int number;
    private final NameService names;
    private final List<ScriptedHost> hosts = new ArrayList<>();
    private final List<Watched> sources = new ArrayList<>();

    /** The scenario of the {@code number}th rule, which has the addresses from 127.64.number.1 on. */
    public Scenario(ScriptedOrigin origin, int number, NameService names) {
        this.origin = origin;
        this.number = number;
        this.names = names;
    }

    /** One more host of this scenario. */
    ScriptedHost host() {
        var host = origin.host("127." + ClientSettings.SECOND_OCTET + "." + number + "." + (hosts.size() + 1));
        hosts.add(host);
        return host;
    }

    /** A host whose address is not allowed: the client must never connect to it. */
    ScriptedHost forbidden() {
        var host = origin.host(ClientSettings.FORBIDDEN_PREFIX + number);
        hosts.add(host);
        return host;
    }

    /** The name service of all scenarios. */
    NameService names() {
        return names;
    }

    /** The hosts of all scenarios, without forbidden ones. */
    List<ScriptedHost> everyHost() {
        return origin.hosts().stream()
                .filter(host -> !host.address.startsWith(ClientSettings.FORBIDDEN_PREFIX))
                .toList();
    }

    /** Resolves this name to these addresses, one per query; the last one stays. */
    void name(String name, String... addresses) {
        names.put(name, List.of(addresses));
    }

    void watch(String url) {
        watch(url, Source.Kind.FEED, SOON);
    }

    void watch(String url, Source.Kind kind, @Nullable Duration every) {
        sources.add(new Watched(URI.create(url), kind, every));
    }

    /** Lets the client learn the interval. */
    void watchFreely(String url) {
        watch(url, Source.Kind.FEED, null);
    }

    public List<Watched> sources() {
        return List.copyOf(sources);
    }

    /** Whether a request for this URL belongs to this scenario: to one of its hosts or names. */
    public boolean owns(URI url) {
        var host = url.getHost();
        return host != null && (hosts.stream().anyMatch(one -> one.address.equals(host)) || names.belongs(host, hosts));
    }
}
