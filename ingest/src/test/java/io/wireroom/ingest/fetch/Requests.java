package io.wireroom.ingest.fetch;

import io.wireroom.contract.FeedEntry;
import io.wireroom.contract.Item;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId;
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

    static Request.Page page(URI url, boolean lastAttempt) {
        var link = LinkId.of(Address.of(url.toString()).orElseThrow());
        var item = new Item(ItemId.ofAnnouncement(SOURCE.id(), link), link, url.toString(), SOURCE, NOW, 0, null);
        return new Request.Page(head(url, lastAttempt), item, Validators.NONE);
    }

    /** A request for this page as of a revisit, or with what its feed stated; the conditions may be none. */
    static Request.Page page(URI url, int revisit, @Nullable FeedEntry entry, Validators validators) {
        var link = LinkId.of(Address.of(url.toString()).orElseThrow());
        var announced = ItemId.ofAnnouncement(SOURCE.id(), link);
        var id = revisit == 0 ? announced : ItemId.ofRevisit(announced, link, revisit);
        var item = new Item(id, link, url.toString(), SOURCE, NOW, revisit, entry);
        return new Request.Page(head(url, false), item, validators);
    }

    static Request.Poll poll(URI url, Source.Kind kind, Validators validators, List<Long> known) {
        return new Request.Poll(head(url, true), kind, SOURCE, validators, known, null, null);
    }

    static Request.Poll feed(URI url) {
        return poll(url, Source.Kind.FEED, Validators.NONE, List.of());
    }

    static Request.Supported robots(URI url) {
        return new Request.Robots(head(url, true), null);
    }

    private static Request.Head head(URI url, boolean lastAttempt) {
        return new Request.Head(new RequestId("r1"), url, Site.of(url), 1, lastAttempt, 0);
    }
}
