package io.wireroom.contract;

import io.wireroom.contract.address.Address;
import io.wireroom.contract.json.WireNamed;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks to watch ({@code news.source.v1}).
 *
 * @param id hash of the normalised address, or the operator's own
 * @param url where it is read
 * @param kind how it is read
 * @param name shown to people; the address where the operator gave none
 * @param group path of OPML outlines it stands under, joined by {@code /}; null at the top
 * @param interval fixed time between two polls; null to learn it from the source's own rhythm
 * @param origin the sources file that brought it; null when added by hand
 * @param settings how its answers are read; null if nothing is set
 * @param paused true while the operator does not want it to be polled; false and null alike mean that it is polled
 */
public record Source(
        SourceId id,
        URI url,
        Kind kind,
        String name,
        @Nullable String group,
        @Nullable Duration interval,
        @Nullable String origin,
        @Nullable SourceSettings settings,
        @Nullable Boolean paused) {

    /** Shortest interval that an operator may ask for. */
    public static final Duration MIN_INTERVAL = Duration.ofSeconds(1);

    /** Longest interval that an operator may ask for. */
    public static final Duration MAX_INTERVAL = Duration.ofDays(366);

    public Source {
        if (Address.hostOf(url).isEmpty()) {
            throw new IllegalArgumentException("a source needs an absolute address: '" + url + "'");
        }
        if (interval != null && (interval.compareTo(MIN_INTERVAL) < 0 || interval.compareTo(MAX_INTERVAL) > 0)) {
            throw new IllegalArgumentException("an interval must be from 1 second to 366 days: " + interval);
        }
    }

    /** A source that is polled. */
    public Source(
            SourceId id,
            URI url,
            Kind kind,
            String name,
            @Nullable String group,
            @Nullable Duration interval,
            @Nullable String origin,
            @Nullable SourceSettings settings) {
        this(id, url, kind, name, group, interval, origin, settings, null);
    }

    /** A source that is read as any other. */
    public Source(
            SourceId id,
            URI url,
            Kind kind,
            String name,
            @Nullable String group,
            @Nullable Duration interval,
            @Nullable String origin) {
        this(id, url, kind, name, group, interval, origin, null);
    }

    /** Whether the operator has paused it. */
    public boolean pausedByOperator() {
        return Boolean.TRUE.equals(paused);
    }

    /** The same source, paused or not. */
    public Source paused(boolean pause) {
        return new Source(id, url, kind, name, group, interval, origin, settings, pause ? Boolean.TRUE : null);
    }

    /** The same source, brought by this file; null when added by hand. */
    public Source from(@Nullable String file) {
        return new Source(id, url, kind, name, group, interval, file, settings, paused);
    }

    /** What is asked for at an address. */
    public enum Kind implements WireNamed {
        FEED,
        SITEMAP,
        SECTION,
        PAGE,
        ROBOTS,
        /** A kind that this version does not know. */
        OTHER
    }
}
