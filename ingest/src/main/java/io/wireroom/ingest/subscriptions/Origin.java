package io.wireroom.ingest.subscriptions;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Scheme, host and port of a web address, in one spelling: a credential is for exactly these. */
record Origin(String value) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** The origin of an address; empty for anything but a web address with a plain host. */
    static Optional<Origin> of(URI address) {
        var scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        var host = address.getHost();
        if (host == null || address.getRawUserInfo() != null || !(scheme.equals("http") || scheme.equals("https"))) {
            return Optional.empty();
        }
        var port = address.getPort() >= 0 ? address.getPort() : scheme.equals("https") ? HTTPS : HTTP;
        return Optional.of(new Origin(scheme + "://" + host.toLowerCase(Locale.ROOT) + ':' + port));
    }
}
