package io.wireroom.ingest.subscriptions;

import io.wireroom.contract.SourceRef;
import io.wireroom.runtime.Env;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All own subscriptions. A credential is sent only in a request of its source, and only to an origin of its publisher; the
 * proxy of an origin is used for every request to it, that of its robots.txt included. Immutable.
 */
public final class Subscriptions {

    /** No subscriptions. */
    public static final Subscriptions NONE = new Subscriptions(List.of());

    private final List<Subscription> all;

    Subscriptions(List<Subscription> all) {
        this.all = List.copyOf(all);
    }

    /** Reads the file of the setting; what is wrong with it is a problem of the setting, and never shows a value. */
    public static Subscriptions from(Env env) {
        var file = env.optionalText(
                "INGEST_SUBSCRIPTIONS",
                "YAML file with headers, cookies, logins and proxies for your own subscriptions; read at the start"
                        + " (docs/subscriptions.md).");
        if (file == null) {
            return NONE;
        }
        var problems = new ArrayList<String>();
        var read = SubscriptionsFile.read(Path.of(file), problems);
        problems.forEach(problem -> env.problem("INGEST_SUBSCRIPTIONS: " + problem));
        return read;
    }

    /** What to send for a source to an address; empty if there is nothing. {@code source} is null for robots.txt. */
    public Optional<Subscription> of(@Nullable SourceRef source, URI url) {
        return source == null || all.isEmpty()
                ? Optional.empty()
                : all.stream()
                        .filter(one -> one.isOf(source) && one.reaches(url))
                        .findFirst();
    }

    /** The proxy that leads to an address; null if there is none. */
    public @Nullable ProxyServer proxy(URI url) {
        return all.stream()
                .filter(one -> one.proxy() != null && one.reaches(url))
                .map(Subscription::proxy)
                .findFirst()
                .orElse(null);
    }

    /** All proxies. */
    public Set<ProxyServer> proxies() {
        return all.stream().map(Subscription::proxy).filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String toString() {
        return "Subscriptions(" + all.size() + ")";
    }
}
