package io.wireroom.ingest.web;

import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name that an operator allows to have any address, such as one inside the operator's own network.
 *
 * @param value in lower case, without a dot at the end
 */
public record HostName(String value) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,63}+(?:\\.[a-z0-9_-]{1,63}+)*+");

    public HostName {
        if (!isName(value)) {
            throw new IllegalArgumentException("must be a host name such as feeds.example.internal: " + value);
        }
    }

    /** From a setting; throws {@link IllegalArgumentException} for what is no name, also for an address. */
    public static HostName parse(String text) {
        if (isNumeric(text)) {
            throw new IllegalArgumentException("must be a host name; an address belongs into INGEST_ALLOWED_NETWORKS");
        }
        return new HostName(folded(text));
    }

    private static boolean isName(String text) {
        return NAME.matcher(text).matches() && text.chars().anyMatch(c -> c >= 'a' && c <= 'z');
    }

    private static boolean isNumeric(String text) {
        try {
            return NumericHost.parse(text).isPresent();
        } catch (UnknownHostException e) {
            return true;
        }
    }

    /** The name of a host that is looked up; empty if it cannot be one. */
    static Optional<HostName> of(String host) {
        var folded = folded(host);
        return isName(folded) ? Optional.of(new HostName(folded)) : Optional.empty();
    }

    private static String folded(String host) {
        return (host.endsWith(".") ? host.substring(0, host.length() - 1) : host).toLowerCase(Locale.ROOT);
    }
}
