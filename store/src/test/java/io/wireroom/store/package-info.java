@NullMarked
package io.wireroom.store;

import org.jspecify.annotations.NullMarked;
