@NullMarked
package io.wireroom.enrich.clean.body;

import org.jspecify.annotations.NullMarked;
