package io.wireroom.contract;

import io.wireroom.contract.address.Address;
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
 */
public record Source(
        SourceId id,
        URI url,
        Kind kind,
        String name,
        @Nullable String group,
        @Nullable Duration interval,
        @Nullable String origin,
        @Nullable SourceSettings settings) {

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
