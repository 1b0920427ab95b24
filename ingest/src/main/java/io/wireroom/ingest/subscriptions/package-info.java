/** The operator's own subscriptions: what is sent for a source to its publisher's hosts, and to no other. */
@NullMarked
package io.wireroom.ingest.subscriptions;

import org.jspecify.annotations.NullMarked;
