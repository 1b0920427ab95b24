package io.wireroom.contract;

import org.jspecify.annotations.Nullable;

/** The validators of the last answer, byte for byte (RFC 9110, section 8.8). */
public record Validators(@Nullable String etag, @Nullable String lastModified) {

    /** No validators: ask without a condition. */
    public static final Validators NONE = new Validators(null, null);
}
