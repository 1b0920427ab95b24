@NullMarked
package io.wireroom.bench.match;

import org.jspecify.annotations.NullMarked;
