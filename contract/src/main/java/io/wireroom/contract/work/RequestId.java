package io.wireroom.contract.work;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.wireroom.contract.SourceId;
import java.util.Optional;

/**
 * Identifies a {@link Request}; its one answer carries it back. A delegated request has the id of its asker and a suffix:
 * {@code r1-2} is the second redirect of {@code r1}.
 */
public record RequestId(@JsonValue String value) {

    @JsonCreator
    public RequestId {}

    private static final String PART = "part/";

    /**
     * A sitemap that an index names, as the fetcher requests it on behalf of the index' source. Its id is
     * {@code part/<depth>/<hash in hex>/<source>}, so that the source's own scheduler learns the result.
     *
     * @param depth 1 for a sitemap of the source's index, 2 for a sitemap of an index in that
     * @param hash of the part's address and date
     * @param source whose index it is
     */
    public record SitemapPart(int depth, long hash, SourceId source) {

        /** The id of the request for this part, as the source's scheduler sees it. */
        public RequestId id() {
            return new RequestId(PART + depth + '/' + Long.toHexString(hash) + '/' + source);
        }
    }

    /** The id of a request after this many redirects. */
    public RequestId redirected(int hops) {
        return new RequestId(value + '-' + hops);
    }

    /** The id of a request for a part that the answer to this request names. */
    public RequestId ofPart(long hash) {
        return new RequestId(value + '-' + Long.toHexString(hash));
    }

    /** The part that this id stands for; empty for the id of any other request. */
    public Optional<SitemapPart> sitemapPart() {
        if (!value.startsWith(PART)) {
            return Optional.empty();
        }
        var fields = value.split("/", 4);
        try {
            return Optional.of(new SitemapPart(
                    Integer.parseInt(fields[1]), Long.parseUnsignedLong(fields[2], 16), new SourceId(fields[3])));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
