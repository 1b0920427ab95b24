@NullMarked
package io.wireroom.enrich.clean.dates;

import org.jspecify.annotations.NullMarked;
