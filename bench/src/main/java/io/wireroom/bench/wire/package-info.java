/** The whole wire on one machine: from the announcement of an article to its row that can be searched. */
@NullMarked
package io.wireroom.bench.wire;

import org.jspecify.annotations.NullMarked;
