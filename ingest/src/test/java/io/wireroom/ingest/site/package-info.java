@NullMarked
package io.wireroom.ingest.site;

import org.jspecify.annotations.NullMarked;
