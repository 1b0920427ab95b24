/** From the bytes of a page to an article's fields, or to the reason why it is none. Pure: no Kafka, no logger, no clock. */
@NullMarked
package io.wireroom.enrich.clean;

import org.jspecify.annotations.NullMarked;
