@NullMarked
package io.wireroom.standalone.embedded;

import org.jspecify.annotations.NullMarked;
