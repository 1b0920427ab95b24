/** The scheduler's state stores: values that may prove unreadable, and an index on due times. */
@NullMarked
package io.wireroom.ingest.schedule.store;

import org.jspecify.annotations.NullMarked;
