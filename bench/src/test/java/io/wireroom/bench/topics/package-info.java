@NullMarked
package io.wireroom.bench.topics;

import org.jspecify.annotations.NullMarked;
