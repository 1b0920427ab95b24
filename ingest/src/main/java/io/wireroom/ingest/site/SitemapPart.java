package io.wireroom.ingest.site;

import io.wireroom.contract.SourceId;
import java.util.Optional;

/**
 * A sitemap that an index names, as the fetcher asks for it on behalf of the index' source. It travels as the request id
 * of {@link io.wireroom.contract.work.AnswerTo}, so that the source's own scheduler learns what became of it.
 *
 * @param depth 1 for a sitemap of the source's index, 2 for one of an index in that
 * @param hash of the part's address and date
 * @param source whose index it is
 */
public record SitemapPart(int depth, long hash, SourceId source) {

    private static final String PREFIX = "part/";

    /** The part that a request id stands for; empty for the id of any other request. */
    public static Optional<SitemapPart> of(String requestId) {
        if (!requestId.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var fields = requestId.split("/", 4);
        try {
            return Optional.of(new SitemapPart(
                    Integer.parseInt(fields[1]), Long.parseUnsignedLong(fields[2], 16), new SourceId(fields[3])));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** The request id that stands for this part. */
    public String requestId() {
        return PREFIX + depth + '/' + Long.toHexString(hash) + '/' + source;
    }
}
