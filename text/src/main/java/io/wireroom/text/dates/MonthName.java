package io.wireroom.text.dates;

/**
 * The month that a name means.
 *
 * @param number from 1
 * @param count the calendar of the month
 */
record MonthName(int number, YearCount count) {}
