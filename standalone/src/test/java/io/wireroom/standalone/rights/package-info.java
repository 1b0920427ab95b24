@NullMarked
package io.wireroom.standalone.rights;

import org.jspecify.annotations.NullMarked;
