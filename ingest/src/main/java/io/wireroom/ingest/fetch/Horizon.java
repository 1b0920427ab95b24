package io.wireroom.ingest.fetch;

import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Sha256;
import io.wireroom.contract.work.Request;
import io.wireroom.ingest.feed.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Separates the old entries of a source from its news. With the first answer everything is unknown, but only what is younger
 * than the horizon is news, and the first few entries without a date. The rest is held back: remembered by its address,
 * so that a changed word in it does not announce it later; a date within the horizon does.
 *
 * <p>For the entries of one answer, in order. Not thread-safe.
 */
final class Horizon {

    /** Entries without a date that a first answer announces: about what a home page shows. */
    static final int UNDATED = 20;

    private final @Nullable Duration maxAge;
    private final Set<Long> known;
    private final Instant now;
    private final boolean first;
    private int undated;
    private int heldBack;

    Horizon(Request.Poll request, Instant now) {
        maxAge = request.horizon();
        known = new HashSet<>(request.known());
        this.now = now;
        // A part of a sitemap index that was not read before may be an archive.
        first = known.isEmpty()
                || (SitemapParts.depth(request) > 0 && !known.contains(SitemapParts.readHash(request.url())));
    }

    /** Whether this entry was announced before. */
    boolean isKnown(long hash) {
        return known.contains(hash);
    }

    /** Whether an entry that is not known is held back. */
    boolean holdsBack(Entry entry, Address address) {
        if (maxAge == null) {
            return false;
        }
        if (!first && !known.contains(hash(address))) {
            return false;
        }
        var date = dateOf(entry);
        var old =
                date == null ? !first || ++undated > UNDATED : date.plus(maxAge).isBefore(now);
        if (old && first) {
            heldBack++;
        }
        return old;
    }

    /** What an entry that is held back is remembered by. */
    static long hash(Address address) {
        return Sha256.shortHash("held back\n" + address.value());
    }

    /** Entries that this answer held back for the first time. */
    int heldBack() {
        return heldBack;
    }

    /** When the entry was published or updated, the later of the two; null if it has neither date. */
    static @Nullable Instant dateOf(Entry entry) {
        var published = entry.published();
        var updated = entry.updated();
        if (published == null || updated == null) {
            return published == null ? updated : published;
        }
        return updated.isAfter(published) ? updated : published;
    }
}
