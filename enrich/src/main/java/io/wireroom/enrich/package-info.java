/** The stage between raw pages and articles: cleaning, language, versions, tags. Its only service is Kafka. */
@NullMarked
package io.wireroom.enrich;

import org.jspecify.annotations.NullMarked;
