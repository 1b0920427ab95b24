@NullMarked
package io.wireroom.tagging;

import org.jspecify.annotations.NullMarked;
