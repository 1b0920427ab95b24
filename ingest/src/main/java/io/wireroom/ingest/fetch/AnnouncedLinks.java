package io.wireroom.ingest.fetch;

import io.wireroom.contract.FeedEntry;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Item;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.SourceSettings;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Sha256;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.Request;
import io.wireroom.ingest.feed.Entry;
import io.wireroom.ingest.fetch.SourceReader.Offer;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the links of one answer: one for each new or changed entry, one an address. An entry without a page is an
 * article itself where it has an id and text; any other entry that gets no link is counted, and ends here. Not
 * thread-safe.
 */
final class AnnouncedLinks {

    private final Request.Poll request;
    private final Instant now;
    private final SourceRef source;
    private final Horizon horizon;
    private final Set<Long> seen = new LinkedHashSet<>();
    private final Set<LinkId> addressed = new HashSet<>();
    private final List<Link> links = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Entry> announced = new ArrayList<>();

    /** Where the article of an entry is. */
    private sealed interface Place {

        /** At an address of its own. */
        record Page(URI url, Address address) implements Place {}

        /** In the entry, which is known by its id. */
        record EntryAlone(URI url, Address address, FeedEntry announcement) implements Place {}

        /** Nowhere. */
        record None(String why) implements Place {}
    }

    /**
     * Collects the links of one answer.
     *
     * @param title of the feed as plain text; null if it states none
     */
    AnnouncedLinks(Request.Poll request, @Nullable String title, Instant now) {
        this.request = request;
        this.now = now;
        source = named(request.source(), title);
        horizon = new Horizon(request, now);
    }

    /** Takes the next entry. */
    void add(Offer offer) {
        switch (place(offer.entry())) {
            case Place.Page(var url, var address) -> link(offer, url, address, source, offer.entry()::announcement);
            case Place.EntryAlone(var url, var address, var announcement) ->
                link(offer, url, address, whole(source), () -> announcement);
            case Place.None(var why) -> {
                var hash = offer.hash();
                if (seen.add(hash) && !horizon.isKnown(hash)) {
                    unaddressed(offer)
                            .filter(item -> !horizon.holdsBack(offer.entry(), addressOf(item)))
                            .ifPresent(item -> end(item, Status.NOT_FETCHED, why));
                }
            }
        }
    }

    private Place place(Entry entry) {
        var link = entry.link();
        var url = link == null ? Optional.<URI>empty() : Address.web(link);
        var address = url.flatMap(web -> Address.of(web.toString()));
        if (url.isPresent() && address.isPresent()) {
            return new Place.Page(url.get(), address.get());
        }
        var id = entry.id();
        if (id != null) {
            var announcement = entry.announcement();
            var own = placeInSource(Sha256.shortHash("entry\n" + id));
            var alone = Address.web(own)
                    .flatMap(web -> Address.of(own).map(key -> new Place.EntryAlone(web, key, announcement)));
            if (announcement.hasText() && alone.isPresent()) {
                return alone.get();
            }
        }
        return new Place.None(link == null ? "the entry has no link" : "the entry's link is no web address");
    }

    private void link(Offer offer, URI url, Address address, SourceRef source, Supplier<FeedEntry> announcement) {
        var hash = offer.hash();
        var isKnown = horizon.isKnown(hash);
        if (!isKnown && horizon.holdsBack(offer.entry(), address)) {
            seen.add(Horizon.hash(address));
            return;
        }
        var isFirst = seen.add(hash);
        var id = LinkId.of(address);
        if (!addressed.add(id)) {
            if (isFirst && !isKnown) {
                unaddressed(offer).ifPresent(item -> end(item, Status.DUPLICATE, "its link is that of another entry"));
            }
        } else if (!isKnown) {
            announced.add(offer.entry());
            var item = new Item(
                    ItemId.ofAnnouncement(source.id(), id, now),
                    id,
                    url.toString(),
                    source.ofItem(),
                    now,
                    0,
                    announcement.get().withLanguage(offer.language()));
            links.add(new Link.Announced(id, url, Site.of(url), item, offer.hash()));
            outcomes.add(Outcome.of(item, Step.SCHEDULE, 0, Status.DISCOVERED, null, now));
        }
    }

    /** A source that the operator gave no name has its address for one: the feed's title says more. */
    private static SourceRef named(SourceRef source, @Nullable String title) {
        var isAddress = Address.of(source.name())
                .filter(name ->
                        Address.of(source.url().toString()).filter(name::equals).isPresent())
                .isPresent();
        return title == null || !isAddress
                ? source
                : new SourceRef(source.id(), title, source.url(), source.settings());
    }

    /** The source as one of whole articles: there is no page that would have more than the entry. */
    private static SourceRef whole(SourceRef source) {
        return new SourceRef(source.id(), source.name(), source.url(), new SourceSettings(true, null));
    }

    /** An item for an entry that gets no link of its own. Its place is that of the source, and the hash of the entry. */
    private Optional<Item> unaddressed(Offer offer) {
        var place = placeInSource(offer.hash());
        return Address.of(place)
                .map(LinkId::of)
                .map(id -> new Item(
                        ItemId.ofAnnouncement(source.id(), id, now), id, place, source.ofItem(), now, 0, null));
    }

    private String placeInSource(long hash) {
        var own = request.source().url().toString();
        return own + (own.indexOf('?') < 0 ? '?' : '&') + "entry=" + Long.toHexString(hash);
    }

    private static Address addressOf(Item item) {
        return Address.of(item.url()).orElseThrow();
    }

    private void end(Item item, Status status, String why) {
        var reason = status == Status.NOT_FETCHED ? FetchReason.BAD_ADDRESS.wireName() : null;
        outcomes.add(Outcome.of(item, Step.SCHEDULE, 0, Status.DISCOVERED, null, now));
        outcomes.add(Outcome.of(item, Step.SCHEDULE, 1, status, reason, now).withDetail(why));
    }

    /** Hashes of all entries, in order. */
    Set<Long> seen() {
        return seen;
    }

    List<Link> links() {
        return links;
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    /** Entries that got a link. */
    List<Entry> announced() {
        return announced;
    }

    /** Entries that this answer held back for the first time. */
    int heldBack() {
        return horizon.heldBack();
    }
}
