/** The last room of the wire: articles and outcomes from Kafka into PostgreSQL, exactly once in effect. */
@NullMarked
package io.wireroom.sink;

import org.jspecify.annotations.NullMarked;
