package io.wireroom.contract;

import java.net.URI;

/** The source that an item was discovered by, as it travels along. */
public record SourceRef(SourceId id, String name, URI url) {

    /** The reference to this source. */
    public static SourceRef of(Source source) {
        return new SourceRef(source.id(), source.name(), source.url());
    }
}
