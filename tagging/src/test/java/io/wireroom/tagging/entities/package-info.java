@NullMarked
package io.wireroom.tagging.entities;

import org.jspecify.annotations.NullMarked;
