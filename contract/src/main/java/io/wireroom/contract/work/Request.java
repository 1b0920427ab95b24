package io.wireroom.contract.work;

import io.wireroom.contract.Item;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceRef;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to fetch next ({@code news.request.v1}); keyed and placed by site.
 *
 * @param id unique; the one answer carries it back
 * @param site the site of {@code url}; a host of it stays busy until the answer
 * @param source the polled source (feed, sitemap, section); null for pages and robots
 * @param item the item to fetch for (page); null otherwise
 * @param known 8-byte hashes of the entries of the source's last answers
 * @param attempt counts from 1
 * @param lastAttempt whether a transient failure ends the item
 * @param hops redirects already followed to come here
 * @param horizon age from which entries are old (polls): those of a first answer are not announced; null to announce all
 */
public record Request(
        String id,
        URI url,
        Source.Kind kind,
        String site,
        @Nullable SourceRef source,
        @Nullable Item item,
        Validators validators,
        List<Long> known,
        int attempt,
        boolean lastAttempt,
        int hops,
        @Nullable AnswerTo answerTo,
        @Nullable Duration horizon) {

    public Request {
        known = List.copyOf(known);
        if (kind == Source.Kind.PAGE && item == null) {
            throw new IllegalArgumentException("a page request needs its item: " + url);
        }
    }
}
