@NullMarked
package io.wireroom.ingest.schedule;

import org.jspecify.annotations.NullMarked;
