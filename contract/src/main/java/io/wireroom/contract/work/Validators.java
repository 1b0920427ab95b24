package io.wireroom.contract.work;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The validators of the last answer, byte for byte (RFC 9110, section 8.8).
 *
 * @param of the address that gave them, after redirects: they say nothing about any other; null to send them to whatever
 *     address is asked
 */
public record Validators(
        @Nullable String etag,
        @Nullable String lastModified,
        @Nullable URI of) {

    /** No validators: ask without a condition. */
    public static final Validators NONE = new Validators(null, null);

    /** Validators for whatever address is asked. */
    public Validators(@Nullable String etag, @Nullable String lastModified) {
        this(etag, lastModified, null);
    }

    /** The same, bound to the address that gave them; none stay none. */
    public Validators from(URI address) {
        return etag == null && lastModified == null ? NONE : new Validators(etag, lastModified, address);
    }

    /** Whether a request to this address may carry them. */
    public boolean areFor(URI address) {
        return (etag != null || lastModified != null) && (of == null || of.equals(address));
    }
}
