package io.wireroom.enrich.clean.dates;

import io.wireroom.text.dates.PageDates.Parsed;

/**
 * A date that the page tells.
 *
 * @param rule that found it, as provenance names it
 */
record DateCandidate(String rule, Parsed date) {}
