/**
 * Getting one address from the web, politely and safely: HTTP, the guard against private addresses, robots.txt. Nothing
 * here knows Kafka, and nothing here decides when to ask.
 */
@NullMarked
package io.wireroom.ingest.web;

import org.jspecify.annotations.NullMarked;
