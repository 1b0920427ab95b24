package io.wireroom.ingest.subscriptions;

import io.wireroom.contract.SourceRef;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is sent for one source to the hosts of its publisher. Its values are shown nowhere. Immutable.
 *
 * <p>No record: its text would hold the credentials.
 */
public final class Subscription {

    private final String source;
    private final Set<Origin> origins;
    private final Map<String, String> headers;
    private final Map<String, String> cookies;
    private final @Nullable ProxyServer proxy;
    private final Secrets secrets;

    Subscription(
            String source,
            Set<Origin> origins,
            Map<String, String> headers,
            Map<String, String> cookies,
            @Nullable ProxyServer proxy,
            List<String> secrets) {
        this.source = source;
        this.origins = Set.copyOf(origins);
        this.headers = Map.copyOf(headers);
        this.cookies = Map.copyOf(cookies);
        this.proxy = proxy;
        this.secrets = new Secrets(secrets);
    }

    boolean isOf(SourceRef asking) {
        return source.equals(asking.id().value()) || source.equals(asking.url().toString());
    }

    boolean reaches(URI url) {
        return Origin.of(url).filter(origins::contains).isPresent();
    }

    @Nullable
    ProxyServer proxy() {
        return proxy;
    }

    /** Header fields by name, the login of basic authentication among them. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Cookies by name. */
    public Map<String, String> cookies() {
        return cookies;
    }

    /** Finds the credentials in an answer. */
    public Secrets secrets() {
        return secrets;
    }

    @Override
    public String toString() {
        return "Subscription(" + source + ")";
    }
}
