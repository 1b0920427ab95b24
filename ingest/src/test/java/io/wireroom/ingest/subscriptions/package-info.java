@NullMarked
package io.wireroom.ingest.subscriptions;

import org.jspecify.annotations.NullMarked;
