/**
 * What only a stream can know of a site: the lines that stand on many of its pages, how full its fields are, how its
 * pages are built. Pure: no Kafka, no logger, no clock; the same articles in the same order always give the same.
 */
@NullMarked
package io.wireroom.enrich.site;

import org.jspecify.annotations.NullMarked;
