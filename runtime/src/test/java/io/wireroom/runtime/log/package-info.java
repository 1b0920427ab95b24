@NullMarked
package io.wireroom.runtime.log;

import org.jspecify.annotations.NullMarked;
