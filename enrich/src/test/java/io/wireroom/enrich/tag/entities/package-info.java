@NullMarked
package io.wireroom.enrich.tag.entities;

import org.jspecify.annotations.NullMarked;
