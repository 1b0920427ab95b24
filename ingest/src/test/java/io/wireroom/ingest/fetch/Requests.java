package io.wireroom.ingest.fetch;

import io.wireroom.contract.FeedEntry;
import io.wireroom.contract.Item;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.Validators;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests to hand to a fetcher. */
final class Requests {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final SourceRef SOURCE =
            new SourceRef(new SourceId("harbour"), "Harbour News", URI.create("http://harbour.example/feed"));

    private Requests() {}

    static Request page(URI url, boolean lastAttempt) {
        var link = LinkId.of(Address.of(url.toString()).orElseThrow());
        var item = new Item(ItemId.ofAnnouncement(SOURCE.id(), link), link, url.toString(), SOURCE, NOW, 0, null);
        return new Request(
                "r1",
                url,
                Source.Kind.PAGE,
                Address.site(url),
                null,
                item,
                Validators.NONE,
                List.of(),
                1,
                lastAttempt,
                0,
                null,
                null);
    }

    /** A request for this page as of a revisit, or with what its feed said; the conditions may be none. */
    static Request page(URI url, int revisit, @Nullable FeedEntry entry, Validators validators) {
        var link = LinkId.of(Address.of(url.toString()).orElseThrow());
        var announced = ItemId.ofAnnouncement(SOURCE.id(), link);
        var id = revisit == 0 ? announced : ItemId.ofRevisit(announced, link, revisit);
        var item = new Item(id, link, url.toString(), SOURCE, NOW, revisit, entry);
        return new Request(
                "r1",
                url,
                Source.Kind.PAGE,
                Address.site(url),
                null,
                item,
                validators,
                List.of(),
                1,
                false,
                0,
                null,
                null);
    }

    static Request poll(URI url, Source.Kind kind, Validators validators, List<Long> known) {
        return new Request("r1", url, kind, Address.site(url), SOURCE, null, validators, known, 1, true, 0, null, null);
    }

    static Request feed(URI url) {
        return poll(url, Source.Kind.FEED, Validators.NONE, List.of());
    }

    static Request robots(URI url) {
        return new Request(
                "r1",
                url,
                Source.Kind.ROBOTS,
                Address.site(url),
                null,
                null,
                Validators.NONE,
                List.of(),
                1,
                true,
                0,
                null,
                null);
    }
}
