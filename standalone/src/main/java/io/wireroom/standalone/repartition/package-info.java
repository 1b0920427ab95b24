/** Copies an installation to topics with more partitions. */
@NullMarked
package io.wireroom.standalone.repartition;

import org.jspecify.annotations.NullMarked;
