package io.wireroom.standalone.cli.inspect;

import io.wireroom.contract.Item;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.work.RawPage;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Presents a local file as a fetched page. */
final class LocalPage {

    private static final URI NOWHERE = URI.create("http://localhost/page");
    private static final String LOCAL = "local-file";

    private LocalPage() {}

    /**
     * The page.
     *
     * @param url the address that it was served at; null when unknown
     * @param contentType as served; null when unknown
     * @param at used as the instant of the fetch
     */
    static RawPage of(byte[] body, @Nullable URI url, @Nullable String contentType, Instant at) {
        var address = url == null ? NOWHERE : url;
        var link = Address.of(address.toString()).map(LinkId::of).orElse(new LinkId(LOCAL));
        var source = new SourceRef(new SourceId(LOCAL), LOCAL, address);
        var item = new Item(ItemId.ofAnnouncement(source.id(), link), link, address.toString(), source, at, 0, null);
        return new RawPage(new RawPage.Capture(item, 1, address, address, 200, contentType, at), body);
    }
}
