package io.wireroom.text.dates;

/** How much of a date a text states. */
public enum DatePrecision {
    /** A year: the date is its first day. */
    YEAR,
    /** A month: the date is its first day. */
    MONTH,
    /** A day: the instant is its midnight in UTC. */
    DAY,
    /** A day and a time. */
    TIME
}
