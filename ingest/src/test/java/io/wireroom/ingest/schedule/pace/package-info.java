@NullMarked
package io.wireroom.ingest.schedule.pace;

import org.jspecify.annotations.NullMarked;
