@NullMarked
package io.wireroom.ingest.feed;

import org.jspecify.annotations.NullMarked;
