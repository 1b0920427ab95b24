@NullMarked
package io.wireroom.standalone.sources;

import org.jspecify.annotations.NullMarked;
