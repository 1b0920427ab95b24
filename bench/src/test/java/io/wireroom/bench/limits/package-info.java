@NullMarked
package io.wireroom.bench.limits;

import org.jspecify.annotations.NullMarked;
