@NullMarked
package io.wireroom.enrich.clean.metadata;

import org.jspecify.annotations.NullMarked;
