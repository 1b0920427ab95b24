package io.wireroom.ingest.fetch;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Item;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.Pacing;
import io.wireroom.contract.work.PollReport;
import io.wireroom.contract.work.Request;
import io.wireroom.ingest.feed.Entry;
import io.wireroom.ingest.feed.Feed;
import io.wireroom.ingest.fetch.SourceReader.Contents;
import io.wireroom.ingest.fetch.SourceReader.Offer;
import io.wireroom.ingest.parsing.ParsingLimit;
import io.wireroom.ingest.site.Sitemap;
import io.wireroom.ingest.web.WebAnswer;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a source's answer: every entry that is new or changed becomes a link and is discovered. Pure. */
final class Announcements {

    /** What an answer announces. */
    sealed interface Read {

        /**
         * It could be read.
         *
         * @param seen hashes of all its entries
         * @param links one for each new or changed entry, one an address
         * @param outcomes {@code discovered} for each link
         * @param report what it teaches about the source; its address is the one asked for, and it has not moved
         */
        record Announced(List<Long> seen, List<Link> links, List<Outcome> outcomes, PollReport report)
                implements Read {}

        /** No parser could read it. */
        record Unreadable(String why) implements Read {}
    }

    /** As many as the scheduler remembers: what is beyond would be new at every poll. */
    private static final int MAX_ENTRIES = 2_000;

    /** So that a few parts, and the index itself, fit into the same memory. */
    private static final int MAX_OF_PART = 500;

    private Announcements() {}

    static Read read(Request.Poll request, WebAnswer.Ok ok, Instant now) {
        return switch (SourceReader.read(request, ok)) {
            case Contents.Unreadable(var why) -> new Read.Unreadable(why);
            case Contents.Entries(var feed, var offers) -> announce(request, feed, offers, now);
            case Contents.Parts(var children) -> ask(request, children, now);
        };
    }

    /** An index of sitemaps announces nothing itself: its parts are asked for. */
    private static Read ask(Request.Poll request, List<Sitemap.Child> children, Instant now) {
        if (SitemapParts.depth(request) >= SitemapParts.MAX_DEPTH) {
            return new Read.Unreadable("indexes of sitemaps nest deeper than " + SitemapParts.MAX_DEPTH);
        }
        var asked = SitemapParts.ask(request, children, now);
        var report =
                new PollReport(request.url(), null, null, null, asked.links().size(), 0);
        return new Read.Announced(asked.seen(), asked.links(), List.of(), report);
    }

    private static Read announce(Request.Poll request, @Nullable Feed feed, List<Offer> offers, Instant now) {
        var all = offersOf(request, offers, now);
        var horizon = new Horizon(request, now);
        var seen = new LinkedHashSet<Long>();
        var addressed = new HashSet<LinkId>();
        var links = new ArrayList<Link>();
        var outcomes = new ArrayList<Outcome>();
        var announced = new ArrayList<Entry>();
        for (var offer : all) {
            ParsingLimit.check();
            var entry = offer.entry();
            var hash = offer.hash();
            var url = entry.link() == null ? null : Address.web(entry.link()).orElse(null);
            var address = url == null ? null : Address.of(url.toString()).orElse(null);
            if (url == null || address == null) {
                if (seen.add(hash) && !horizon.isKnown(hash)) {
                    var why = entry.link() == null ? "the entry has no link" : "the entry's link is no web address";
                    unaddressed(request, offer, now)
                            .filter(item -> !horizon.holdsBack(entry, addressOf(item)))
                            .ifPresent(item -> end(item, Status.NOT_FETCHED, why, now, outcomes));
                }
                continue;
            }
            var isKnown = horizon.isKnown(hash);
            if (!isKnown && horizon.holdsBack(entry, address)) {
                seen.add(Horizon.hash(address));
                continue;
            }
            var isFirst = seen.add(hash);
            var id = LinkId.of(address);
            if (!addressed.add(id)) {
                if (isFirst && !isKnown) {
                    unaddressed(request, offer, now)
                            .ifPresent(item ->
                                    end(item, Status.DUPLICATE, "its link is that of another entry", now, outcomes));
                }
            } else if (!isKnown) {
                announced.add(entry);
                var link = link(request.source(), id, url, offer, now);
                links.add(link);
                outcomes.add(Outcome.of(link.item(), Step.SCHEDULE, 0, Status.DISCOVERED, null, now));
            }
        }
        var report = new PollReport(
                request.url(),
                null,
                feed == null ? null : pacing(feed),
                PublicationTimes.usualGap(all.stream().map(Offer::entry).toList(), now),
                PublicationTimes.moments(announced),
                horizon.heldBack());
        return new Read.Announced(List.copyOf(seen), links, outcomes, report);
    }

    /**
     * An item for an entry that gets no link of its own: it is counted, and ends here. Its place is that of the source,
     * and the hash of the entry.
     */
    private static Optional<Item> unaddressed(Request.Poll request, Offer offer, Instant now) {
        var source = request.source();
        var own = source.url().toString();
        var place = own + (own.indexOf('?') < 0 ? '?' : '&') + "entry=" + Long.toHexString(offer.hash());
        return Address.of(place)
                .map(LinkId::of)
                .map(id -> new Item(
                        ItemId.ofAnnouncement(source.id(), id, now), id, place, source.ofItem(), now, 0, null));
    }

    private static Address addressOf(Item item) {
        return Address.of(item.url()).orElseThrow();
    }

    private static void end(Item item, Status status, String why, Instant now, List<Outcome> outcomes) {
        var reason = status == Status.NOT_FETCHED ? FetchReason.BAD_ADDRESS.wireName() : null;
        outcomes.add(Outcome.of(item, Step.SCHEDULE, 0, Status.DISCOVERED, null, now));
        outcomes.add(Outcome.of(item, Step.SCHEDULE, 1, status, reason, now).withDetail(why));
    }

    /**
     * As many as are remembered. Of a part of a sitemap index the newest only: old pages that it still lists are not
     * held back one by one, for the parts of an archive together are more than can be remembered.
     */
    private static List<Offer> offersOf(Request.Poll request, List<Offer> offers, Instant now) {
        if (SitemapParts.depth(request) == 0 || request.horizon() == null) {
            return newest(offers);
        }
        var oldest = now.minus(request.horizon());
        return offers.stream()
                .filter(offer -> Horizon.dateOf(offer.entry()) == null
                        || Objects.requireNonNull(Horizon.dateOf(offer.entry())).isAfter(oldest))
                .limit(MAX_OF_PART)
                .toList();
    }

    /** The newest where there are more than are remembered; without dates half from each end, where news are added. */
    private static List<Offer> newest(List<Offer> offers) {
        if (offers.size() <= MAX_ENTRIES) {
            return offers;
        }
        if (offers.stream().noneMatch(offer -> Horizon.dateOf(offer.entry()) == null)) {
            return offers.stream()
                    .sorted(Comparator.comparing(
                            (Offer offer) -> Horizon.dateOf(offer.entry()), Comparator.reverseOrder()))
                    .limit(MAX_ENTRIES)
                    .toList();
        }
        var ends = new ArrayList<>(offers.subList(0, MAX_ENTRIES / 2));
        ends.addAll(offers.subList(offers.size() - MAX_ENTRIES / 2, offers.size()));
        return ends;
    }

    private static Pacing pacing(Feed feed) {
        var hints = feed.hints();
        var every = Stream.of(hints.ttl(), hints.updateEvery())
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new Pacing(
                every,
                hints.skipHours().stream().sorted().toList(),
                hints.skipDays().stream().map(DayOfWeek::getValue).sorted().toList());
    }

    private static Link.Announced link(SourceRef source, LinkId id, URI url, Offer offer, Instant now) {
        var item = new Item(
                ItemId.ofAnnouncement(source.id(), id, now),
                id,
                url.toString(),
                source.ofItem(),
                now,
                0,
                offer.entry().announcement().withLanguage(offer.language()));
        return new Link.Announced(id, url, Site.of(url), item, offer.hash());
    }
}
