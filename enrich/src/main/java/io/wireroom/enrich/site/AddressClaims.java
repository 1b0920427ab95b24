package io.wireroom.enrich.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The canonical addresses that pages of a site state, and whether they can be believed. An address that pages with different
 * titles and different texts state belongs to none of them but the first. A site where that happened is not believed any
 * more, unless at least as many of its statements were confirmed by the same article under two addresses. Immutable and
 * bounded.
 *
 * @param seen the last claims, one for each canonical address, the oldest first; at most {@value #MAX_SEEN}
 * @param shared canonical addresses of different articles, the oldest first; at most {@value #MAX_SHARED}
 * @param confirmed claims that another address with the same article confirmed
 */
public record AddressClaims(List<AddressClaim> seen, List<Long> shared, int confirmed) {

    /** Nothing is known yet. */
    static final AddressClaims NONE = new AddressClaims(List.of(), List.of(), 0);

    static final int MAX_SEEN = 24;
    static final int MAX_SHARED = 16;
    private static final int MAX_CONFIRMED = 1_000;

    public AddressClaims {
        seen = List.copyOf(seen);
        shared = List.copyOf(shared);
    }

    /**
     * Whether the page of this claim is the article of the address that it states.
     *
     * @param view whether the two addresses show by themselves that they are views of one page
     */
    boolean believes(AddressClaim claim, boolean view) {
        if (claim.isOwn()) {
            return true;
        }
        var known = known(claim.canonical());
        if (known.isPresent()) {
            return known.get().address() == claim.address() || known.get().isAlike(claim);
        }
        return !shared.contains(claim.canonical()) && (view || shared.size() <= confirmed);
    }

    /**
     * With this claim.
     *
     * @param first whether the page is the first of its article; of others, own claims add nothing
     */
    AddressClaims with(AddressClaim claim, boolean first) {
        var known = known(claim.canonical());
        if (known.isEmpty()) {
            return claim.isOwn() && !first ? this : withSeen(claim);
        }
        var one = known.get();
        if (one.address() == claim.address()) {
            return one.equals(claim) ? this : withSeen(claim);
        }
        if (one.isAlike(claim)) {
            return new AddressClaims(seen, shared, Math.min(MAX_CONFIRMED, confirmed + 1));
        }
        // The page at the address itself has more right to it than the one that stated it before.
        var next = claim.isOwn() ? withSeen(claim) : this;
        return shared.contains(claim.canonical()) ? next : next.withShared(claim.canonical());
    }

    private Optional<AddressClaim> known(long canonical) {
        return seen.stream().filter(one -> one.canonical() == canonical).findFirst();
    }

    private AddressClaims withSeen(AddressClaim claim) {
        var all = new ArrayList<>(seen);
        all.removeIf(one -> one.canonical() == claim.canonical());
        if (all.size() == MAX_SEEN) {
            var oldest = 0;
            while (oldest < all.size() && !all.get(oldest).isOwn()) {
                oldest++;
            }
            if (oldest == all.size() && claim.isOwn()) {
                return this;
            }
            all.remove(oldest == all.size() ? 0 : oldest);
        }
        all.add(claim);
        return new AddressClaims(all, shared, confirmed);
    }

    private AddressClaims withShared(long canonical) {
        var all = new ArrayList<>(shared);
        all.add(canonical);
        return new AddressClaims(seen, all.subList(Math.max(0, all.size() - MAX_SHARED), all.size()), confirmed);
    }
}
