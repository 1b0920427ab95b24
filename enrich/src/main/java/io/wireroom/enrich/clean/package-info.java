/** Extracts article fields from page bytes, or returns why the page is not an article. Pure: no Kafka, no logger, no clock. */
@NullMarked
package io.wireroom.enrich.clean;

import org.jspecify.annotations.NullMarked;
