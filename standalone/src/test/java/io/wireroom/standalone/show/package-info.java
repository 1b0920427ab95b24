@NullMarked
package io.wireroom.standalone.show;

import org.jspecify.annotations.NullMarked;
