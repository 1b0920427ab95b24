@NullMarked
package io.wireroom.enrich.tag.topics;

import org.jspecify.annotations.NullMarked;
