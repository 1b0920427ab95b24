package io.wireroom.ingest.fetch;

import io.wireroom.contract.Outcome;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.RawPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one request brought: written in one transaction, or not at all.
 *
 * @param answers to the asker, and to who else waits for it
 * @param page null unless a page was got
 */
record Handover(
        List<Answer> answers,
        List<Link> links,
        List<Outcome> outcomes,
        @Nullable RawPage page) {

    Handover {
        answers = List.copyOf(answers);
        links = List.copyOf(links);
        outcomes = List.copyOf(outcomes);
    }

    /** An answer and the site whose scheduler it is for. */
    record Answer(Site site, Fetched fetched) {}
}
