/** The stage between raw pages and articles: clean, tell the language, give versions. Touches Kafka only. */
@NullMarked
package io.wireroom.enrich;

import org.jspecify.annotations.NullMarked;
