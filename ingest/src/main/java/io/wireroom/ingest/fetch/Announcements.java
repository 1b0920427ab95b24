package io.wireroom.ingest.fetch;

import io.wireroom.contract.Outcome;
import io.wireroom.contract.Source;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.Pacing;
import io.wireroom.contract.work.PollReport;
import io.wireroom.contract.work.Request;
import io.wireroom.ingest.feed.Feed;
import io.wireroom.ingest.fetch.SourceReader.Contents;
import io.wireroom.ingest.fetch.SourceReader.Offer;
import io.wireroom.ingest.parsing.ParsingLimit;
import io.wireroom.ingest.site.Sitemap;
import io.wireroom.ingest.web.WebAnswer;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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

    /** These are remembered one by one, whatever their age. */
    private static final int MAX_UNDATED_OF_PART = 100;

    private Announcements() {}

    static Read read(Request.Poll request, WebAnswer.Ok ok, Instant now) {
        return switch (SourceReader.read(request, ok)) {
            case Contents.Unreadable(var why) -> new Read.Unreadable(why);
            case Contents.Entries(var feed, var offers, var parts) -> announce(request, feed, offers, parts, now);
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

    private static Read announce(
            Request.Poll request, @Nullable Feed feed, List<Offer> offers, List<Sitemap.Child> parts, Instant now) {
        var all = offersOf(request, offers, now);
        var collected = new AnnouncedLinks(request, feed == null ? null : feed.plainTitle(), now);
        for (var offer : all) {
            ParsingLimit.check();
            collected.add(offer);
        }
        var seen = new ArrayList<>(collected.seen());
        var links = new ArrayList<>(collected.links());
        if (SitemapParts.depth(request) > 0) {
            seen.add(SitemapParts.readHash(request.url()));
        }
        if (!parts.isEmpty() && SitemapParts.depth(request) < SitemapParts.MAX_DEPTH) {
            var asked = SitemapParts.ask(request, parts, now);
            seen.addAll(asked.seen());
            links.addAll(asked.links());
        }
        var report = new PollReport(
                request.url(),
                null,
                feed == null ? null : pacing(feed),
                PublicationTimes.usualGap(all.stream().map(Offer::entry).toList(), now),
                PublicationTimes.moments(collected.announced()),
                collected.heldBack());
        return new Read.Announced(seen, links, collected.outcomes(), report);
    }

    /**
     * As many as are remembered. Of a part of a sitemap index the newest only: old pages that it still lists are not
     * held back one by one, for the parts of an archive together are more than can be remembered.
     */
    private static List<Offer> offersOf(Request.Poll request, List<Offer> offers, Instant now) {
        if (SitemapParts.depth(request) == 0 || request.horizon() == null) {
            // A feed without dates has its newest entries first; a sitemap is in any order.
            return request.kind() == Source.Kind.SITEMAP && offers.size() <= MAX_ENTRIES
                    ? NewestFirst.withoutDates(offers)
                    : NewestFirst.of(offers, MAX_ENTRIES);
        }
        var oldest = now.minus(request.horizon());
        var undated = NewestFirst.withoutDates(offers.stream()
                .filter(offer -> Horizon.dateOf(offer.entry()) == null)
                .toList());
        var young = offers.stream()
                .filter(offer -> {
                    var date = Horizon.dateOf(offer.entry());
                    return date != null && date.isAfter(oldest);
                })
                .toList();
        return Stream.concat(
                        NewestFirst.of(young, MAX_OF_PART).stream(),
                        undated.stream().limit(MAX_UNDATED_OF_PART))
                .toList();
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
}
