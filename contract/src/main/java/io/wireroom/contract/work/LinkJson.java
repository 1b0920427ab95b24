package io.wireroom.contract.work;

import com.fasterxml.jackson.databind.util.StdConverter;
import io.wireroom.contract.Item;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.Source;
import io.wireroom.contract.address.Site;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The flat JSON form of a {@link Link}; {@code kind} and {@code hops} decide which fields are present. */
record LinkJson(
        LinkId id,
        URI url,
        Site site,
        Source.Kind kind,
        @Nullable Item item,
        @Nullable EntryHash entryHash,
        int hops,
        int attempt,
        @Nullable Request delegated) {

    LinkJson {
        var page = kind == Source.Kind.PAGE;
        if (kind != Source.Kind.OTHER && (page == (item == null) || page != (delegated == null))) {
            throw new IllegalArgumentException("a page link has an item, any other a delegated request: " + url);
        }
    }

    static final class Writer extends StdConverter<Link, LinkJson> {

        @Override
        public LinkJson convert(Link link) {
            return switch (link) {
                case Link.ToPage page ->
                    new LinkJson(
                            page.id(),
                            page.url(),
                            page.site(),
                            Source.Kind.PAGE,
                            page.item(),
                            page instanceof Link.Announced announced ? EntryHash.of(announced.entryHash()) : null,
                            page.hops(),
                            page.attempt(),
                            null);
                case Link.Delegated(var id, var request) ->
                    new LinkJson(
                            id,
                            request.url(),
                            request.site(),
                            request.kind(),
                            null,
                            null,
                            request.hops(),
                            request.attempt(),
                            request);
                case Link.Other other ->
                    throw new IllegalArgumentException("a link of an unknown kind is only read: " + other.url());
            };
        }
    }

    static final class Reader extends StdConverter<LinkJson, Link> {

        @Override
        public Link convert(LinkJson json) {
            if (json.kind == Source.Kind.OTHER) {
                return new Link.Other(json.id, json.url, json.site);
            }
            if (json.delegated != null) {
                return json.delegated instanceof Request.Supported supported
                        ? new Link.Delegated(json.id, supported)
                        : new Link.Other(json.id, json.url, json.site);
            }
            var item = Needed.by("a page link", "item", json.item);
            return json.hops == 0
                    ? new Link.Announced(json.id, json.url, json.site, item, hash(json))
                    : new Link.Redirected(json.id, json.url, json.site, item, json.hops, json.attempt);
        }

        private static long hash(LinkJson json) {
            return Needed.by("an announced link", "entryHash", json.entryHash).bits();
        }
    }
}
