@NullMarked
package io.wireroom.ingest.schedule.store;

import org.jspecify.annotations.NullMarked;
