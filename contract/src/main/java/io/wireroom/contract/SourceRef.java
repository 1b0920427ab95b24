package io.wireroom.contract;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The source of a poll or of an item, as it travels along.
 *
 * @param settings how its answers are read; null if nothing is set
 */
public record SourceRef(
        SourceId id, String name, URI url, @Nullable SourceSettings settings) {

    /** A source that is read as any other. */
    public SourceRef(SourceId id, String name, URI url) {
        this(id, name, url, null);
    }

    /** The reference to this source, as a request for its poll carries it. */
    public static SourceRef of(Source source) {
        return new SourceRef(source.id(), source.name(), source.url(), source.settings());
    }

    /** The same as an item carries it: without what only the poll needs. */
    public SourceRef ofItem() {
        var keeps = settings != null && settings.entriesAreWhole();
        return new SourceRef(id, name, url, keeps ? new SourceSettings(true, null) : null);
    }

    /** Whether its entries hold whole articles, so that pages are not fetched. */
    public boolean entriesAreWhole() {
        return settings != null && settings.entriesAreWhole();
    }
}
