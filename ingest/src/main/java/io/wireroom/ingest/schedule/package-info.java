/**
 * The scheduler: a Kafka Streams application that owns all state of ingest (sources, frontier, hosts) and never touches
 * the web. It releases requests and learns from their answers.
 */
@NullMarked
package io.wireroom.ingest.schedule;

import org.jspecify.annotations.NullMarked;
