/** How often and how politely: settings, the rhythm of polls, and the operator's rules for single hosts. */
@NullMarked
package io.wireroom.ingest.schedule.pace;

import org.jspecify.annotations.NullMarked;
