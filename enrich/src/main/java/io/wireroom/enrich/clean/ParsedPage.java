package io.wireroom.enrich.clean;

import io.wireroom.contract.FieldRule;
import org.jsoup.nodes.Document;

/**
 * A page before extraction.
 *
 * @param charset the rule that gave the character encoding
 * @param stated fields that come from the feed entry instead of the page
 */
record ParsedPage(Document document, FieldRule charset, EntryCleaner.Stated stated) {}
