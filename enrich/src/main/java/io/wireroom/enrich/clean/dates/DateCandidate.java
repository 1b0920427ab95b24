package io.wireroom.enrich.clean.dates;

import io.wireroom.contract.FieldRule;
import io.wireroom.text.dates.PageDates.Parsed;

/**
 * A date that the page states or shows.
 *
 * @param rule that found it
 */
record DateCandidate(FieldRule rule, Parsed date) {}
