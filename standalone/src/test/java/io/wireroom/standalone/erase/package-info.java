@NullMarked
package io.wireroom.standalone.erase;

import org.jspecify.annotations.NullMarked;
