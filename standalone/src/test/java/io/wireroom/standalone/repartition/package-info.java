@NullMarked
package io.wireroom.standalone.repartition;

import org.jspecify.annotations.NullMarked;
