package io.wireroom.ingest.web;

import io.wireroom.ingest.subscriptions.ProxyServer;
import io.wireroom.ingest.subscriptions.TunnelSocket;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.cookie.StandardCookieSpec;
import org.apache.hc.client5.http.impl.CookieSpecSupport;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Apache's HTTP client with everything off that we do ourselves or do not want, and a limit on everything else. */
final class BoundedHttp {

    private static final int MAX_LINE = 16 * 1024;
    private static final int MAX_HEADERS = 150;
    private static final int PER_HOST = 8;
    private static final TimeValue CHECKED_WHEN_IDLE_FOR = TimeValue.ofMilliseconds(500);

    /** Cookies never leave their server, so no list of suffixes is needed to tell whose they are. */
    private static final PublicSuffixMatcher NO_SUFFIXES = new PublicSuffixMatcher(List.of(), List.of());

    private BoundedHttp() {}

    /**
     * One request at a time for each caller; no redirects, retries, credentials or unpacking of its own. Cookies are kept
     * only where a request brings a store for them.
     */
    static CloseableHttpClient client(
            WebSettings settings, PoolingHttpClientConnectionManager connections, TimeValue keptIdle) {
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(settings.wholeLimit()))
                        .setResponseTimeout(Timeout.of(settings.firstByteLimit()))
                        .setConnectionKeepAlive(keptIdle)
                        .setProtocolUpgradeEnabled(false)
                        .setCookieSpec(StandardCookieSpec.RELAXED)
                        .build())
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression()
                .setDefaultCookieStore(ChainCookies.NONE)
                .setDefaultCookieSpecRegistry(CookieSpecSupport.createDefault(NO_SUFFIXES))
                .disableDefaultUserAgent()
                .disableRedirectHandling()
                .disableConnectionState()
                .build();
    }

    /**
     * Connections to what the guard lets through, each with limits for its heads and its silence.
     *
     * @param proxy that all of them lead through; null for direct ones
     */
    static PoolingHttpClientConnectionManager connections(
            WebSettings settings, AddressGuard guard, @Nullable ProxyServer proxy) {
        var limits = Http1Config.custom()
                .setMaxLineLength(MAX_LINE)
                .setMaxHeaderCount(MAX_HEADERS)
                .setMaxEmptyLineCount(3)
                .build();
        var connect = Timeout.of(settings.connectLimit());
        return new Builder(proxy)
                .setDnsResolver(guard)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(limits)
                        .responseParserFactory(BoundedHead::new)
                        .build())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(Timeout.of(settings.firstByteLimit()))
                        .setTcpNoDelay(true)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(Timeout.of(settings.firstByteLimit()))
                        .setValidateAfterInactivity(CHECKED_WHEN_IDLE_FOR)
                        .build())
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(connect).build())
                .setMaxConnTotal(settings.maxConnections())
                .setMaxConnPerRoute(PER_HOST)
                .build();
    }

    /** Sockets that lead through a proxy get the same checked addresses as direct ones. */
    private static final class Builder extends PoolingHttpClientConnectionManagerBuilder {

        private final @Nullable ProxyServer proxy;

        Builder(@Nullable ProxyServer proxy) {
            this.proxy = proxy;
        }

        @Override
        protected HttpClientConnectionOperator createConnectionOperator(
                SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
            var server = proxy;
            return server == null
                    ? super.createConnectionOperator(ports, names, tls)
                    : new DefaultHttpClientConnectionOperator(
                            unused -> new TunnelSocket(server),
                            ports,
                            names,
                            RegistryBuilder.<TlsSocketStrategy>create()
                                    .register("https", tls)
                                    .build());
        }
    }
}
