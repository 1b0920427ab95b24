package io.wireroom.contract;

import io.wireroom.contract.json.WireNamed;

/** What became of an item at a step. Every item ends in exactly one status that is {@link #canEnd() an end}. */
public enum Status implements WireNamed {
    /** A source announced a link. */
    DISCOVERED(false),
    /** A known link is to be fetched again. */
    REVISIT(false),
    /** In the polite backlog; renewed daily. */
    WAITING(false),
    /** Handed to the fetcher. */
    RELEASED(false),
    /** Came back unanswered from a fetcher that lost the assignment. */
    RETURNED(false),
    /** Redirected to another host, which goes on with the same item. */
    MOVED(false),
    /** A fetch failed in a way that may pass; another attempt follows. */
    FAILED(false),
    /** The page went on to be cleaned. */
    FETCHED(false),
    /** An article version went on to be stored. */
    PUBLISHED(false),
    /** End: the version is in the store. */
    STORED(true),
    /** End: the article is as it was. */
    UNCHANGED(true),
    /** End: another item already stands for this link. */
    DUPLICATE(true),
    /** End: classified as no article, with a {@link RejectReason}. */
    REJECTED(true),
    /** End: the page was not fetched, with a {@link FetchReason}. */
    NOT_FETCHED(true),
    /** End: could not be processed; the original lies in the stage's dead-letter topic. */
    DEAD_LETTERED(true),
    /** End: its article was erased by the operator, before or after it was stored. */
    ERASED(true),
    /** A status that this version does not know; its outcome states whether it is an end. */
    OTHER(true);

    private final boolean end;

    Status(boolean end) {
        this.end = end;
    }

    /** Whether an item may end so. */
    public boolean canEnd() {
        return end;
    }
}
