@NullMarked
package io.wireroom.store.query;

import org.jspecify.annotations.NullMarked;
