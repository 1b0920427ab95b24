package io.wireroom.ingest.feed;

/**
 * How much had to be done to bytes before they could be read as a feed: each rung is tried only where the one before
 * it failed, on top of its repairs.
 */
public enum RepairLevel {
    /** Nothing: they are well-formed. */
    AS_IT_STANDS,
    /** Junk or a DOCTYPE before the root element was dropped, unread. */
    PROLOG_DROPPED,
    /** HTML's named entities were written out. */
    ENTITIES_WRITTEN_OUT,
    /** Every {@code &} that begins no entity was escaped. */
    AMPERSANDS_ESCAPED,
    /** Characters that XML forbids were dropped. */
    CHARACTERS_DROPPED,
    /** Prefixes without a namespace got the one everybody means by them. */
    PREFIXES_BOUND,
    /** What stands behind the root element was dropped. */
    TAIL_DROPPED,
    /** Read by a parser that closes tags, and forgives everything else. */
    TAGS_CLOSED
}
