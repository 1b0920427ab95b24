@NullMarked
package io.wireroom.tagging.quotes;

import org.jspecify.annotations.NullMarked;
