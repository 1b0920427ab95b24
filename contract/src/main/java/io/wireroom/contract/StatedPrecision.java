package io.wireroom.contract;

import io.wireroom.contract.json.WireNamed;

/** How much of a date is stated, where that is less than a time of day. */
public enum StatedPrecision implements WireNamed {
    /** A day: the instant is its midnight in UTC. */
    DAY,
    /** A month: the instant is the midnight of its first day in UTC. */
    MONTH,
    /** A year: the instant is the midnight of its first day in UTC. */
    YEAR,
    /** A value that this version does not know. */
    OTHER
}
