@NullMarked
package io.wireroom.enrich.tag.speech;

import org.jspecify.annotations.NullMarked;
