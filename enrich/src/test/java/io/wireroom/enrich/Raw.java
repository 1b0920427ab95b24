package io.wireroom.enrich;

import io.wireroom.contract.FeedEntry;
import io.wireroom.contract.Item;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.work.RawPage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Raw pages for tests. */
public final class Raw {

    public static final Instant FETCHED_AT = Instant.parse("2026-03-05T12:00:00Z");
    static final Instant DISCOVERED_AT = Instant.parse("2026-03-05T11:59:00Z");
    static final URI FEED = URI.create("https://www.courier.example/feed");

    private Raw() {}

    static RawPage page(String html, String url, int revisit, Instant fetchedAt) {
        return page(html.getBytes(StandardCharsets.UTF_8), url, "text/html; charset=utf-8", null, revisit, fetchedAt);
    }

    public static RawPage page(
            byte[] body,
            String url,
            @Nullable String contentType,
            @Nullable FeedEntry entry,
            int revisit,
            Instant fetchedAt) {
        var source = new SourceRef(new SourceId("courier"), "Norhaven Courier", FEED);
        var link = LinkId.of(Address.of(url).orElseThrow());
        var announced = ItemId.ofAnnouncement(source.id(), link);
        var id = revisit == 0 ? announced : ItemId.ofRevisit(announced, link, revisit);
        var item = new Item(id, link, url, source, DISCOVERED_AT, revisit, entry);
        return new RawPage(
                new RawPage.Capture(item, 1, URI.create(url), URI.create(url), 200, contentType, fetchedAt), body);
    }
}
