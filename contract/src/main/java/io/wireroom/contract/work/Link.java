package io.wireroom.contract.work;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.wireroom.contract.Item;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.address.Site;
import java.net.URI;

/** An address handed to its site ({@code news.link.v1}). One flat JSON object for all kinds. */
@JsonSerialize(converter = LinkJson.Writer.class)
@JsonDeserialize(converter = LinkJson.Reader.class)
public sealed interface Link {

    /** The id of {@link #url()}. */
    LinkId id();

    /** The address. */
    URI url();

    /** The site of {@link #url()}, which places the link. */
    Site site();

    /** The address of an article. */
    sealed interface ToPage extends Link {

        /** What the page is fetched for. */
        Item item();

        /** Redirects followed to come here: 0 for an announcement. */
        int hops();

        /** Attempt of the item; a redirect continues the count. */
        int attempt();

        /** The same link for another item, or for the same item with another entry. */
        ToPage with(Item other);
    }

    /**
     * A source announced an article, or announced it again with changes.
     *
     * @param entryHash 8-byte hash of the announcing entry: another hash under the same link is a change
     */
    record Announced(LinkId id, URI url, Site site, Item item, long entryHash) implements ToPage {

        @Override
        public int hops() {
            return 0;
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public Announced with(Item other) {
            return new Announced(id, url, site, other, entryHash);
        }
    }

    /** The page of an item redirected here. */
    record Redirected(LinkId id, URI url, Site site, Item item, int hops, int attempt) implements ToPage {

        @Override
        public Redirected with(Item other) {
            return new Redirected(id, url, site, other, hops, attempt);
        }
    }

    /**
     * A request to make on behalf of its asker at another site: a redirect's target, a part of a sitemap index, or the
     * poll of a source that has moved.
     */
    record Delegated(LinkId id, Request.Supported request) implements Link {

        public Delegated {
            if (request instanceof Request.Page) {
                throw new IllegalArgumentException("a page is never requested on behalf of another: " + request.url());
            }
        }

        @Override
        public URI url() {
            return request.url();
        }

        @Override
        public Site site() {
            return request.site();
        }
    }

    /** A link of a kind that this version does not know. It is only read. */
    record Other(LinkId id, URI url, Site site) implements Link {}
}
