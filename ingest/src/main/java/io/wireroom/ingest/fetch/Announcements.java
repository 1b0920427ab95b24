package io.wireroom.ingest.fetch;

import io.wireroom.contract.Address;
import io.wireroom.contract.Item;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.Link;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.Pacing;
import io.wireroom.contract.PollReport;
import io.wireroom.contract.Request;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.ingest.feed.Entry;
import io.wireroom.ingest.feed.Feed;
import io.wireroom.ingest.feed.FeedParser;
import io.wireroom.ingest.feed.FeedResult;
import io.wireroom.ingest.web.WebAnswer;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;

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

    private Announcements() {}

    static Read read(Request request, WebAnswer.Ok ok, Instant now) {
        var result = request.kind() == Source.Kind.SITEMAP
                ? SitemapParser.parse(ok.body(), ok.contentType(), ok.finalUrl())
                : FeedParser.parse(ok.body(), ok.contentType(), ok.finalUrl());
        return switch (result) {
            case FeedResult.NotAFeed not -> new Read.Unreadable(not.why());
            case FeedResult.Parsed parsed -> announce(request, parsed.feed(), parsed.entries(), now);
        };
    }

    private static Read announce(Request request, Feed feed, List<Entry> entries, Instant now) {
        var source = request.source();
        if (source == null) {
            return new Read.Unreadable("a poll without its source");
        }
        var horizon = new Horizon(request, now);
        var seen = new LinkedHashSet<Long>();
        var addressed = new HashSet<LinkId>();
        var links = new ArrayList<Link>();
        var outcomes = new ArrayList<Outcome>();
        var announced = new ArrayList<Entry>();
        for (var entry : entries.subList(0, Math.min(entries.size(), MAX_ENTRIES))) {
            var hash = entry.entryHash();
            var url = entry.link() == null ? null : Address.web(entry.link()).orElse(null);
            var address = url == null ? null : Address.of(url.toString()).orElse(null);
            if (url == null || address == null) {
                seen.add(hash);
                continue;
            }
            var addressHash = Horizon.addressHash(address.value());
            if (!horizon.isKnown(hash) && horizon.holdsBack(entry, addressHash)) {
                seen.add(addressHash);
                continue;
            }
            seen.add(hash);
            var id = LinkId.of(address);
            if (addressed.add(id) && !horizon.isKnown(hash)) {
                announced.add(entry);
                var link = link(source, id, url, entry, hash, now);
                links.add(link);
                var item = link.item();
                if (item != null) {
                    outcomes.add(Outcome.of(item, Step.SCHEDULE, 0, Status.DISCOVERED, null, now));
                }
            }
        }
        var report = new PollReport(
                request.url(),
                null,
                pacing(feed),
                PublicationTimes.usualGap(entries, now),
                PublicationTimes.moments(announced),
                horizon.heldBack());
        return new Read.Announced(List.copyOf(seen), links, outcomes, report);
    }

    private static Pacing pacing(Feed feed) {
        return new Pacing(feed.ttl(), List.of(), List.of());
    }

    private static Link link(SourceRef source, LinkId id, URI url, Entry entry, long hash, Instant now) {
        var item = new Item(
                ItemId.ofAnnouncement(source.id(), id),
                id,
                url.toString(),
                source.ofItem(),
                now,
                0,
                entry.announcement());
        return new Link(id, url, Address.site(url), Source.Kind.PAGE, item, hash, 0, 1, null);
    }
}
