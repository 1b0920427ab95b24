/** The stage sink: writes articles and outcomes from Kafka to PostgreSQL, exactly once in effect. */
@NullMarked
package io.wireroom.sink;

import org.jspecify.annotations.NullMarked;
