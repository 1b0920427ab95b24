package io.wireroom.ingest.web;

import io.wireroom.ingest.subscriptions.ProxyServer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/** The ways to the web: the direct one, and one through each proxy. Names are resolved and checked here on all of them. */
final class HttpRoutes implements AutoCloseable {

    private record Route(PoolingHttpClientConnectionManager connections, CloseableHttpClient http) {

        static Route of(WebSettings settings, AddressGuard guard, TimeValue keptIdle, @Nullable ProxyServer proxy) {
            var connections = BoundedHttp.connections(settings, guard, proxy);
            return new Route(connections, BoundedHttp.client(settings, connections, keptIdle));
        }

        void close() {
            http.close(CloseMode.IMMEDIATE);
            connections.close(CloseMode.IMMEDIATE);
        }
    }

    private final TimeValue keptIdle;
    private final Route direct;
    private final Map<ProxyServer, Route> proxied = new HashMap<>();

    HttpRoutes(WebSettings settings, AddressGuard guard, TimeValue keptIdle, Set<ProxyServer> proxies) {
        this.keptIdle = keptIdle;
        direct = Route.of(settings, guard, keptIdle, null);
        proxies.forEach(proxy -> proxied.put(proxy, Route.of(settings, guard, keptIdle, proxy)));
    }

    /** The client that connects through this proxy; directly for null. */
    CloseableHttpClient through(@Nullable ProxyServer proxy) {
        return proxy == null ? direct.http : Objects.requireNonNull(proxied.get(proxy)).http;
    }

    /** Closes connections that were idle for too long. */
    void closeIdle() {
        direct.connections.closeIdle(keptIdle);
        proxied.values().forEach(route -> route.connections.closeIdle(keptIdle));
    }

    @Override
    public void close() {
        direct.close();
        proxied.values().forEach(Route::close);
    }
}
