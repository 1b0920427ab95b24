@NullMarked
package io.wireroom.enrich.rules;

import org.jspecify.annotations.NullMarked;
