package io.wireroom.contract.work;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The validators of the last answer, byte for byte (RFC 9110, section 8.8).
 *
 * @param of the address that gave them, after redirects: they are not valid for any other; null to send them to any
 *     address
 */
public record Validators(
        @Nullable String etag,
        @Nullable String lastModified,
        @Nullable URI of) {

    /** No validators: an unconditional request. */
    public static final Validators NONE = new Validators(null, null);

    /** Validators for any address. */
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
