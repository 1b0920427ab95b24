@NullMarked
package io.wireroom.tagging.topics;

import org.jspecify.annotations.NullMarked;
