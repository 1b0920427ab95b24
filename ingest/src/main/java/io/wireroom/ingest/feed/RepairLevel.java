package io.wireroom.ingest.feed;

/**
 * How far a text had to be repaired before it could be read as a feed. Each level is tried only where the one before it
 * failed, and includes the repairs of those before it.
 */
public enum RepairLevel {
    /** The text is well-formed. */
    NONE,
    /** Junk or a DOCTYPE before the root element was dropped, unread. */
    PROLOG_DROPPED,
    /** HTML's named entities were written out. */
    ENTITIES_WRITTEN_OUT,
    /** Every {@code &} that begins no entity was escaped. */
    AMPERSANDS_ESCAPED,
    /** Characters that XML forbids were dropped. */
    CHARACTERS_DROPPED,
    /** Prefixes without a namespace got their usual one. */
    PREFIXES_BOUND,
    /** What follows the root element was dropped. */
    TAIL_DROPPED,
    /** Read by a lenient parser, which closes open tags. */
    TAGS_CLOSED
}
