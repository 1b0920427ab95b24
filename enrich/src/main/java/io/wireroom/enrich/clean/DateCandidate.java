package io.wireroom.enrich.clean;

import io.wireroom.enrich.clean.DateParser.Parsed;

/**
 * A date that the page tells.
 *
 * @param rule that found it, as provenance names it
 */
record DateCandidate(String rule, Parsed date) {}
