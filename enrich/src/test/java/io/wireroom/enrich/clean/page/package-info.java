@NullMarked
package io.wireroom.enrich.clean.page;

import org.jspecify.annotations.NullMarked;
