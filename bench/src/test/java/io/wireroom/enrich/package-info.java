@NullMarked
package io.wireroom.enrich;

import org.jspecify.annotations.NullMarked;
