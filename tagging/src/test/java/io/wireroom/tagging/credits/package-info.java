@NullMarked
package io.wireroom.tagging.credits;

import org.jspecify.annotations.NullMarked;
