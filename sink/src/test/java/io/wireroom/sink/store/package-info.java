@NullMarked
package io.wireroom.sink.store;

import org.jspecify.annotations.NullMarked;
