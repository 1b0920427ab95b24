@NullMarked
package io.wireroom.ingest.schedule.gate;

import org.jspecify.annotations.NullMarked;
