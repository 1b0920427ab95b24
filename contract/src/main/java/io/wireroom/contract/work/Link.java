package io.wireroom.contract.work;

import io.wireroom.contract.Item;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.Source;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An address handed to its site ({@code news.link.v1}): a new or changed article announcement, or a redirect's target.
 *
 * @param id of {@code url}
 * @param kind {@link Source.Kind#PAGE} for articles; another kind for the redirect target of that kind of request
 * @param item what the page is looked at for (kind page); null otherwise
 * @param entryHash 8-byte hash of the announcing entry: another one under the same link is a change
 * @param hops redirects followed to come here: 0 for an announcement
 * @param attempt of the item; a redirect goes on counting
 * @param delegated the request to make on behalf of its asker (kinds other than page); null otherwise
 */
public record Link(
        LinkId id,
        URI url,
        String site,
        Source.Kind kind,
        @Nullable Item item,
        long entryHash,
        int hops,
        int attempt,
        @Nullable Request delegated) {

    public Link {
        if ((kind == Source.Kind.PAGE) == (item == null)) {
            throw new IllegalArgumentException("a page link has an item, no other has: " + url);
        }
        if ((kind == Source.Kind.PAGE) != (delegated == null)) {
            throw new IllegalArgumentException("a delegated fetch goes with every link but a page's: " + url);
        }
    }
}
