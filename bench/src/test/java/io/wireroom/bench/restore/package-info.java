@NullMarked
package io.wireroom.bench.restore;

import org.jspecify.annotations.NullMarked;
