@NullMarked
package io.wireroom.conformance.etiquette;

import org.jspecify.annotations.NullMarked;
